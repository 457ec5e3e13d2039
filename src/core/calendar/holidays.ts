import type { WorkCalendar } from './business-days.ts';
import { isPlainDate } from './dates.ts';
import type { DateRange, PlainDate } from './dates.ts';

/** Where holidays come from; another source binds the same port. */
export interface HolidayPort {
  /** The working days of a country (ISO 3166 alpha-2); an unknown one has weekends only and `covers` nothing. */
  calendarFor(country: string, weekendDays?: readonly number[]): WorkCalendar;
  knows(country: string): boolean;
}

/** Nation-wide days off by country, complete for every listed country within `covers`. */
export interface HolidayList {
  readonly covers: DateRange;
  readonly countries: Readonly<Record<string, readonly PlainDate[]>>;
}

const defaultWeekend = [6, 7] as const;

/** Holidays from a plain list. Throws RangeError on a wrong country code or a day that is wrong or outside the range. */
export function createHolidays(list: HolidayList): HolidayPort {
  checkList(list);
  const daysByCountry = new Map(Object.entries(list.countries).map(([country, days]) => [country, new Set(days)]));
  return {
    knows: (country) => daysByCountry.has(country),
    calendarFor(country, weekendDays = defaultWeekend) {
      checkWeekend(weekendDays);
      const days = daysByCountry.get(country);
      return {
        weekendDays: [...weekendDays],
        isHoliday: (date) => days?.has(date) ?? false,
        covers: (date) => days !== undefined && isWithin(date, list.covers),
      };
    },
  };
}

function checkList({ covers, countries }: HolidayList): void {
  if (!isPlainDate(covers.startsOn) || !isPlainDate(covers.endsOn) || covers.startsOn > covers.endsOn) {
    throw new RangeError(`not a range of days: ${covers.startsOn} to ${covers.endsOn}`);
  }
  for (const [country, days] of Object.entries(countries)) {
    if (!/^[A-Z]{2}$/.test(country)) throw new RangeError(`not an ISO 3166 alpha-2 country code: ${country}`);
    const wrong = days.find((day) => !isPlainDate(day) || !isWithin(day, covers));
    if (wrong !== undefined) throw new RangeError(`holiday of ${country} is no day within the range: ${wrong}`);
  }
}

function checkWeekend(weekendDays: readonly number[]): void {
  const wrong = weekendDays.find((day) => !Number.isInteger(day) || day < 1 || day > 7);
  if (wrong !== undefined) throw new RangeError(`not an ISO weekday (1 to 7): ${wrong}`);
}

function isWithin(date: PlainDate, range: DateRange): boolean {
  return date >= range.startsOn && date <= range.endsOn;
}
