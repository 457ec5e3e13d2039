import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as core from '#core/calendar/dates.ts';
import * as days from '#features/check-ins/planner/days.ts';

test('days are counted as core/calendar counts them', () => {
  const day = fc.integer({ min: 0, max: 73_000 }).map((n) => core.addDays('1950-01-01', n));
  fc.assert(
    fc.property(day, fc.integer({ min: -800, max: 800 }), (date, n) => {
      const other = core.addDays(date, n);
      expect(days.addDays(date, n)).toBe(other);
      expect(days.daysBetween(date, other)).toBe(n);
      expect(days.weekdayOf(date)).toBe(core.weekdayOf(date));
      expect(days.isoWeekKey(date)).toBe(core.isoWeekKey(date));
      expect(days.monthKey(date)).toBe(core.monthKey(date));
      expect(days.startOfMonth(date)).toBe(core.startOfMonth(date));
      expect(days.endOfMonth(date)).toBe(core.endOfMonth(date));
    }),
    { numRuns: 1000, seed: 20261116 },
  );
});
