import type { Connection } from 'mongoose';
import { AppError } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { cadenceModel } from './model.ts';
import { cadenceIdOf } from './rules/keys.ts';
import { Cadence } from './schemas.ts';
import type { Tier } from './schemas.ts';

export type CadenceStore = ReturnType<typeof createCadenceStore>;

type Row = { _id: string } & Record<string, unknown>;
type Leaving = Pick<Cadence, 'cadenceId' | 'since' | 'nextPlanAt'>;
type Plan = Pick<Cadence, 'since' | 'settingsVersion' | 'nextPlanAt'>;

/** One row for each touch and partner, so that a sweep's cost follows what is due, not how many partners there are. */
export function createCadenceStore(connection: Connection) {
  const rows = modelOf(connection, cadenceModel);
  const inside = (write?: Write) => (write ? { session: sessionOf(write) } : {});

  return {
    async findCadence(cadenceId: string, write?: Write): Promise<Cadence | null> {
      const row = await rows.findOne({ _id: cadenceId }, {}, inside(write)).lean<Row>();
      return row === null ? null : parsed(row);
    },

    async listOfPartner(partnerId: string, write: Write): Promise<readonly Cadence[]> {
      return (await rows.find({ partnerId }, {}, inside(write)).lean<Row[]>()).map(parsed);
    },

    /** Ids, earliest due first. */
    async listDue(tier: Tier, now: Date, limit: number, except: readonly string[]): Promise<readonly string[]> {
      const due = await rows
        .find({ tier, nextPlanAt: { $lte: now }, _id: { $nin: [...except] } }, { _id: 1 })
        .sort({ nextPlanAt: 1 })
        .limit(limit)
        .lean<{ _id: string }[]>();
      return due.map((row) => row._id);
    },

    /** Ids of those that were worked out by older settings. */
    async listOutdated(
      tier: Tier,
      version: number,
      limit: number,
      except: readonly string[],
    ): Promise<readonly string[]> {
      const outdated = await rows
        .find({ tier, settingsVersion: { $lt: version }, _id: { $nin: [...except] } }, { _id: 1 })
        .limit(limit)
        .lean<{ _id: string }[]>();
      return outdated.map((row) => row._id);
    },

    async findNextPlanAt(tier: Tier): Promise<Date | null> {
      const first = await rows
        .findOne({ tier, nextPlanAt: { $type: 'date' } }, { nextPlanAt: 1 })
        .sort({ nextPlanAt: 1 })
        .lean<{ nextPlanAt: Date }>();
      return first?.nextPlanAt ?? null;
    },

    /** Of a partner that has none yet. */
    async insertCadences(started: readonly Cadence[], write: Write): Promise<void> {
      await rows.insertMany(
        started.map(({ cadenceId, ...fields }) => ({ _id: cadenceId, ...fields })),
        inside(write),
      );
    },

    /** Starts a rhythm, or sets it anew. */
    async setPlan(
      { touchId, partnerId, tier }: Pick<Cadence, 'touchId' | 'partnerId' | 'tier'>,
      plan: Plan,
      write: Write,
    ): Promise<void> {
      await rows.updateOne(
        { _id: cadenceIdOf(touchId, partnerId) },
        { $set: { touchId, partnerId, tier, ...plan } },
        { ...inside(write), upsert: true },
      );
    },

    /** Moves on from the plan being left; false when somebody else did. */
    async movePlan({ cadenceId, since, nextPlanAt }: Leaving, plan: Plan, write: Write): Promise<boolean> {
      const moved = await rows.updateOne({ _id: cadenceId, since, nextPlanAt }, { $set: plan }, inside(write));
      return moved.matchedCount === 1;
    },

    /** Takes a row that cannot be read or planned out of the sweep until somebody has looked at it (design §6). */
    async setAside(cadenceId: string): Promise<void> {
      await rows.updateOne({ _id: cadenceId }, { $set: { nextPlanAt: null } });
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
