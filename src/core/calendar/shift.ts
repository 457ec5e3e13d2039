import { isBusinessDay, isWeekend, nextBusinessDay } from './business-days.ts';
import type { WorkCalendar } from './business-days.ts';
import { addDays } from './dates.ts';
import type { PlainDate } from './dates.ts';

export type ShiftedDate = { readonly date: PlainDate } | { readonly beyondLimit: true };

/**
 * Moves a day that is not worked to the next business day (domain §2.5 rule 2). The limit counts the weekdays moved
 * over, holidays included: from a Monday holiday to Tuesday is 1, from Friday to Monday is 1, and a whole week off is 5.
 */
export function shiftToBusinessDay(date: PlainDate, cal: WorkCalendar, limitBusinessDays: number): ShiftedDate {
  if (isBusinessDay(date, cal)) return { date };
  const target = nextBusinessDay(date, cal);
  let moved = 0;
  for (let day = date; day !== target;) {
    day = addDays(day, 1);
    if (!isWeekend(day, cal)) moved += 1;
  }
  return moved <= limitBusinessDays ? { date: target } : { beyondLimit: true };
}
