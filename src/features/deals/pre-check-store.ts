import type { Connection } from 'mongoose';
import { AppError } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { preCheckDayModel, preCheckModel } from './account-model.ts';
import { PreCheck } from './account-schemas.ts';

export type PreCheckStore = ReturnType<typeof createPreCheckStore>;

type Row = { _id: string } & Record<string, unknown>;

export function createPreCheckStore(connection: Connection) {
  const rows = modelOf(connection, preCheckModel);
  const days = modelOf(connection, preCheckDayModel);
  return {
    async findPreCheck(preCheckId: string, write?: Write): Promise<PreCheck | null> {
      const row = await rows.findOne({ _id: preCheckId }, {}, write ? { session: sessionOf(write) } : {}).lean<Row>();
      return row === null ? null : parsed(row);
    },

    async insertPreCheck(preCheck: PreCheck, write: Write): Promise<void> {
      const { preCheckId, ...fields } = PreCheck.parse(preCheck);
      await rows.insertMany([{ _id: preCheckId, ...fields }], { session: sessionOf(write) });
    },

    /** Counts one more and answers how many there are on that day, this one among them; two at once are serialised. */
    async countAsked(
      asked: Pick<PreCheck, 'partnerId' | 'person'> & { day: string },
      write: Write,
    ): Promise<{ byPartner: number; byPerson: number }> {
      const person = `${asked.person.teamId}/${asked.person.userId}`;
      const row = await days
        .findOneAndUpdate(
          { _id: `${asked.partnerId}/${asked.day}` },
          { $inc: { asked: 1, [`byPerson.${person}`]: 1 }, $set: { at: write.at } },
          { session: sessionOf(write), upsert: true, returnDocument: 'after' },
        )
        .lean<{ asked: number; byPerson: Record<string, number> }>();
      return { byPartner: row?.asked ?? 1, byPerson: row?.byPerson[person] ?? 1 };
    },

    /** When the oldest question was asked; null when none is kept. */
    async findOldest(): Promise<Date | null> {
      const first = await rows.findOne({}, { at: 1 }).sort({ at: 1 }).lean<{ at: Date }>();
      return first?.at ?? null;
    },

    /** Retention: questions and counts from before `at` are forgotten. Answers how many questions. */
    async deletePreChecksBefore(at: Date): Promise<number> {
      await days.deleteMany({ at: { $lt: at } });
      return (await rows.deleteMany({ at: { $lt: at } })).deletedCount;
    },
  };
}

/** Throws AppError(bug, core.unreadable_document). */
function parsed({ _id: preCheckId, ...fields }: Row): PreCheck {
  const preCheck = PreCheck.safeParse({ preCheckId, ...fields });
  if (preCheck.success) return preCheck.data;
  throw new AppError({ kind: 'bug', code: unreadableDocument, details: { preCheckId } });
}
