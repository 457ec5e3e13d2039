import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#core/calendar/dates.ts';
import { quarterOf } from '#core/calendar/periods.ts';
import { quarterAt } from '#features/check-ins/planner/quarters.ts';

/** A 4-4-5 year that ends on the last Saturday of each quarter's last month, with a 53rd week in 2028. */
const quarterEnds = [
  { key: '2026-Q3', endsOn: '2026-09-26' },
  { key: '2026-Q4', endsOn: '2026-12-26' },
  { key: '2027-Q1', endsOn: '2027-03-27' },
  { key: '2027-Q2', endsOn: '2027-07-03' },
];

test('quarters are those of core/calendar in any fiscal year', () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n));
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 12 }), (date, fiscalYearStartMonth) => {
      const { key, startsOn, endsOn } = quarterOf(date, fiscalYearStartMonth);
      expect(quarterAt(date, { fiscalYearStartMonth, quarterEnds: [] })).toEqual({ key, startsOn, endsOn });
    }),
    { numRuns: 1000, seed: 20261116 },
  );
});

test.each([
  ['2026-09-26', '2026-Q3', '2026-06-28', '2026-09-26'],
  ['2026-09-27', '2026-Q4', '2026-09-27', '2026-12-26'],
  ['2027-01-01', '2027-Q1', '2026-12-27', '2027-03-27'],
  ['2027-07-03', '2027-Q2', '2027-03-28', '2027-07-03'],
])('quarters follow the list of their ends: %s lies in %s', (date, key, startsOn, endsOn) => {
  expect(quarterAt(date, { fiscalYearStartMonth: 1, quarterEnds })).toEqual({ key, startsOn, endsOn });
});

test('beyond the list quarters have 13 weeks, without a gap or an overlap', () => {
  const at = (date: string) => quarterAt(date, { fiscalYearStartMonth: 1, quarterEnds });
  const keys: string[] = [];
  for (let on = '2025-01-01'; on < '2029-01-01'; on = addDays(at(on).endsOn, 1)) {
    keys.push(at(on).key);
    expect(at(at(on).startsOn)).toEqual(at(on));
  }
  expect(new Set(keys).size).toBe(keys.length);
  expect(at('2026-06-27').key).toBe('2026-Q2');
  expect(at('2027-07-04').key).toBe('2027-Q3');
  expect(at('2028-01-05').key).toBe('2028-Q1');
});
