import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addDays, addMonths, daysBetween } from '#core/calendar/dates.ts';
import { quarterOf } from '#core/calendar/periods.ts';

describe('fiscal quarters', () => {
  it.each([
    ['2026-11-16', 1, '2026-Q4', 'FY26-Q4', '2026-10-01', '2026-12-31'],
    ['2028-02-29', 1, '2028-Q1', 'FY28-Q1', '2028-01-01', '2028-03-31'],
    ['2027-01-31', 2, '2027-Q4', 'FY27-Q4', '2026-11-01', '2027-01-31'],
    ['2027-02-01', 2, '2028-Q1', 'FY28-Q1', '2027-02-01', '2027-04-30'],
    ['2027-03-31', 4, '2027-Q4', 'FY27-Q4', '2027-01-01', '2027-03-31'],
    ['2026-10-15', 7, '2027-Q2', 'FY27-Q2', '2026-10-01', '2026-12-31'],
    ['2026-12-01', 12, '2027-Q1', 'FY27-Q1', '2026-12-01', '2027-02-28'],
  ])('put %s with a year from month %i into %s', (date, startMonth, key, label, startsOn, endsOn) => {
    expect(quarterOf(date, startMonth)).toMatchObject({ key, label, startsOn, endsOn });
  });

  it('hold their day, last three months and follow each other without a gap', () => {
    const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2024-01-01', n));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 12 }), (date, startMonth) => {
        const { startsOn, endsOn, quarter, fiscalYear } = quarterOf(date, startMonth);
        expect(startsOn <= date && date <= endsOn).toBe(true);
        expect(daysBetween(startsOn, addMonths(startsOn, 3)) - 1).toBe(daysBetween(startsOn, endsOn));
        expect((Number(startsOn.slice(5, 7)) - startMonth + 12) % 12).toBe((quarter - 1) * 3);
        const next = quarterOf(addDays(endsOn, 1), startMonth);
        expect(next.startsOn).toBe(addDays(endsOn, 1));
        expect(next.fiscalYear * 4 + next.quarter).toBe(fiscalYear * 4 + quarter + 1);
        expect(quarterOf(endsOn, startMonth)).toEqual(quarterOf(startsOn, startMonth));
      }),
    );
  });

  it('name a fiscal year after the calendar year of its last day', () => {
    for (let startMonth = 1; startMonth <= 12; startMonth += 1) {
      const first = quarterOf('2026-06-15', startMonth);
      const last = quarterOf(addMonths(first.startsOn, (4 - first.quarter) * 3), startMonth);
      expect(last.endsOn.slice(0, 4)).toBe(String(first.fiscalYear));
    }
  });

  it.each([0, 13, 1.5, Number.NaN])('refuse a year that starts in month %d', (startMonth) => {
    expect(() => quarterOf('2026-11-16', startMonth)).toThrow(RangeError);
  });
});
