import type { PlainDate, Weekday } from '#core/calendar/dates.ts';

/**
 * The few functions of core/calendar/dates.ts that a plan calls by the million, in whole days since 1970 and without
 * checks: for days that exist, from the year 1000 on. A test holds them against those of core.
 */
export function addDays(date: PlainDate, n: number): PlainDate {
  return textOf(numberOf(date) + n);
}

/** Days from `from` to `to`: negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return numberOf(to) - numberOf(from);
}

export function weekdayOf(date: PlainDate): Weekday {
  // 1 January 1970 was a Thursday.
  return (((((numberOf(date) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

export function mondayOf(date: PlainDate): PlainDate {
  return addDays(date, 1 - weekdayOf(date));
}

/** `2026-W47`: the year is that of the week's Thursday. */
export function isoWeekKey(date: PlainDate): string {
  const thursday = addDays(mondayOf(date), 3);
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

export function monthKey(date: PlainDate): string {
  return date.slice(0, 7);
}

export function startOfMonth(date: PlainDate): PlainDate {
  return `${date.slice(0, 7)}-01`;
}

export function endOfMonth(date: PlainDate): PlainDate {
  return addDays(startOfMonth(addDays(startOfMonth(date), 31)), -1);
}

/** True in the same ISO week. */
export function isSameWeek(a: PlainDate, b: PlainDate): boolean {
  return Math.floor((numberOf(a) + 3) / 7) === Math.floor((numberOf(b) + 3) / 7);
}

const daysBeforeMonth = [0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337];
const daysBefore1970 = 719_468;

/** Days since 1970, with years that begin in March, so that a leap day comes last. */
function numberOf(date: PlainDate): number {
  const month = digits(date, 5, 2);
  const year = digits(date, 0, 4) - (month <= 2 ? 1 : 0);
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leapDays + (daysBeforeMonth[(month + 9) % 12] ?? 0) + digits(date, 8, 2) - 1 - daysBefore1970;
}

function textOf(day: number): PlainDate {
  const since = day + daysBefore1970;
  const era = Math.floor(since / 146_097);
  const ofEra = since - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${two(month)}-${two(ofYear - (daysBeforeMonth[shifted] ?? 0) + 1)}`;
}

function two(n: number): string {
  return n < 10 ? `0${n}` : `${n}`;
}

function digits(text: string, from: number, count: number): number {
  let number = 0;
  for (let n = from; n < from + count; n += 1) number = number * 10 + text.charCodeAt(n) - 48;
  return number;
}
