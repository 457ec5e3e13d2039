import type { ClientSession, Connection } from 'mongoose';
import type { MessageBundle, OutcomePort } from '#core/ports.ts';
import type { Outcome } from '#core/intent.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import { modelOf, sessionOf } from '../mongo.ts';
import type { Bundles } from './bundles.ts';
import type { Attempt, OutboundRow, RowState } from './model.ts';
import { outboundModel } from './model.ts';
import { changeFor, outcomeOf, sameAttempt } from './settlement.ts';
import type { Settlement } from './settlement.ts';

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

export type OutboxRows = ReturnType<typeof createOutboxRows>;

/** Every query of the outbox's rows as a named function. */
export function createOutboxRows(deps: {
  connection: Connection;
  inOneWrite: InOneWrite;
  outcomes: OutcomePort;
  bundles: Bundles;
}) {
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

    async listOpenAttempts(): Promise<readonly Attempt[]> {
      const open = await rows.find({ state: 'attempting' }, { attempt: 1 }).lean<Pick<OutboundRow, 'attempt'>[]>();
      return open.flatMap(({ attempt }) => (attempt ? [attempt] : []));
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
        if (settlement.state === 'ready' && settlement.deferral) await recordDeferral(current, settlement, write);
        if (!['settled', 'dropped', 'failed'].includes(settlement.state) || !first) return;
        await conclude(current, change, outcomeOf(current, settlement, write.at), write);
        if ((current.memberKeys ?? []).length > 0) await settleMembers(current, settlement, write);
      });
    },

    /** A reply that is to stand as a post of its own. */
    async detach(row: OutboundRow, at: Date): Promise<void> {
      await rows.updateOne(
        { _id: row._id, state: 'ready', ts: null },
        { $set: { threadKey: null, threadTs: null, updatedAt: at } },
      );
    },

    openBundle: (first: OutboundRow, bundle: MessageBundle): Promise<void> =>
      deps.inOneWrite((write) => deps.bundles.open(first, bundle, write)),
  };

  /** What follows once of a message's end: its replies, its owner, the trail. */
  async function conclude(
    row: OutboundRow,
    change: Partial<OutboundRow>,
    outcome: Outcome | null,
    write: Write,
  ): Promise<void> {
    await releaseReplies(row, change, write.at, sessionOf(write));
    if (outcome && row.kind === 'message') await deps.outcomes.settle(outcome, write);
    if (outcome?.kind !== 'dropped' && outcome?.kind !== 'failed') return;
    await write.audit({
      ...auditOf(row),
      action: `message.${outcome.kind}`,
      reason: outcome.reason === 'cap' ? 'suppressed(cap)' : outcome.reason,
    });
  }

  /** Every line of a bundle ends as the bundle did; a bundle that could not go lets its members wait again. */
  async function settleMembers(bundle: OutboundRow, settlement: Settlement, write: Write): Promise<void> {
    const session = sessionOf(write);
    if (settlement.state === 'dropped' && settlement.reason === 'dissolved') {
      return deps.bundles.release(bundle, write.at, session);
    }
    for (const member of await deps.bundles.listMembers(bundle, session)) {
      const own: Settlement = member.wanted.deleted ? { state: 'dropped', reason: 'withdrawn' } : settlement;
      const applied = { version: member.wanted.version, contentHash: '', pinned: true };
      const theirs: Settlement = own.state === 'settled' ? { ...own, applied, pinged: [] } : own;
      const change = changeFor(member, theirs, write.at);
      await rows.updateOne({ _id: member._id }, { $set: change }, { session });
      await conclude(member, change, outcomeOf(member, theirs, write.at), write);
    }
  }

  /** Staff read why a message waits: one entry for each reason, however often it is tried. */
  async function recordDeferral(
    row: OutboundRow,
    settlement: Extract<Settlement, { readyAt: Date }>,
    write: Write,
  ): Promise<void> {
    const reason = settlement.reason ?? '';
    const known = row.deferredFor ?? [];
    if (known.includes(reason)) return;
    await rows.updateOne(
      { _id: row._id },
      { $set: { deferredFor: [...known, reason], deferredAt: row.deferredAt ?? write.at } },
      { session: sessionOf(write) },
    );
    await write.audit({ ...auditOf(row), action: 'message.deferred', reason, after: { until: settlement.readyAt } });
  }

  async function releaseReplies(
    root: OutboundRow,
    change: Partial<OutboundRow>,
    at: Date,
    session: ClientSession,
  ): Promise<void> {
    if (root.replies === 0) return;
    await rows.updateMany(
      { threadKey: root._id, state: 'waiting' },
      // A reply that is planned for later keeps its time.
      { $set: { state: 'ready', threadTs: change.ts ?? null, updatedAt: at }, $max: { readyAt: at } },
      { session },
    );
  }
}

function auditOf(row: OutboundRow) {
  return {
    actor: { kind: 'job', name: 'outbox' } as const,
    object: `outbound_messages/${row._id}`,
    partnerId: row.partnerId,
  };
}
