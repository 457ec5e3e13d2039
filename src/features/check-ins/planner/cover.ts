import type { PlainDate } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { Zone } from '#core/calendar/instants.ts';

/** Days on which the partner manager is away, both included, in the manager's zone. */
export interface AwayDays {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Who gets the cards of a partner at an instant: the backup while the partner manager is away (domain §2.5 rule 7). */
export function coverAt(
  away: readonly AwayDays[],
  at: Date,
  zone: Zone,
): { to: 'pm' } | { to: 'backup'; until: PlainDate } {
  const on = localDateOf(at, zone);
  const until = away.filter((days) => days.from <= on && on <= days.to).map((days) => days.to);
  const last = until.toSorted().at(-1);
  return last === undefined ? { to: 'pm' } : { to: 'backup', until: last };
}
