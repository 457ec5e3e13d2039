import type { ClientSession, Connection } from 'mongoose';
import type { OutcomePort } from '#core/ports.ts';
import type { Outcome } from '#core/intent.ts';
import type { InOneWrite } from '#core/write.ts';
import { modelOf, sessionOf } from '../mongo.ts';
import type { Attempt, OutboundRow, RowState } from './model.ts';
import { outboundModel } from './model.ts';

export interface DueQuery {
  now: Date;
  /** False while the workspace's allowance is used up: only edits go on. */
  mayPost: boolean;
  /** Places that may not be posted to right now; edits there go on. */
  exceptPlaces: readonly string[];
  /** Rows that are being worked on. */
  exceptKeys: readonly string[];
  /** Threads with a post of unknown fate: nothing may overtake it there. */
  exceptThreads: readonly string[];
  limit: number;
}

export type Settlement =
  | { state: 'settled'; applied: OutboundRow['applied']; sent?: { channelId: string; ts: string } }
  | { state: 'dropped' | 'failed'; reason: string }
  | { state: 'ready' | 'unknown' | 'waiting'; readyAt: Date; reason: string | null; failed: boolean };

export type OutboxRows = ReturnType<typeof createOutboxRows>;

/** Every query of the outbox's rows as a named function. */
export function createOutboxRows(deps: { connection: Connection; inOneWrite: InOneWrite; outcomes: OutcomePort }) {
  const rows = modelOf(deps.connection, outboundModel);

  return {
    async find(key: string): Promise<OutboundRow | null> {
      return rows.findById(key).lean<OutboundRow>();
    },

    /** Rows that may be sent now, urgent first, then in creation order. */
    async listDue(query: DueQuery): Promise<OutboundRow[]> {
      return rows
        .find({
          state: 'ready',
          readyAt: { $lte: query.now },
          ...(query.exceptKeys.length > 0 ? { _id: { $nin: query.exceptKeys } } : {}),
          ...(query.mayPost
            ? { $or: [{ ts: { $ne: null } }, { place: { $nin: query.exceptPlaces } }] }
            : { ts: { $ne: null } }),
          ...(query.exceptThreads.length > 0 ? { threadKey: { $nin: query.exceptThreads } } : {}),
        })
        .sort({ urgent: -1, seq: 1 })
        .limit(query.limit)
        .lean<OutboundRow[]>();
    },

    async listInState(state: RowState, limit: number): Promise<OutboundRow[]> {
      return rows.find({ state }).sort({ readyAt: 1 }).limit(limit).lean<OutboundRow[]>();
    },

    /** The earliest readyAt of the state. */
    async nextReadyAt(state: RowState): Promise<Date | null> {
      const row = await rows.findOne({ state }, { readyAt: 1 }).sort({ readyAt: 1 }).lean<{ readyAt: Date }>();
      return row?.readyAt ?? null;
    },

    async listDuePlaces(now: Date): Promise<string[]> {
      return rows.distinct('place', { state: 'ready', readyAt: { $lte: now } });
    },

    /** The place can be read again: its other failed look-ups need not wait any longer. */
    async hastenLookups(place: string, failedReason: string, now: Date): Promise<void> {
      await rows.updateMany(
        { state: 'unknown', place, reason: { $regex: `^${failedReason}` }, readyAt: { $gt: now } },
        { $set: { readyAt: now } },
      );
    },

    async countInState(state: RowState): Promise<number> {
      return rows.countDocuments({ state });
    },

    /** When posts were attempted since, oldest first, to go on with the pace of a predecessor. */
    async listAttemptsSince(since: Date): Promise<{ place: string; at: Date }[]> {
      const found = await rows
        .find({ 'attempt.at': { $gte: since } }, { place: 1, attempt: 1 })
        .lean<Pick<OutboundRow, 'place' | 'attempt'>[]>();
      return found.flatMap((row) => (row.attempt ? [{ place: row.place, at: row.attempt.at }] : []));
    },

    /** Takes the row for one call; null when it changed since it was read. */
    async claim(row: OutboundRow, attempt: Attempt): Promise<OutboundRow | null> {
      return rows
        .findOneAndUpdate(
          { _id: row._id, state: 'ready', 'wanted.version': row.wanted.version },
          { $set: { state: 'attempting', attempt, updatedAt: attempt.at } },
          { returnDocument: 'after' },
        )
        .lean<OutboundRow>();
    },

    /** Calls that an earlier leader left open: a lost post becomes unknown, everything else is simply done again. */
    async reopenAbandoned(now: Date, isMine: (hash: string) => boolean, unknownAfterMs: number): Promise<number> {
      const open = await rows.find({ state: 'attempting' }).lean<OutboundRow[]>();
      let reopened = 0;
      for (const row of open) {
        const attempt = row.attempt;
        if (!attempt || isMine(attempt.hash)) continue;
        const isPost = attempt.operation === 'post';
        const readyAt = isPost ? new Date(attempt.at.getTime() + unknownAfterMs) : now;
        const changed = await rows.updateOne(
          { _id: row._id, state: 'attempting', 'attempt.hash': attempt.hash },
          { $set: { state: isPost ? 'unknown' : 'ready', readyAt, updatedAt: now } },
        );
        reopened += changed.modifiedCount;
      }
      return reopened;
    },

    /** Moves what still waits for a channel to its new id (slack.md §1.3). */
    async readdress(oldChannelId: string, newChannelId: string, now: Date): Promise<void> {
      await rows.updateMany({ channelId: oldChannelId }, { $set: { channelId: newChannelId, updatedAt: now } });
      await rows.updateMany(
        { place: oldChannelId },
        { $set: { to: { channelId: newChannelId }, place: newChannelId, updatedAt: now } },
      );
    },

    /**
     * Ends one attempt in one transaction: the row, the replies that waited for it, and what the owning feature makes of
     * it. Does nothing when the attempt is no longer the row's own.
     */
    async settle(row: OutboundRow, settlement: Settlement): Promise<void> {
      await deps.inOneWrite(async (write) => {
        const session = sessionOf(write);
        const current = await rows.findById(row._id, null, { session }).lean<OutboundRow>();
        if (!current || !sameAttempt(current, row)) return;
        const first = current.deliveredAt === null;
        const change = changeFor(current, settlement, write.at);
        await rows.updateOne({ _id: row._id }, { $set: change }, { session });
        if (!['settled', 'dropped', 'failed'].includes(settlement.state) || !first) return;
        await releaseReplies(current, change, write.at, session);
        const outcome = outcomeOf(current, settlement, write.at);
        if (outcome && current.kind === 'message') await deps.outcomes.settle(outcome, write);
        if (outcome?.kind === 'dropped' || outcome?.kind === 'failed') {
          await write.audit({
            actor: { kind: 'job', name: 'outbox' },
            action: `message.${outcome.kind}`,
            object: `outbound_messages/${row._id}`,
            partnerId: row.partnerId,
            reason: outcome.reason,
          });
        }
      });
    },
  };

  async function releaseReplies(
    root: OutboundRow,
    change: Partial<OutboundRow>,
    at: Date,
    session: ClientSession,
  ): Promise<void> {
    if (root.replies === 0) return;
    await rows.updateMany(
      { threadKey: root._id, state: 'waiting' },
      { $set: { state: 'ready', threadTs: change.ts ?? null, readyAt: at, updatedAt: at } },
      { session },
    );
  }
}

