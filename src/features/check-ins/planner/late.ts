import { addHours, localDateOf, localTimeOf } from '#core/calendar/instants.ts';
import type { WallTime, Zone } from '#core/calendar/instants.ts';
import type { TouchSchedule } from '../schedule-schemas.ts';

export type LateAnswer =
  | { readonly kind: 'send' }
  /** Another prompt was posted less than 24 h ago; there is still time today. */
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'skipped'; readonly reason: 'bot_down' | 'collision' };

/** A partner is not asked twice within so many hours (domain §2.5 rule 3). */
const hoursBetweenPrompts = 24;

/**
 * What becomes of a prompt that is due at `now`, on time or after downtime (domain §2.4): sent on its own local working
 * day, before `sendUntil` and before answers are due; never within 24 h of the last one, so never in a burst.
 */
export function resolveLate(
  { schedule }: { readonly schedule: Pick<TouchSchedule, 'promptAt' | 'dueAt' | 'closeAt'> },
  now: Date,
  zone: Zone,
  limits: { readonly sendUntil: WallTime; readonly lastPromptAt: Date | null },
): LateAnswer {
  const isStillTime = (at: Date): boolean =>
    localDateOf(at, zone) === localDateOf(schedule.promptAt, zone) &&
    localTimeOf(at, zone) < limits.sendUntil &&
    at < (schedule.dueAt ?? schedule.closeAt);
  if (now < schedule.promptAt) return { kind: 'wait', until: schedule.promptAt };
  if (!isStillTime(now)) return { kind: 'skipped', reason: 'bot_down' };
  const free = limits.lastPromptAt && addHours(limits.lastPromptAt, hoursBetweenPrompts);
  if (free === null || now >= free) return { kind: 'send' };
  return isStillTime(free) ? { kind: 'wait', until: free } : { kind: 'skipped', reason: 'collision' };
}
