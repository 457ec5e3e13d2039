import generated from './holidays.generated.json' with { type: 'json' };
import type { HolidayList } from './holidays.ts';

const countries: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = generated.countries;

/** Days off of the fixture countries and the largest economies, 2026 to 2029 (docs/holidays.md says which and whence). */
export const worldHolidays: HolidayList = {
  covers: generated.header.covers,
  countries: Object.fromEntries(
    Object.entries(countries).map(([country, years]) => [
      country,
      Object.entries(years).flatMap(([year, days]) => days.map((day) => `${year}-${day}`)),
    ]),
  ),
};
