import { addDays, addMonths, daysBetween, monthKey, plainDate, weekdayOf } from './dates.ts';
import type { PlainDate } from './dates.ts';

/** Which days are worked in one country (domain §0.2). */
export interface WorkCalendar {
  /** ISO weekdays (Monday 1) on which nobody works; [6, 7] unless set otherwise. */
  readonly weekendDays: readonly number[];
  isHoliday(date: PlainDate): boolean;
  /** False where no holidays are known for this day: only the weekends then count. */
  covers(date: PlainDate): boolean;
}

/** A calendar without a working day in this many days is broken: every search stops here. */
const longestClosure = 366;
const largestStep = 10_000;
const largestRangeDays = 7_320;

export function isWeekend(date: PlainDate, cal: WorkCalendar): boolean {
  return cal.weekendDays.includes(weekdayOf(date));
}

export function isBusinessDay(date: PlainDate, cal: WorkCalendar): boolean {
  return !isWeekend(date, cal) && !cal.isHoliday(date);
}

/** The day itself when it is a business day, else the first one after it. RangeError when there is none in 366 days. */
export function nextBusinessDay(date: PlainDate, cal: WorkCalendar): PlainDate {
  return isBusinessDay(date, cal) ? date : step(date, 1, cal);
}

/**
 * The `n`th business day after `date`, before it when `n` is negative. `date` is day 0 whether worked or not, so one
 * business day after a Saturday is Monday; with `n` 0 it is `nextBusinessDay`. RangeError beyond 10,000 days.
 */
export function addBusinessDays(date: PlainDate, n: number, cal: WorkCalendar): PlainDate {
  if (!Number.isInteger(n) || Math.abs(n) > largestStep) throw new RangeError(`not a number of business days: ${n}`);
  if (n === 0) return nextBusinessDay(date, cal);
  let day = date;
  for (let left = Math.abs(n); left > 0; left -= 1) day = step(day, n > 0 ? 1 : -1, cal);
  return day;
}

/** Business days after `from` up to and with `to`; negative when `to` is earlier. Undoes `addBusinessDays`. */
export function businessDaysBetween(from: PlainDate, to: PlainDate, cal: WorkCalendar): number {
  const distance = daysBetween(from, to);
  if (Math.abs(distance) > largestRangeDays) throw new RangeError(`too many days between ${from} and ${to}`);
  const direction = distance < 0 ? -1 : 1;
  let count = 0;
  for (let day = from; day !== to;) {
    day = addDays(day, direction);
    if (isBusinessDay(day, cal)) count += 1;
  }
  return direction < 0 ? 0 - count : count;
}

/** Business day `n` of a month (1 to 12), counted from its end when negative: -1 is the last. RangeError if too few. */
export function nthBusinessDayOfMonth(year: number, month: number, n: number, cal: WorkCalendar): PlainDate {
  const first = plainDate(year, month, 1);
  if (n === 0) throw new RangeError('business days of a month are counted from 1, or from -1 at its end');
  const outside = n > 0 ? addDays(first, -1) : addMonths(first, 1);
  const day = addBusinessDays(outside, n, cal);
  if (monthKey(day) !== monthKey(first)) throw new RangeError(`${monthKey(first)} has no business day ${n}`);
  return day;
}

function step(from: PlainDate, direction: 1 | -1, cal: WorkCalendar): PlainDate {
  let day = from;
  for (let tried = 0; tried < longestClosure; tried += 1) {
    day = addDays(day, direction);
    if (isBusinessDay(day, cal)) return day;
  }
  throw new RangeError(`no business day within ${longestClosure} days of ${from}: check weekendDays and holidays`);
}
