import type { Connection } from 'mongoose';
import { AppError } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { occurrenceModel } from './model.ts';
import { answeredStates, askingStates, unsentStates } from './rules/states.ts';
import { Occurrence } from './schemas.ts';
import type { OccurrenceState, Step, Tier, TouchId } from './schemas.ts';

/** The state that a conditional write leaves behind; without `nextAction` any next action will do. */
export interface Leaving {
  occurrenceId: string;
  state: OccurrenceState;
  nextAction?: Step | null;
  nextActionAt?: Date | null;
}

export type OccurrenceChange = Partial<Omit<Occurrence, 'occurrenceId' | 'occurrenceKey' | 'touchId' | 'partnerId'>>;
export type OccurrenceStore = ReturnType<typeof createOccurrenceStore>;

type Row = { _id: string } & Record<string, unknown>;

/** Touch occurrences. Reads inside a write take it, to see the transaction's own state. */
export function createOccurrenceStore(connection: Connection) {
  const rows = modelOf(connection, occurrenceModel);
  const inside = (write?: Write) => (write ? { session: sessionOf(write) } : {});

  async function findOccurrence(occurrenceId: string, write?: Write): Promise<Occurrence | null> {
    return parsedOrNull(await rows.findOne({ _id: occurrenceId }, {}, inside(write)).lean<Row>());
  }

  return {
    findOccurrence,

    /** The live one of a period, cancelled-before-sending ones left out. */
    async findLive(touchId: TouchId, partnerId: string, periodKey: string, write?: Write): Promise<Occurrence | null> {
      const filter = { touchId, partnerId, periodKey, live: true };
      return parsedOrNull(await rows.findOne(filter, {}, inside(write)).lean<Row>());
    },

    countOfPeriod(touchId: TouchId, partnerId: string, periodKey: string, write: Write): Promise<number> {
      return rows.countDocuments({ touchId, partnerId, periodKey }, inside(write));
    },

    async insertOccurrence(occurrence: Occurrence, write: Write): Promise<void> {
      const { occurrenceId, ...fields } = occurrence;
      await rows.insertMany([{ _id: occurrenceId, ...fields }], inside(write));
    },

    /** Changes an occurrence that is still in the state being left; null when it is not (design §6.2). */
    async changeFrom(leaving: Leaving, change: OccurrenceChange, write: Write): Promise<Occurrence | null> {
      const { occurrenceId, ...filter } = leaving;
      const options = { ...inside(write), returnDocument: 'after' as const };
      const changed = await rows
        .findOneAndUpdate({ _id: occurrenceId, ...filter }, { $set: change }, options)
        .lean<Row>();
      return parsedOrNull(changed);
    },

    /** What is due by `now`, earliest first; ids only, so that one unreadable document stops nothing. */
    async listDue(tier: Tier, now: Date, limit: number, except: readonly string[]): Promise<readonly string[]> {
      const due = await rows
        .find({ tier, nextActionAt: { $lte: now }, _id: { $nin: [...except] } }, { _id: 1 })
        .sort({ nextActionAt: 1 })
        .limit(limit)
        .lean<{ _id: string }[]>();
      return due.map((row) => row._id);
    },

    async findNextActionAt(tier: Tier): Promise<Date | null> {
      const first = await rows
        .findOne({ tier, nextActionAt: { $type: 'date' } }, { nextActionAt: 1 })
        .sort({ nextActionAt: 1 })
        .lean<{ nextActionAt: Date }>();
      return first?.nextActionAt ?? null;
    },

    /** Not yet sent, of one partner: what a change of status, tier or zone cancels. */
    async listUnsent(partnerId: string, write: Write): Promise<readonly Occurrence[]> {
      const filter = { partnerId, live: true, state: { $in: [...unsentStates] } };
      return (await rows.find(filter, {}, inside(write)).lean<Row[]>()).map(parsed);
    },

    /** Sent and not closed, of one partner. */
    async listAsking(partnerId: string, write: Write): Promise<readonly Occurrence[]> {
      const filter = { partnerId, live: true, state: { $in: [...askingStates] } };
      return (await rows.find(filter, {}, inside(write)).lean<Row[]>()).map(parsed);
    },

    /** The newest first. */
    async listOfPartner(
      touchId: TouchId,
      partnerId: string,
      limit: number,
      write?: Write,
    ): Promise<readonly Occurrence[]> {
      const found = await rows
        .find({ touchId, partnerId }, {}, inside(write))
        .sort({ anchorOn: -1, _id: -1 })
        .limit(limit)
        .lean<Row[]>();
      return found.map(parsed);
    },

    /** Of all touches, decided before an instant, the newest first. */
    async listRecent(partnerId: string, before: Date, limit: number): Promise<readonly Occurrence[]> {
      const filter = { partnerId, decidedAt: { $lt: before } };
      return (await rows.find(filter).sort({ decidedAt: -1 }).limit(limit).lean<Row[]>()).map(parsed);
    },

    /** Live ones of all touches decided in [from, to), earliest first. */
    async listDecided(partnerId: string, from: Date, to: Date, write?: Write): Promise<readonly Occurrence[]> {
      const filter = { partnerId, decidedAt: { $gte: from, $lt: to }, live: true };
      return (await rows.find(filter, {}, inside(write)).sort({ decidedAt: 1 }).lean<Row[]>()).map(parsed);
    },

    /** When one of these touches last reached the partner. */
    async findLastSentAt(partnerId: string, touchIds: readonly TouchId[]): Promise<Date | null> {
      const last = await rows
        .findOne({ partnerId, sentAt: { $type: 'date' }, touchId: { $in: [...touchIds] } }, { sentAt: 1 })
        .sort({ sentAt: -1 })
        .lean<{ sentAt: Date }>();
      return last?.sentAt ?? null;
    },

    /** Asked and answered questions by partner, of what was to be sent in [from, to) and takes no more answers. */
    async listResponses(from: Date, to: Date): Promise<readonly { _id: string; asked: number; answered: number }[]> {
      return rows.aggregate<{ _id: string; asked: number; answered: number }>([
        { $match: { state: { $in: [...answeredStates] }, decidedAt: { $gte: from, $lt: to } } },
        {
          $group: {
            _id: '$partnerId',
            touches: { $sum: 1 },
            asked: { $sum: '$counts.required' },
            answered: { $sum: '$counts.answered' },
          },
        },
        // One that was missed says nothing about a habit.
        { $match: { touches: { $gte: 2 } } },
      ]);
    },

    /** Asking ones whose partner manager was this member of staff when the numbers were taken. */
    async listAskingOfPm(pmStaffId: string, limit: number): Promise<readonly Occurrence[]> {
      const filter = { 'snapshot.pmStaffId': pmStaffId, state: { $in: [...askingStates] } };
      return (await rows.find(filter).limit(limit).lean<Row[]>()).map(parsed);
    },

    /** Closed in this span with answers that nobody of our side has read, earliest first. */
    async listUnreviewed(
      { since, until, limit }: { since: Date; until: Date; limit: number },
      write: Write,
    ): Promise<readonly Occurrence[]> {
      const filter = { closedAt: { $gte: since, $lte: until }, reviewedAt: null, 'counts.people': { $gt: 0 } };
      const found = await rows.find(filter, {}, inside(write)).sort({ closedAt: 1, _id: 1 }).limit(limit).lean<Row[]>();
      return found.map(parsed);
    },

    /** Anchored between two days, both included. */
    async listAnchored(from: string, to: string): Promise<readonly Occurrence[]> {
      const found = await rows
        .find({ anchorOn: { $gte: from, $lte: to } })
        .sort({ anchorOn: 1, _id: 1 })
        .lean<Row[]>();
      return found.map(parsed);
    },

    /** Takes a document that cannot be read out of the sweep until somebody has looked at it (design §6). */
    async setAside(occurrenceId: string, reason: string): Promise<void> {
      await rows.updateOne({ _id: occurrenceId }, { $set: { nextActionAt: null, setAside: reason } });
    },
  };
}

function parsedOrNull(row: Row | null): Occurrence | null {
  return row === null ? null : parsed(row);
}

/** Throws AppError(bug, core.unreadable_document). */
function parsed(row: Row): Occurrence {
  const { _id: occurrenceId, ...fields } = row;
  const occurrence = Occurrence.safeParse({ occurrenceId, ...fields });
  if (occurrence.success) return occurrence.data;
  throw new AppError({
    kind: 'bug',
    code: unreadableDocument,
    details: { occurrenceId, problems: occurrence.error.issues.map((issue) => issue.path.join('.')) },
  });
}
