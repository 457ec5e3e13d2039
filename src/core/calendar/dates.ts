import dayjs from 'dayjs';
import isoWeek from 'dayjs/plugin/isoWeek.js';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);
dayjs.extend(isoWeek);

/** A calendar day `YYYY-MM-DD` with no zone. Every function here throws RangeError on text that is not a real day. */
export type PlainDate = string;

/** An inclusive run of days. */
export interface DateRange {
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
}

/** ISO weekday: Monday 1 to Sunday 7 (domain §0.2). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

// A year below 100 is a slip of the keyboard.
const shape = /^(?!00)\d{4}-\d{2}-\d{2}$/;
const dayMs = 86_400_000;

/** True for a day that exists, written `YYYY-MM-DD`; `2027-02-29` is false. */
export function isPlainDate(text: string): text is PlainDate {
  return midnightOf(text) !== null;
}

/** `n` days later (earlier when negative). */
export function addDays(date: PlainDate, n: number): PlainDate {
  return dateAt(midnightOfDay(date) + wholeNumber(n) * dayMs);
}

/** `n` months later (earlier when negative); a day the target month lacks becomes its last day. */
export function addMonths(date: PlainDate, n: number): PlainDate {
  return textOf(dayOf(date).add(wholeNumber(n), 'month'));
}

export function weekdayOf(date: PlainDate): Weekday {
  // Day 0 of Unix time was a Thursday.
  return (((((midnightOfDay(date) / dayMs + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** ISO week and the year that it belongs to: 2027-01-01 is week 53 of 2026. */
export function isoWeekOf(date: PlainDate): { year: number; week: number } {
  const day = dayOf(date);
  return { year: day.isoWeekYear(), week: day.isoWeek() };
}

/** `2026-W47`, as used in period keys (domain §2.4). */
export function isoWeekKey(date: PlainDate): string {
  const { year, week } = isoWeekOf(date);
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`;
}

/** `2026-11`. */
export function monthKey(date: PlainDate): string {
  midnightOfDay(date);
  return date.slice(0, 7);
}

export function startOfMonth(date: PlainDate): PlainDate {
  return `${monthKey(date)}-01`;
}

export function endOfMonth(date: PlainDate): PlainDate {
  return textOf(dayOf(date).endOf('month'));
}

/** Days from `from` to `to`: negative when `to` is earlier, 0 for the same day. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (midnightOfDay(to) - midnightOfDay(from)) / dayMs;
}

/** Negative, 0 or positive, for sorting. */
export function compareDates(a: PlainDate, b: PlainDate): number {
  return daysBetween(b, a);
}

/** The `n`th (1 to 5) given weekday of a month (1 to 12); RangeError when the month has no fifth one. */
export function nthWeekdayOfMonth(year: number, month: number, weekday: Weekday, n: number): PlainDate {
  const first = plainDate(year, month, 1);
  const offset = (weekday - weekdayOf(first) + 7) % 7;
  const date = addDays(first, offset + (n - 1) * 7);
  if (monthKey(date) !== monthKey(first)) {
    throw new RangeError(`${monthKey(first)} has no weekday ${weekday} number ${n}`);
  }
  return date;
}

/** The day with these numbers; month 1 to 12. RangeError when there is no such day. */
export function plainDate(year: number, month: number, day: number): PlainDate {
  const text = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  dayOf(text);
  return text;
}

/** Milliseconds of the day's midnight in UTC; null for text that is no day. The planners ask for millions of days. */
function midnightOf(text: string): number | null {
  if (!shape.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  // The parser takes 30 February for a day of March.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text) ? ms : null;
}

function midnightOfDay(date: PlainDate): number {
  const ms = midnightOf(date);
  if (ms === null) throw new RangeError(`not a calendar day (YYYY-MM-DD): ${date}`);
  return ms;
}

function dayOf(date: PlainDate): dayjs.Dayjs {
  return dayjs.utc(midnightOfDay(date));
}

function textOf(day: dayjs.Dayjs): PlainDate {
  return dateAt(day.valueOf());
}

function dateAt(ms: number): PlainDate {
  const text = Number.isNaN(new Date(ms).getTime()) ? '' : new Date(ms).toISOString().slice(0, 10);
  if (!shape.test(text)) throw new RangeError('the day falls outside the years 0100 to 9999');
  return text;
}

function wholeNumber(n: number): number {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a whole number: ${n}`);
  return n;
}
