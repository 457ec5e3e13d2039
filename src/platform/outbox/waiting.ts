import type { Clock } from '#core/clock.ts';
import { createStanding } from '../database-watch.ts';
import type { Observe } from '../database-watch.ts';
import type { OutboundRow } from './model.ts';
import type { Pace } from './pace.ts';
import type { OutboxRows } from './rows.ts';
import { lookupFailed } from './send.ts';

/** Rows read at once. */
export const batch = 200;

/** What waits in the outbox, and for when. */
export function createWaiting(deps: {
  rows: OutboxRows;
  pace: Pace;
  clock: Clock;
  observe: Observe;
  /** Whether this process makes the call with that hash. */
  isUnderWay(hash: string): boolean;
  /** Milliseconds after which a call that was left open is looked up. */
  unknownAfterMs: number;
}) {
  const { rows, pace, clock } = deps;
  const standing = createStanding(deps.observe);
  const listUnknown = standing<readonly OutboundRow[]>(() => rows.listInState('unknown', batch));
  const nextReadyAt = standing(() => rows.nextReadyAt('ready'));
  const openAttempts = standing(() => rows.listOpenAttempts());

  /** When the first call that somebody else left open may be taken up; null when there is none. */
  async function nextAbandonedAt(): Promise<Date | null> {
    const left = (await openAttempts()).filter(({ hash }) => !deps.isUnderWay(hash)).map(({ at }) => at.getTime());
    return left.length === 0 ? null : new Date(Math.min(...left) + deps.unknownAfterMs);
  }

  return {
    /** Posts of unknown fate, the first to be looked up first. */
    listUnknown,

    async hasAbandoned(): Promise<boolean> {
      return (await nextAbandonedAt()) !== null;
    },

    /** False when a look at the rows would start nothing now. */
    async hasWork(): Promise<boolean> {
      const readyAt = await nextReadyAt();
      if (readyAt !== null && readyAt <= clock.now()) return true;
      return (await listUnknown()).length > 0 || (await nextAbandonedAt()) !== null;
    },

    /** The next instant at which something may be sent; null when nothing waits. */
    async nextDueAt(): Promise<Date | null> {
      const now = clock.now();
      const unknown = await listUnknown();
      const ready = await nextReadyAt();
      const abandoned = await nextAbandonedAt();
      const instants = [unknown[0]?.readyAt, abandoned].flatMap((at) => (at ? [later(at, now)] : []));
      if (ready && ready > now) instants.push(ready);
      if (ready && ready <= now) {
        const blocked = unreachablePlaces(unknown);
        const places = (await rows.listDuePlaces(now)).filter((place) => !blocked.has(place));
        for (const place of places) instants.push(pace.freeAt(place, now));
      }
      return instants.length === 0 ? null : new Date(Math.min(...instants.map((at) => at.getTime())));
    },
  };
}

/** Places that could not even be read: nothing new goes there before it is known what stands there, so order is kept. */
export function unreachablePlaces(unknown: readonly OutboundRow[]): Set<string> {
  return new Set(unknown.filter((row) => row.reason?.startsWith(lookupFailed)).map((row) => row.place));
}

function later(left: Date, right: Date): Date {
  return left > right ? left : right;
}
