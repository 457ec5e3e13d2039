import type { Connection } from 'mongoose';
import { AppError } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { cadenceModel } from './model.ts';
import { cadenceIdOf } from './rules/keys.ts';
import { Cadence } from './schemas.ts';
import type { TouchId } from './schemas.ts';

export type CadenceStore = ReturnType<typeof createCadenceStore>;

type Row = { _id: string } & Record<string, unknown>;

/** One row for each touch and partner, so that a sweep's cost follows what is due, not how many partners there are. */
export function createCadenceStore(connection: Connection) {
  const rows = modelOf(connection, cadenceModel);
  const inside = (write?: Write) => (write ? { session: sessionOf(write) } : {});

  return {
    async findCadence(touchId: TouchId, partnerId: string, write?: Write): Promise<Cadence | null> {
      const row = await rows.findOne({ _id: cadenceIdOf(touchId, partnerId) }, {}, inside(write)).lean<Row>();
      return row === null ? null : parsed(row);
    },

    /** Partner ids, earliest due first. */
    async listDueCadences(
      touchId: TouchId,
      now: Date,
      limit: number,
      except: readonly string[],
    ): Promise<readonly string[]> {
      const due = await rows
        .find({ touchId, nextPlanAt: { $lte: now }, partnerId: { $nin: [...except] } }, { partnerId: 1 })
        .sort({ nextPlanAt: 1 })
        .limit(limit)
        .lean<{ partnerId: string }[]>();
      return due.map((row) => row.partnerId);
    },

    async findNextPlanAt(touchId: TouchId): Promise<Date | null> {
      const first = await rows
        .findOne({ touchId, nextPlanAt: { $type: 'date' } }, { nextPlanAt: 1 })
        .sort({ nextPlanAt: 1 })
        .lean<{ nextPlanAt: Date }>();
      return first?.nextPlanAt ?? null;
    },

    /** Starts the rhythm, or starts it anew from `since`. */
    async startCadence(touchId: TouchId, partnerId: string, since: Date, write: Write): Promise<void> {
      await rows.updateOne(
        { _id: cadenceIdOf(touchId, partnerId) },
        { $set: { touchId, partnerId, since, nextPeriod: null, nextPlanAt: since } },
        { ...inside(write), upsert: true },
      );
    },

    async stopCadence(touchId: TouchId, partnerId: string, write: Write): Promise<void> {
      await rows.updateOne({ _id: cadenceIdOf(touchId, partnerId) }, { $set: { nextPlanAt: null } }, inside(write));
    },

    /** Moves on from the plan instant being left; false when somebody else did. */
    async movePlan(
      leaving: { cadenceId: string; nextPlanAt: Date },
      next: { nextPeriod: string; nextPlanAt: Date },
      write: Write,
    ): Promise<boolean> {
      const filter = { _id: leaving.cadenceId, nextPlanAt: leaving.nextPlanAt };
      const moved = await rows.updateOne(filter, { $set: next }, inside(write));
      return moved.matchedCount === 1;
    },

    /** Takes a row that cannot be read or planned out of the sweep until somebody has looked at it (design §6). */
    async setAside(touchId: TouchId, partnerId: string): Promise<void> {
      await rows.updateOne({ _id: cadenceIdOf(touchId, partnerId) }, { $set: { nextPlanAt: null } });
    },
  };
}

/** Throws AppError(bug, core.unreadable_document). */
function parsed(row: Row): Cadence {
  const { _id: cadenceId, ...fields } = row;
  const cadence = Cadence.safeParse({ cadenceId, ...fields });
  if (cadence.success) return cadence.data;
  throw new AppError({ kind: 'bug', code: unreadableDocument, details: { cadenceId } });
}