function sameAttempt(current: OutboundRow, row: OutboundRow): boolean {
  if (current.state !== 'attempting' && current.state !== 'unknown' && current.state !== row.state) return false;
  return current.attempt?.hash === row.attempt?.hash;
}

function changeFor(current: OutboundRow, settlement: Settlement, at: Date): Partial<OutboundRow> {
  const base = { updatedAt: at };
  if (settlement.state === 'settled') {
    const stale = settlement.applied !== null && isBehind(current, settlement.applied);
    return {
      ...base,
      state: stale ? 'ready' : 'settled',
      readyAt: at,
      applied: settlement.applied,
      failures: 0,
      reason: null,
      ...(settlement.sent ? { ...settlement.sent, deliveredAt: current.deliveredAt ?? at } : {}),
    };
  }
  if (!('readyAt' in settlement)) {
    return { ...base, state: settlement.state, reason: settlement.reason };
  }
  return {
    ...base,
    state: settlement.state,
    readyAt: settlement.readyAt,
    reason: settlement.reason,
    failures: current.failures + (settlement.failed ? 1 : 0),
  };
}

/** Whether Slack still differs from what is wanted after this version was applied. */
function isBehind(row: OutboundRow, applied: NonNullable<OutboundRow['applied']>): boolean {
  return row.wanted.version > applied.version || (row.pinned && !applied.pinned && !row.wanted.deleted);
}

function outcomeOf(row: OutboundRow, settlement: Settlement, at: Date): Outcome | null {
  const base = { key: row._id, message: row.message, at };
  switch (settlement.state) {
    case 'settled':
      return settlement.sent ? { kind: 'delivered', ...base, ...settlement.sent } : null;
    case 'dropped':
      return { kind: 'dropped', ...base, reason: settlement.reason as never };
    case 'failed':
      return { kind: 'failed', ...base, reason: settlement.reason };
    default:
      return null;
  }
}
