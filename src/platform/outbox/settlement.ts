import type { SlackPerson } from '#core/actor.ts';
import type { Outcome } from '#core/intent.ts';
import type { OutboundRow } from './model.ts';

/** How an attempt ended. */
export type Settlement =
  | {
      state: 'settled';
      applied: OutboundRow['applied'];
      sent?: { channelId: string; ts: string };
      pinged?: readonly SlackPerson[];
    }
  | { state: 'dropped' | 'failed'; reason: string }
  | { state: 'ready' | 'unknown' | 'waiting'; readyAt: Date; reason: string | null; failed: boolean; deferral?: true };

/** Whether the row is still where the caller saw it. */
export function sameAttempt(current: OutboundRow, row: OutboundRow): boolean {
  if (current.state !== 'attempting' && current.state !== 'unknown' && current.state !== row.state) return false;
  return current.attempt?.hash === row.attempt?.hash;
}

/** What the end of an attempt makes of the row. */
export function changeFor(current: OutboundRow, settlement: Settlement, at: Date): Partial<OutboundRow> {
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
      pings: [...(current.pings ?? []), ...(settlement.pinged ?? []).map((person) => ({ ...person, at }))],
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

/** What the owning feature is told; null while nothing is decided. */
export function outcomeOf(row: OutboundRow, settlement: Settlement, at: Date): Outcome | null {
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
