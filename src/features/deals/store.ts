import type { Connection } from 'mongoose';
import { AppError } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';
import type { Write } from '#core/write.ts';
import { dueSteps, isDuplicateKey, modelOf, sessionOf } from '#platform/mongo.ts';
import { alreadyDone, opportunityHeld } from './errors.ts';
import { counterModel, dealModel, lockModel } from './model.ts';
import { Deal } from './schemas.ts';
import { openStatuses, undecidedStatuses } from './state-schemas.ts';
import type { DealStatus } from './state-schemas.ts';

/** What a conditional write leaves behind: nobody changed the deal in between. */
export type Leaving = Pick<Deal, 'dealId' | 'status' | 'version'>;
export type DealChange = Partial<Omit<Deal, 'dealId' | 'partnerId' | 'sequence' | 'completeAt' | 'version'>>;
export type DealStore = ReturnType<typeof createDealStore>;

type Row = { _id: string } & Record<string, unknown>;

const undecided = { status: { $in: [...undecidedStatuses] } };

/** Reads inside a write take it, to see the transaction's own state. */
export function createDealStore(connection: Connection) {
  const rows = modelOf(connection, dealModel);
  const counters = modelOf(connection, counterModel);
  const locks = modelOf(connection, lockModel);
  const inside = (write?: Write) => (write ? { session: sessionOf(write) } : {});
  const one = async (filter: object, write?: Write): Promise<Deal | null> =>
    parsedOrNull(await rows.findOne(filter, {}, inside(write)).lean<Row>());
  const list = async (filter: object, sort: Record<string, 1 | -1>, limit: number, write?: Write) =>
    (await rows.find(filter, {}, inside(write)).sort(sort).limit(limit).lean<Row[]>()).map(parsed);
  const inOrder = { completeAt: 1, sequence: 1 } as const;
  const changed = async ({ dealId, status, version }: Leaving, update: object, write: Write): Promise<Deal | null> => {
    const options = { ...inside(write), returnDocument: 'after' as const };
    try {
      return parsedOrNull(await rows.findOneAndUpdate({ _id: dealId, status, version }, update, options).lean<Row>());
    } catch (thrown) {
      if (isDuplicateKey(thrown, 'one_holder')) throw opportunityHeld();
      throw thrown;
    }
  };

  return {
    findDeal: (dealId: string, write?: Write): Promise<Deal | null> => one({ _id: dealId }, write),
    findByDraft: (draftId: string, write?: Write): Promise<Deal | null> => one({ draftId }, write),

    /** Throws AppError(conflict, deals.already_done) when there is one of this draft already. */
    async insertDeal(deal: Deal, write: Write): Promise<void> {
      const { dealId, ...fields } = Deal.parse(deal);
      try {
        await rows.insertMany([{ _id: dealId, ...fields }], inside(write));
      } catch (thrown) {
        if (isDuplicateKey(thrown, 'one_per_draft')) throw alreadyDone();
        throw thrown;
      }
    },

    /** Moves a counter on by `step` and answers where it stands; two writers at once are serialised by it. */
    async nextNumber(counter: string, step: number, write: Write): Promise<number> {
      const options = { ...inside(write), upsert: true, returnDocument: 'after' as const };
      const counted = await counters
        .findOneAndUpdate({ _id: counter }, { $inc: { value: step } }, options)
        .lean<{ value: number }>();
      return counted?.value ?? step;
    },

    /** Whoever takes one of these keys in a transaction, too, comes after this one or is repeated (design §6.2). */
    async takeTurn(keys: readonly string[], write: Write): Promise<void> {
      const updates = keys.toSorted().map((key) => ({
        updateOne: { filter: { _id: key }, update: { $inc: { turns: 1 } }, upsert: true },
      }));
      if (updates.length > 0) await locks.bulkWrite(updates, { ...inside(write), ordered: true });
    },

    /**
     * Changes a deal that is still as it was seen; null when it is not (design §6.2).
     * Throws AppError(conflict, deals.opportunity_held) when another deal holds the opportunity.
     */
    changeFrom: (leaving: Leaving, change: DealChange, write: Write): Promise<Deal | null> =>
      changed(leaving, { $set: { ...change, version: leaving.version + 1 } }, write),

    /** What no person decides by, such as timers: the version that people saw stays good. */
    changeQuietly: (leaving: Leaving, change: DealChange, write: Write): Promise<Deal | null> =>
      changed(leaving, { $set: change }, write),

    /** Undecided deals whose findings point to this one, and these others, are to be matched again. */
    async matchAgain(about: { dealId: string; others: readonly string[] }, at: Date, write: Write): Promise<void> {
      await rows.updateMany(
        { $or: [{ 'findings.subjectId': about.dealId }, { _id: { $in: [...about.others] } }], ...undecided },
        { $push: { timers: { step: 'match', at } }, $set: { nextStepAt: at } },
        inside(write),
      );
    },

    /** Those who wait for one deal now wait for another one. */
    async handLineOn(fromDealId: string, toDealId: string, write: Write): Promise<void> {
      await rows.updateMany(
        { 'secondInLine.heldByDealId': fromDealId, 'secondInLine.state': 'waiting' },
        { $set: { 'secondInLine.heldByDealId': toDealId } },
        inside(write),
      );
    },

    /** Who waits for what this deal held, in the order of domain §4.6 rule 1. */
    listInLine: (heldByDealId: string, write: Write): Promise<readonly Deal[]> =>
      list({ 'secondInLine.heldByDealId': heldByDealId, status: 'rejected' }, inOrder, mostInLine, write),

    countOpen: (partnerId: string): Promise<number> =>
      rows.countDocuments({ partnerId, status: { $in: [...openStatuses] } }),

    listOfPartner: (partnerId: string, limit: number, statuses?: readonly DealStatus[]): Promise<readonly Deal[]> =>
      list(
        { partnerId, ...(statuses === undefined ? {} : { status: { $in: [...statuses] } }) },
        { completeAt: -1, sequence: -1 },
        limit,
      ),

    /** Of one partner; an id of another one's is not found. */
    listById: (partnerId: string, dealIds: readonly string[], write?: Write): Promise<readonly Deal[]> =>
      list({ _id: { $in: [...dealIds] }, partnerId }, inOrder, dealIds.length, write),

    listOpenOfPartner: (partnerId: string, limit: number, write: Write): Promise<readonly Deal[]> =>
      list({ partnerId, status: { $in: [...openStatuses] } }, inOrder, limit, write),

    listUndecided: (limit: number): Promise<readonly Deal[]> => list(undecided, inOrder, limit),

    ...dueSteps(rows),

    /** A channel got another id (slack.md §1.3): replies go to where the thread now is. */
    async renameChannel(oldChannelId: string, newChannelId: string): Promise<void> {
      await rows.updateMany({ 'thread.channelId': oldChannelId }, { $set: { 'thread.channelId': newChannelId } });
    },
  };
}

const mostInLine = 100;

function parsedOrNull(row: Row | null): Deal | null {
  return row === null ? null : parsed(row);
}

/** Throws AppError(bug, core.unreadable_document). */
function parsed(row: Row): Deal {
  const { _id: dealId, ...fields } = row;
  const deal = Deal.safeParse({ dealId, ...fields });
  if (deal.success) return deal.data;
  const problems = deal.error.issues.map((issue) => issue.path.join('.'));
  throw new AppError({ kind: 'bug', code: unreadableDocument, details: { dealId, problems } });
}
