import type { Connection } from 'mongoose';
import { AppError } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { watchModel } from './model.ts';
import { Watch } from './schemas.ts';

export type WatchStore = ReturnType<typeof createWatchStore>;

type Row = { _id: string } & Record<string, unknown>;

export function createWatchStore(connection: Connection) {
  const rows = modelOf(connection, watchModel);
  const inside = (write: Write) => ({ session: sessionOf(write) });

  return {
    async findWatch(partnerId: string, write: Write): Promise<Watch | null> {
      const row = await rows.findOne({ _id: partnerId }, {}, inside(write)).lean<Row>();
      return row === null ? null : parsed(row);
    },

    /** Silence counts from now on. */
    async startWatch(partnerId: string, write: Write): Promise<void> {
      const fresh = { since: write.at, heardAt: null, nextLookAt: write.at };
      const options = { ...inside(write), upsert: true };
      await rows.updateOne({ _id: partnerId }, { $set: fresh, $setOnInsert: { spokenAt: null } }, options);
    },

    /** Looks anew, or no more; nothing for a partner that was never watched. */
    async setNextLook(partnerId: string, nextLookAt: Date | null, write: Write): Promise<void> {
      await rows.updateOne({ _id: partnerId }, { $set: { nextLookAt } }, inside(write));
    },

    /** Moves on from the look being left; false when somebody else did. */
    async moveLook(
      leaving: Pick<Watch, 'partnerId' | 'nextLookAt'>,
      next: Partial<Pick<Watch, 'heardAt' | 'nextLookAt'>>,
      write: Write,
    ): Promise<boolean> {
      const filter = { _id: leaving.partnerId, nextLookAt: leaving.nextLookAt };
      return (await rows.updateOne(filter, { $set: next }, inside(write))).matchedCount === 1;
    },

    /** One of our people wrote; a message that came late changes nothing. */
    async markSpoken(partnerId: string, at: Date, write: Write): Promise<void> {
      const earlier = { _id: partnerId, $or: [{ spokenAt: null }, { spokenAt: { $lt: at } }] };
      await rows.updateOne(earlier, { $set: { spokenAt: at } }, inside(write));
    },

    /** Partner ids, earliest first. */
    async listDue(now: Date, limit: number, except: readonly string[]): Promise<readonly string[]> {
      const due = await rows
        .find({ nextLookAt: { $lte: now }, _id: { $nin: [...except] } }, { _id: 1 })
        .sort({ nextLookAt: 1 })
        .limit(limit)
        .lean<{ _id: string }[]>();
      return due.map((row) => row._id);
    },

    async findNextLookAt(): Promise<Date | null> {
      const first = await rows
        .findOne({ nextLookAt: { $type: 'date' } }, { nextLookAt: 1 })
        .sort({ nextLookAt: 1 })
        .lean<{ nextLookAt: Date }>();
      return first?.nextLookAt ?? null;
    },

    /** Takes a document that cannot be read out of the sweep until somebody has looked at it (design §6). */
    async setAside(partnerId: string, reason: string): Promise<void> {
      await rows.updateOne({ _id: partnerId }, { $set: { nextLookAt: null, setAside: reason } });
    },
  };
}

/** Throws AppError(bug, core.unreadable_document). */
function parsed(row: Row): Watch {
  const { _id: partnerId, ...fields } = row;
  const watch = Watch.safeParse({ partnerId, ...fields });
  if (watch.success) return watch.data;
  const problems = watch.error.issues.map((issue) => issue.path.join('.'));
  throw new AppError({ kind: 'bug', code: unreadableDocument, details: { partnerId, problems } });
}
