import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBusinessDays, isBusinessDay } from '#core/calendar/business-days.ts';
import { addDays } from '#core/calendar/dates.ts';
import { instantAt } from '#core/calendar/instants.ts';
import { isClosed } from '#core/send-window.ts';
import { createTimetable } from '#features/check-ins/planner/timetable.ts';
import { defaultSettings } from '#features/program/rules.ts';
import { calendarOf, places } from './world.ts';

const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2026-01-01', n));
const place = fc.constantFrom(...places);

describe('a timetable', () => {
  test('says what core/calendar says, the second time too', () => {
    const timetable = createTimetable();
    const time = fc.constantFrom('00:00', '01:45', '02:15', '02:30', '03:00', '10:00', '23:59');
    fc.assert(
      fc.property(place, day, time, fc.integer({ min: -30, max: 30 }), ({ zone, calendar }, date, at, n) => {
        for (const _ of [1, 2]) {
          expect(timetable.at(date, at, zone)).toEqual(instantAt(date, at, zone));
          expect(timetable.addBusinessDays(date, n, calendar)).toBe(addBusinessDays(date, n, calendar));
          expect(timetable.isBusinessDay(date, calendar)).toBe(isBusinessDay(date, calendar));
        }
      }),
      { numRuns: 500, seed: 20261116 },
    );
  });

  test('has every minute of the days on which clocks change', () => {
    const timetable = createTimetable();
    const changes = [
      ['Europe/Berlin', '2027-03-28'],
      ['Europe/Berlin', '2026-10-25'],
      ['America/Chicago', '2027-03-14'],
      ['Australia/Lord_Howe', '2026-10-04'],
      ['Australia/Lord_Howe', '2027-04-04'],
    ] as const;
    for (const [zone, date] of changes) {
      for (let minute = 0; minute < 1440; minute += 15) {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        expect(timetable.at(date, time, zone)).toEqual(instantAt(date, time, zone));
      }
    }
  });

  test('sends on business days outside closed periods', () => {
    const timetable = createTimetable();
    for (const { calendar } of places) {
      const sending = timetable.sendingDays(calendar, defaultSettings.closedPeriods);
      expect(timetable.sendingDays(calendar, defaultSettings.closedPeriods)).toBe(sending);
      for (let on = '2026-12-01'; on < '2027-01-20'; on = addDays(on, 1)) {
        const isOpen = isBusinessDay(on, calendar) && !isClosed(on, defaultSettings.closedPeriods);
        expect(timetable.isBusinessDay(on, sending)).toBe(isOpen);
      }
    }
  });

  test('refuses a calendar in which nobody ever works', () => {
    const never = calendarOf([], [1, 2, 3, 4, 5, 6, 7]);
    expect(() => createTimetable().addBusinessDays('2026-11-16', 1, never)).toThrow(RangeError);
  });
});
