import { addDays, isoWeekKey, weekdayOf } from '#core/calendar/dates.ts';
import { instantAt, localDateOf } from '#core/calendar/instants.ts';

/** The local day and ISO week around an instant: what caps are counted by (domain §2.6). */
export interface LocalWeek {
  isToday(at: Date): boolean;
  isThisWeek(at: Date): boolean;
  startsAt: Date;
  nextDayAt: Date;
  nextWeekAt: Date;
}

export function localWeek(now: Date, zone: string): LocalWeek {
  const today = localDateOf(now, zone);
  const monday = addDays(today, 1 - weekdayOf(today));
  const midnight = (days: number, from = today): Date => instantAt(addDays(from, days), '00:00', zone);
  return {
    isToday: (at) => localDateOf(at, zone) === today,
    isThisWeek: (at) => isoWeekKey(localDateOf(at, zone)) === isoWeekKey(today),
    startsAt: midnight(0, monday),
    nextDayAt: midnight(1),
    nextWeekAt: midnight(7, monday),
  };
}
