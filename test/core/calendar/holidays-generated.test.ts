import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { worldHolidays } from '#core/calendar/holidays-world.ts';
import { generateHolidays } from '../../../tools/generate-holidays.ts';

const committed = readFileSync(new URL('../../../src/core/calendar/holidays.generated.json', import.meta.url), 'utf8');

describe('holidays.generated.json', () => {
  it('is what tools/generate-holidays.ts makes, in every zone of the process', () => {
    expect(generateHolidays()).toBe(committed);
  });

  it('lists every country in each of the four years', () => {
    const short = Object.entries(worldHolidays.countries).flatMap(([country, days]) =>
      ['2026', '2027', '2028', '2029']
        .filter((year) => days.filter((day) => day.startsWith(year)).length < 4)
        .map((year) => `${country} ${year}`),
    );
    expect(short).toEqual([]);
    expect(Object.keys(worldHolidays.countries)).toHaveLength(33);
  });

  it('names its source and licence', () => {
    expect(committed).toContain('date-holidays 3.37.0');
    expect(committed).toMatch(/"license": "ISC AND CC-BY-3\.0/);
  });
});

describe('generateHolidays', () => {
  it.each([
    ['adds a day that is there already', { add: { 2026: '12-25' } }],
    ['drops a day that is not there', { drop: { 2026: '12-23' } }],
  ])('refuses a correction that %s', (_title, change) => {
    const idle = { country: 'DE', reason: 'none', ...change };
    expect(() => generateHolidays([idle])).toThrow('correction of DE changes nothing: 2026-12-2');
  });

  it('leaves out half days and takes every day of a long one', () => {
    const { DE, TR } = (JSON.parse(generateHolidays([])) as { countries: Record<string, Record<string, string[]>> })
      .countries;
    expect(DE?.['2026']).not.toContain('12-24');
    expect(TR?.['2026']?.filter((day) => day.startsWith('05-2') || day === '05-30')).toEqual([
      '05-27',
      '05-28',
      '05-29',
      '05-30',
    ]);
  });
});
