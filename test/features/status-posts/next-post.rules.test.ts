import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBusinessDay } from '#core/calendar/business-days.ts';
import { addDays, daysBetween } from '#core/calendar/dates.ts';
import { instantAt, localDateOf } from '#core/calendar/instants.ts';
import { isClosed } from '#core/send-window.ts';
import { defaultSettings } from '#features/program/rules.ts';
import { longSilences, nextStatusPostOn } from '#features/status-posts/rules/next-post.ts';
import { weekendsOnly } from '#test/features/check-ins/planner/rows.ts';
import { places } from '#test/features/check-ins/planner/world.ts';

const zone = 'Europe/Berlin';
const { closedPeriods } = defaultSettings;
const morningOf = (on: string) => instantAt(on, '10:00', zone);

describe('the status post (domain §2.3)', () => {
  const rule = { zone, calendar: weekendsOnly, closedPeriods };

  test.each([
    ['2026-11-02', '2026-11-23'],
    ['2026-10-31', '2026-11-23'],
    ['2026-12-03', '2026-12-23'],
    ['2026-12-12', '2027-01-04'],
  ])('comes on day 21 after %s: %s', (last, expected) => {
    expect(nextStatusPostOn(morningOf(last), rule)).toBe(expected);
  });

  test('is on a sending day, and keeps silence under 30 days everywhere', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.integer({ min: 0, max: 1400 }), ({ calendar, zone: place }, day) => {
        const lastOn = addDays('2026-01-05', day);
        const at = instantAt(lastOn, '10:00', place);
        const on = nextStatusPostOn(at, { zone: place, calendar, closedPeriods })!;
        expect(isBusinessDay(on, calendar) && !isClosed(on, closedPeriods)).toBe(true);
        expect(daysBetween(localDateOf(at, place), on)).toBeLessThanOrEqual(28);
        expect(on > lastOn).toBe(true);
      }),
      { numRuns: 500, seed: 20261116 },
    );
  });

  test('lists silences of more than 30 days, whatever the order of the messages', () => {
    const messages = ['2026-12-20', '2026-10-01', '2026-10-31', '2026-11-19'].map(morningOf);
    expect(longSilences(messages, zone)).toEqual([{ from: messages[3], to: messages[0], days: 31 }]);
  });
});
