import { writeFileSync } from 'node:fs';
import process from 'node:process';
import Holidays from 'date-holidays';
import { holidayCorrections } from './holiday-corrections.ts';
import type { HolidayCorrection } from './holiday-corrections.ts';

const years = [2026, 2027, 2028, 2029] as const;
const covers = { startsOn: '2026-01-01', endsOn: '2029-12-31' };
/** Countries of the fixtures (domain §16.2) and the 30 largest economies with Taiwan (docs/holidays.md). */
const fixtures = 'GB US SG DE CA BR IN FR JP AU SE NL ZA MX PL IE AE KR PH';
const economies = 'US CN DE JP IN GB FR IT BR CA RU MX AU KR ES ID NL TR SA CH PL AR BE SE IE AT TH IL AE SG TW';
const countries = [...new Set(`${fixtures} ${economies}`.split(' '))].toSorted();

const target = new URL('../src/core/calendar/holidays.generated.json', import.meta.url);
const header = {
  generator: 'tools/generate-holidays.ts with tools/holiday-corrections.ts; do not edit',
  source: 'date-holidays 3.37.0, https://github.com/commenthol/date-holidays, changed as docs/holidays.md says',
  license: 'ISC AND CC-BY-3.0 (its package.json; its LICENSE file says CC BY-SA 3.0 for the rules)',
  types: 'public and bank, nation-wide, whole days',
  covers,
};
const dayMs = 86_400_000;
/** Less is half a day (DE 24 December from 14:00); a day of a clock change has 23 hours. */
const wholeDay = 0.9;

/** The text of src/core/calendar/holidays.generated.json: per country and year the days off as MM-DD. */
export function generateHolidays(corrections: readonly HolidayCorrection[] = holidayCorrections): string {
  const rows = countries.map((country) => {
    const days = correct(
      daysOff(country),
      corrections.filter((correction) => correction.country === country),
    );
    const lines = years.map((year) => `      "${year}": ${JSON.stringify(ofYear(days, year))}`);
    return `    "${country}": {\n${lines.join(',\n')}\n    }`;
  });
  const head = JSON.stringify(header, null, 2).replaceAll('\n', '\n  ');
  return `{\n  "header": ${head},\n  "countries": {\n${rows.join(',\n')}\n  }\n}\n`;
}

function daysOff(country: string): ReadonlySet<string> {
  const calendar = new Holidays(country, { types: ['public', 'bank'] });
  // A substitute may fall into the year before: 1 January 2028 is kept on 31 December 2027 in the US.
  const asked = [years[0] - 1, ...years, years[0] + years.length];
  const found = asked.flatMap((year) => calendar.getHolidays(year)).flatMap(eachDay);
  return new Set(found.filter((day) => day >= covers.startsOn && day <= covers.endsOn));
}

function eachDay({ date, start, end }: { date: string; start: Date; end: Date }): readonly string[] {
  const length = (end.getTime() - start.getTime()) / dayMs;
  if (length < wholeDay) return [];
  const first = Date.parse(date.slice(0, 10));
  const count = Math.floor(length + 1 - wholeDay);
  return Array.from({ length: count }, (_, index) => new Date(first + index * dayMs).toISOString().slice(0, 10));
}

function correct(found: ReadonlySet<string>, corrections: readonly HolidayCorrection[]): ReadonlySet<string> {
  const days = new Set(found);
  for (const { country, add, drop } of corrections) {
    const added = datesOf(add);
    const dropped = datesOf(drop);
    const idle = [...added.filter((day) => days.has(day)), ...dropped.filter((day) => !days.has(day))];
    if (idle.length > 0) throw new Error(`correction of ${country} changes nothing: ${idle.join(', ')}`);
    for (const day of added) days.add(day);
    for (const day of dropped) days.delete(day);
  }
  return days;
}

function datesOf(byYear: HolidayCorrection['add'] = {}): readonly string[] {
  return Object.entries(byYear).flatMap(([year, days = '']) => days.split(' ').map((day) => `${year}-${day}`));
}

function ofYear(days: ReadonlySet<string>, year: number): readonly string[] {
  const prefix = `${year}-`;
  return [...days]
    .filter((day) => day.startsWith(prefix))
    .map((day) => day.slice(prefix.length))
    .toSorted();
}

if (import.meta.main) {
  writeFileSync(target, generateHolidays());
  process.stdout.write(`wrote ${countries.length} countries\n`);
}
