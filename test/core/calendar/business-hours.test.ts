import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { addBusinessMinutes, businessMinutesBetween } from '#core/calendar/business-hours.ts';
import type { BusinessHours } from '#core/calendar/business-hours.ts';
import { worldHolidays } from '#core/calendar/holidays-world.ts';
import { createHolidays } from '#core/calendar/holidays.ts';
import { instantAt } from '#core/calendar/instants.ts';

const { calendarFor } = createHolidays(worldHolidays);
const minuteMs = 60_000;
const spanMinutes = 21 * 1440;

function officeHours(country: string, zone: string): BusinessHours {
  return { cal: calendarFor(country), zone, opensAt: '09:00', closesAt: '17:00' };
}

/** For every minute of three weeks, how many open minutes lie before it; read from Intl, minute by minute. */
function openMinutesBefore(startMs: number, { cal, zone, opensAt, closesAt }: BusinessHours): number[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const before = [0];
  for (let minute = 0; minute < spanMinutes; minute += 1) {
    const [date = '', time = ''] = format.format(startMs + minute * minuteMs).split(' ');
    const weekday = new Date(date).getUTCDay() || 7;
    const open = !cal.weekendDays.includes(weekday) && !cal.isHoliday(date) && time >= opensAt && time < closesAt;
    before.push((before[minute] ?? 0) + (open ? 1 : 0));
  }
  return before;
}

const nightShift: WorkCalendar = { weekendDays: [], isHoliday: (date) => date.endsWith('-30'), covers: () => true };

describe('business minutes agree with counting every open minute', () => {
  it.each<[string, string, BusinessHours]>([
    ['through Thanksgiving', '2026-11-16T00:00Z', officeHours('US', 'America/Chicago')],
    ['through Christmas and the New Year', '2026-12-20T00:00Z', officeHours('GB', 'Europe/London')],
    ['through the end of summer time', '2026-10-19T00:00Z', officeHours('DE', 'Europe/Berlin')],
    ['through the start of summer time', '2027-03-05T00:00Z', officeHours('US', 'America/Chicago')],
    ['in a zone off by half an hour', '2026-11-01T00:00Z', officeHours('IN', 'Asia/Kolkata')],
    [
      'with a Friday weekend',
      '2026-11-22T00:00Z',
      { ...officeHours('AE', 'Asia/Dubai'), cal: calendarFor('AE', [5, 6]) },
    ],
    [
      'when the hours hold the repeated hour',
      '2026-10-20T00:00Z',
      { cal: nightShift, zone: 'America/Chicago', opensAt: '00:30', closesAt: '04:00' },
    ],
    [
      'when the hours hold a skipped half hour',
      '2026-09-25T00:00Z',
      { cal: nightShift, zone: 'Australia/Lord_Howe', opensAt: '00:30', closesAt: '04:00' },
    ],
  ])('%s', (_title, start, hours) => {
    const startMs = Date.parse(start);
    const before = openMinutesBefore(startMs, hours);
    const at = (minute: number): Date => new Date(startMs + minute * minuteMs);
    const minute = fc.integer({ min: 0, max: spanMinutes });
    fc.assert(
      fc.property(minute, minute, (a, b) => {
        expect(businessMinutesBetween(at(a), at(b), hours)).toBe((before[b] ?? 0) - (before[a] ?? 0));
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 2000 }), (a, minutes) => {
        const expected = before.indexOf((before[a] ?? 0) + minutes);
        fc.pre(expected !== -1);
        expect(addBusinessMinutes(at(a), minutes, hours)).toEqual(at(expected));
      }),
      { numRuns: 60 },
    );
  });
});

describe('addBusinessMinutes', () => {
  const berlin = officeHours('DE', 'Europe/Berlin');
  const wall = (date: string, time: string): Date => instantAt(date, time, 'Europe/Berlin');

  it('does not count the weekend in two business days of eight hours', () => {
    expect(addBusinessMinutes(wall('2026-11-13', '15:20'), 960, berlin)).toEqual(wall('2026-11-17', '15:20'));
  });

  it('starts a clock set outside the hours at the next opening', () => {
    expect(addBusinessMinutes(wall('2026-11-14', '12:00'), 60, berlin)).toEqual(wall('2026-11-16', '10:00'));
    expect(addBusinessMinutes(wall('2026-11-16', '06:00'), 0, berlin)).toEqual(wall('2026-11-16', '09:00'));
    expect(addBusinessMinutes(wall('2026-11-16', '17:01'), 0, berlin)).toEqual(wall('2026-11-17', '09:00'));
  });

  it('ends at closing time and not at the next opening', () => {
    expect(addBusinessMinutes(wall('2026-11-16', '09:00'), 480, berlin)).toEqual(wall('2026-11-16', '17:00'));
    expect(addBusinessMinutes(wall('2026-11-16', '09:00'), 481, berlin)).toEqual(wall('2026-11-17', '09:01'));
  });

  it('keeps seconds, adds up in parts and is measured by businessMinutesBetween', () => {
    const instant = fc.integer({ min: 0, max: 60 * 86_400 }).map((s) => new Date(Date.UTC(2026, 10, 1) + s * 1000));
    const minutes = fc.integer({ min: 0, max: 3000 });
    fc.assert(
      fc.property(instant, minutes, minutes, (start, a, b) => {
        const end = addBusinessMinutes(start, a + b, berlin);
        expect(addBusinessMinutes(addBusinessMinutes(start, a, berlin), b, berlin)).toEqual(end);
        expect(businessMinutesBetween(start, end, berlin)).toBe(a + b);
        expect(businessMinutesBetween(end, start, berlin)).toBe(0 - (a + b));
      }),
      { numRuns: 60 },
    );
  });

  it.each([-1, 0.5, Number.NaN])('refuses %d minutes', (minutes) => {
    expect(() => addBusinessMinutes(wall('2026-11-16', '09:00'), minutes, berlin)).toThrow(RangeError);
  });

  it.each([
    ['17:00', '09:00'],
    ['09:00', '09:00'],
    ['9:00', '17:00'],
    ['09:00', '24:00'],
  ])('refuses hours from %s to %s', (opensAt, closesAt) => {
    const hours = { ...berlin, opensAt, closesAt };
    expect(() => addBusinessMinutes(wall('2026-11-16', '09:00'), 1, hours)).toThrow('open before they close');
    expect(() => businessMinutesBetween(wall('2026-11-16', '09:00'), wall('2026-11-17', '09:00'), hours)).toThrow(
      'open before they close',
    );
  });

  it('gives up with a clear error when nobody ever works or the end is out of sight', () => {
    const never = { ...berlin, cal: { ...berlin.cal, weekendDays: [1, 2, 3, 4, 5, 6, 7] } };
    expect(() => addBusinessMinutes(wall('2026-11-16', '09:00'), 1, never)).toThrow('no business day');
    expect(() => addBusinessMinutes(wall('2026-11-16', '09:00'), 4_000_000, berlin)).toThrow('too far away');
    expect(() => businessMinutesBetween(new Date(0), new Date(8e15), berlin)).toThrow(RangeError);
    expect(businessMinutesBetween(wall('2026-11-16', '09:00'), wall('2026-11-20', '09:00'), never)).toBe(0);
  });
});
