import { daysBetween } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { Deal } from '../schemas.ts';
import { flags } from '../touch-schemas.ts';

type Flag = (typeof flags)[number];
type Kept = Pick<Deal, 'details' | 'completeAt' | 'protectedUntilOn' | 'lastUpdateAt' | 'stageSince'>;

/** domain §2.3: days of protection left, without an update, in one stage. */
const endingDays = 14;
const staleDays = 14;
const stuckDays = 21;

export interface Age {
  daysLeft: number;
  daysInStage: number;
  daysSinceUpdate: number;
  flags: readonly Flag[];
}

/** How an approved deal stands on a day of the partner's zone, with what a review should ask about (domain §2.3). */
export function ageOf(deal: Kept, today: PlainDate, zone: string): Age {
  const daysSince = (at: Date) => Math.max(0, daysBetween(localDateOf(at, zone), today));
  const { protectedUntilOn, details, completeAt } = deal;
  const daysLeft = protectedUntilOn === null ? 0 : daysBetween(today, protectedUntilOn);
  const daysInStage = daysSince(deal.stageSince ?? completeAt);
  const daysSinceUpdate = daysSince(deal.lastUpdateAt ?? completeAt);
  const { expectedCloseOn } = details;
  const raised: Readonly<Record<Flag, boolean>> = {
    ending: daysLeft <= endingDays,
    stale: daysSinceUpdate >= staleDays,
    close_past: expectedCloseOn !== null && expectedCloseOn < today,
    stuck: daysInStage > stuckDays,
  };
  return { daysLeft, daysInStage, daysSinceUpdate, flags: flags.filter((flag) => raised[flag]) };
}

/** The worst flag first; of the same the shortest protection, then the longest silence. */
export function worstFirst(one: Age, other: Age): number {
  const rank = ({ flags: raised }: Age) => flags.indexOf(raised[0] ?? 'stuck');
  return rank(one) - rank(other) || one.daysLeft - other.daysLeft || other.daysSinceUpdate - one.daysSinceUpdate;
}
