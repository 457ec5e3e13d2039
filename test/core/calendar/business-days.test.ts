import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  addBusinessDays,
  businessDaysBetween,
  isBusinessDay,
  nextBusinessDay,
  nthBusinessDayOfMonth,
} from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { addDays, monthKey, weekdayOf } from '#core/calendar/dates.ts';
import { worldHolidays } from '#core/calendar/holidays-world.ts';
import { createHolidays } from '#core/calendar/holidays.ts';

const { calendarFor } = createHolidays(worldHolidays);

const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-06-01', n));
const steps = fc.integer({ min: -60, max: 60 });
const calendar = fc
  .record({
    weekendDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 4 }),
    holidays: fc.uniqueArray(day, { maxLength: 60 }).map((days) => new Set(days)),
  })
  .map(({ weekendDays, holidays }): WorkCalendar => ({
    weekendDays,
    isHoliday: (date) => holidays.has(date),
    covers: () => true,
  }));

const nobodyWorks: WorkCalendar = { weekendDays: [1, 2, 3, 4, 5, 6, 7], isHoliday: () => false, covers: () => true };

/** Walks day by day and counts: slow, and written without looking at the code under test. */
function walk(from: string, n: number, cal: WorkCalendar): string {
  let date = from;
  for (let found = 0; found < Math.abs(n);) {
    date = addDays(date, Math.sign(n));
    if (!cal.weekendDays.includes(weekdayOf(date)) && !cal.isHoliday(date)) found += 1;
  }
  return date;
}

describe('addBusinessDays', () => {
  it('finds the day that walking finds and never lands on a weekend or holiday', () => {
    fc.assert(
      fc.property(day, steps, calendar, (date, n, cal) => {
        const found = addBusinessDays(date, n, cal);
        expect(isBusinessDay(found, cal)).toBe(true);
        expect(cal.weekendDays.includes(weekdayOf(found)) || cal.isHoliday(found)).toBe(false);
        if (n !== 0) expect(found).toBe(walk(date, n, cal));
      }),
    );
  });

  it('is undone by the opposite number from a business day', () => {
    fc.assert(
      fc.property(day, steps, calendar, (date, n, cal) => {
        const start = nextBusinessDay(date, cal);
        expect(addBusinessDays(addBusinessDays(start, n, cal), -n, cal)).toBe(start);
      }),
    );
  });

  it('never goes back when the day or the number grows', () => {
    fc.assert(
      fc.property(day, steps, calendar, (date, n, cal) => {
        expect(addBusinessDays(date, n, cal) <= addBusinessDays(addDays(date, 1), n, cal)).toBe(true);
        expect(addBusinessDays(date, n, cal) <= addBusinessDays(date, n + 1, cal)).toBe(true);
      }),
    );
  });

  it('takes the starting day as day 0 whether it is worked or not', () => {
    const cal = calendarFor('DE');
    expect(addBusinessDays('2026-11-14', 0, cal)).toBe('2026-11-16');
    expect(addBusinessDays('2026-11-14', 1, cal)).toBe('2026-11-16');
    expect(addBusinessDays('2026-11-16', 1, cal)).toBe('2026-11-17');
    expect(addBusinessDays('2026-11-14', -1, cal)).toBe('2026-11-13');
    expect(addBusinessDays('2026-11-10', 5, cal)).toBe('2026-11-17');
  });

  it('skips Thanksgiving and the day after it for a US partner only', () => {
    expect(addBusinessDays('2026-11-25', 1, calendarFor('US'))).toBe('2026-11-30');
    expect(addBusinessDays('2026-11-25', 1, calendarFor('GB'))).toBe('2026-11-26');
  });

  it('works Sundays where the weekend is Friday and Saturday', () => {
    expect(addBusinessDays('2026-11-19', 1, calendarFor('AE', [5, 6]))).toBe('2026-11-22');
  });

  it.each([0.5, Number.NaN, 10_001, -10_001])('refuses %d days', (n) => {
    expect(() => addBusinessDays('2026-11-16', n, calendarFor('US'))).toThrow(RangeError);
  });

  it('says so, and does not search forever, when a calendar has no business day', () => {
    const message = 'no business day within 366 days of 2026-11-16: check weekendDays and holidays';
    expect(() => nextBusinessDay('2026-11-16', nobodyWorks)).toThrow(message);
    expect(() => addBusinessDays('2026-11-16', 3, nobodyWorks)).toThrow(message);
    expect(() => addBusinessDays('2026-11-16', -1, nobodyWorks)).toThrow(message);
  });
});

describe('businessDaysBetween', () => {
  it('counts what addBusinessDays added', () => {
    fc.assert(
      fc.property(day, steps, calendar, (date, n, cal) => {
        const start = nextBusinessDay(date, cal);
        expect(businessDaysBetween(start, addBusinessDays(start, n, cal), cal)).toBe(n);
      }),
    );
  });

  it('is zero from a Friday to its Sunday, both ways round', () => {
    expect(businessDaysBetween('2026-11-20', '2026-11-22', calendarFor('US'))).toBe(0);
    expect(businessDaysBetween('2026-11-22', '2026-11-21', calendarFor('US'))).toBe(0);
  });

  it('refuses a range of more than twenty years', () => {
    expect(() => businessDaysBetween('1900-01-01', '2026-11-16', calendarFor('US'))).toThrow(RangeError);
  });
});

describe('nthBusinessDayOfMonth', () => {
  it.each([
    ['JP', 2026, 11, 4, '2026-11-06'],
    ['BR', 2026, 11, 1, '2026-11-03'],
    ['US', 2027, 1, 1, '2027-01-04'],
    ['PL', 2027, 1, 4, '2027-01-08'],
    ['US', 2026, 11, -1, '2026-11-30'],
    ['DE', 2026, 12, -5, '2026-12-24'],
  ])('in %s, %i-%i, makes number %i %s', (country, year, month, n, date) => {
    expect(nthBusinessDayOfMonth(year, month, n, calendarFor(country))).toBe(date);
  });

  it('numbers the business days of a month from both ends', () => {
    fc.assert(
      fc.property(calendar, fc.integer({ min: 1, max: 12 }), (cal, month) => {
        const first = `2026-${String(month).padStart(2, '0')}-01`;
        const days = Array.from({ length: 31 }, (_, n) => addDays(first, n)).filter(
          (date) => monthKey(date) === monthKey(first) && isBusinessDay(date, cal),
        );
        days.forEach((date, index) => {
          expect(nthBusinessDayOfMonth(2026, month, index + 1, cal)).toBe(date);
          expect(nthBusinessDayOfMonth(2026, month, index - days.length, cal)).toBe(date);
        });
        expect(() => nthBusinessDayOfMonth(2026, month, days.length + 1, cal)).toThrow(RangeError);
      }),
      { numRuns: 25 },
    );
  });

  it('has no business day 0 and no month 13', () => {
    expect(() => nthBusinessDayOfMonth(2026, 11, 0, calendarFor('US'))).toThrow(RangeError);
    expect(() => nthBusinessDayOfMonth(2026, 13, 1, calendarFor('US'))).toThrow(RangeError);
  });
});
