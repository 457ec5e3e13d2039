import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  addDays,
  addMonths,
  compareDates,
  daysBetween,
  endOfMonth,
  isoWeekKey,
  isoWeekOf,
  isPlainDate,
  monthKey,
  nthWeekdayOfMonth,
  plainDate,
  startOfMonth,
  weekdayOf,
} from '#core/calendar/dates.ts';

const day = fc.integer({ min: -36_500, max: 36_500 }).map((n) => textOf(Date.UTC(2026, 0, 1) + n * 86_400_000));

function textOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** ISO 8601 by its definition: a week belongs to the year that holds its Thursday. */
function isoWeekByThursday(date: string): { year: number; week: number } {
  const ms = Date.parse(date);
  const thursday = new Date(ms + (4 - (new Date(ms).getUTCDay() || 7)) * 86_400_000);
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / 604_800_000) + 1 };
}

describe('days', () => {
  it.each(['2026-02-29', '2100-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '2026-11-31', '', '2026-11-17T00:00'])(
    'know that %j is not one',
    (text) => {
      expect(isPlainDate(text)).toBe(false);
      expect(() => addDays(text, 1)).toThrow(RangeError);
      expect(() => weekdayOf(text)).toThrow(RangeError);
    },
  );

  it('know the leap day of 2028', () => {
    expect(isPlainDate('2028-02-29')).toBe(true);
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
    expect(addMonths('2027-12-31', 2)).toBe('2028-02-29');
    expect(endOfMonth('2028-02-10')).toBe('2028-02-29');
    expect(plainDate(2028, 2, 29)).toBe('2028-02-29');
    expect(() => plainDate(2027, 2, 29)).toThrow(RangeError);
  });

  it('add, count and compare like whole UTC days', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (date, n) => {
        const later = addDays(date, n);
        expect(later).toBe(textOf(Date.parse(date) + n * 86_400_000));
        expect(daysBetween(date, later)).toBe(n);
        expect(Math.sign(compareDates(date, later))).toBe(Math.sign(-n) + 0);
      }),
    );
  });

  it('refuse to move by a fraction or by nothing known', () => {
    expect(() => addDays('2026-11-17', 0.5)).toThrow(RangeError);
    expect(() => addMonths('2026-11-17', Number.NaN)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  });

  it('clamp to the end of a shorter month and stay on the same day otherwise', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2026-11-17', 2)).toBe('2027-01-17');
  });

  it('know their month', () => {
    expect(monthKey('2026-11-30')).toBe('2026-11');
    expect(startOfMonth('2026-11-30')).toBe('2026-11-01');
    expect(endOfMonth('2026-11-01')).toBe('2026-11-30');
  });
});

describe('weeks', () => {
  it('start on Monday', () => {
    expect(weekdayOf('2026-11-16')).toBe(1);
    expect(weekdayOf('2026-11-22')).toBe(7);
  });

  it.each([
    ['2026-01-01', '2026-W01'],
    ['2026-11-16', '2026-W47'],
    ['2026-12-28', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
  ])('put %s into %s', (date, key) => {
    expect(isoWeekKey(date)).toBe(key);
  });

  it('are numbered by their Thursday', () => {
    fc.assert(
      fc.property(day, (date) => {
        expect(isoWeekOf(date)).toEqual(isoWeekByThursday(date));
      }),
    );
  });
});

describe('nthWeekdayOfMonth', () => {
  it.each([
    [2026, 11, 2, 2, '2026-11-10'],
    [2026, 12, 2, 2, '2026-12-08'],
    [2027, 1, 2, 2, '2027-01-12'],
    [2026, 11, 7, 1, '2026-11-01'],
    [2026, 11, 1, 5, '2026-11-30'],
  ] as const)('finds in %i-%i weekday %i number %i on %s', (year, month, weekday, n, date) => {
    expect(nthWeekdayOfMonth(year, month, weekday, n)).toBe(date);
  });

  it('refuses a weekday that the month does not have so often', () => {
    expect(() => nthWeekdayOfMonth(2026, 11, 2, 5)).toThrow(RangeError);
    expect(() => nthWeekdayOfMonth(2026, 11, 2, 0)).toThrow(RangeError);
  });
});
