import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { addDays } from '#core/calendar/dates.ts';
import { addHours, addMinutes, instantAt, isKnownZone, localDateOf, localTimeOf } from '#core/calendar/instants.ts';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

/** Wall clocks read by Intl alone: the outside opinion that the calendar is compared with. */
function wallClock(zone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (ms) => format.format(ms);
}

/** The UTC days in 2026 to 2028 whose next day has another offset from UTC. */
function clockChangeDays(zone: string): number[] {
  const wall = wallClock(zone);
  const offsetAt = (ms: number): number => Date.parse(`${wall(ms).replace(' ', 'T')}Z`) - ms;
  const days: number[] = [];
  for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2029, 0, 1); ms += dayMs) {
    if (offsetAt(ms) !== offsetAt(ms + dayMs)) days.push(ms);
  }
  return days;
}

/** Every wall minute of four days, with the first instant that shows it; a skipped one gets the next shown one's. */
function searchByMinute(zone: string, fromMs: number): Map<string, number> {
  const wall = wallClock(zone);
  const shown = new Map<string, number>();
  for (let ms = fromMs - 2 * dayMs; ms < fromMs + 4 * dayMs; ms += minuteMs) {
    const text = wall(ms);
    if (!shown.has(text)) shown.set(text, ms);
  }
  const answers = new Map<string, number>();
  let next = Number.NaN;
  for (let ms = fromMs + 3 * dayMs; ms >= fromMs - dayMs; ms -= minuteMs) {
    const text = new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
    next = shown.get(text) ?? next;
    if (ms < fromMs + 2 * dayMs) answers.set(text, next);
  }
  return answers;
}

describe('instantAt', () => {
  it.each([
    ['Europe/Berlin', 6],
    ['America/Chicago', 6],
    ['Australia/Sydney', 6],
    ['Australia/Lord_Howe', 6],
    ['America/Sao_Paulo', 0],
    ['Asia/Kolkata', 0],
    ['Asia/Dubai', 0],
    ['Africa/Johannesburg', 0],
  ])('agrees with a search minute by minute in %s around every clock change of 2026 to 2028', (zone, changes) => {
    const days = clockChangeDays(zone);
    expect(days).toHaveLength(changes);
    const wrong: string[] = [];
    for (const fromMs of days.length > 0 ? days : [Date.UTC(2026, 10, 1)]) {
      const answers = searchByMinute(zone, fromMs);
      expect(answers.size).toBe(3 * 1440);
      for (const [wall, ms] of answers) {
        const found = instantAt(wall.slice(0, 10), wall.slice(11), zone);
        if (found.getTime() !== ms) wrong.push(`${wall}: ${found.toISOString()}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-11-01', '01:30', 'America/Chicago', '2026-11-01T06:30:00.000Z'],
    ['2027-03-14', '02:59', 'America/Chicago', '2027-03-14T08:00:00.000Z'],
    ['2026-10-04', '02:10', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    ['2026-11-17', '10:00', 'Asia/Kolkata', '2026-11-17T04:30:00.000Z'],
  ])('takes the first of two, and the first after a gap: %s %s in %s', (date, time, zone, instant) => {
    expect(instantAt(date, time, zone).toISOString()).toBe(instant);
  });

  it('moves a time on a day that a zone skipped altogether to the start of the next day', () => {
    expect(instantAt('2011-12-30', '12:00', 'Pacific/Apia').toISOString()).toBe('2011-12-30T10:00:00.000Z');
  });

  it('is read back by localDateOf and localTimeOf unless the wall clock skipped the time', () => {
    const zones = Intl.supportedValuesOf('timeZone').filter(isKnownZone);
    expect(zones.length).toBeGreaterThan(350);
    const asked = fc.record({
      zone: fc.constantFrom(...zones),
      day: fc.integer({ min: 0, max: 1096 }),
      minute: fc.integer({ min: 0, max: 1439 }),
    });
    fc.assert(
      fc.property(asked, ({ zone, day, minute }) => {
        const date = addDays('2026-01-01', day);
        const time = new Date(minute * minuteMs).toISOString().slice(11, 16);
        const instant = instantAt(date, time, zone);
        const read = `${localDateOf(instant, zone)} ${localTimeOf(instant, zone)}`;
        expect(read).toBe(wallClock(zone)(instant.getTime()));
        expect(read >= `${date} ${time}`).toBe(true);
      }),
    );
  });

  it.each([
    ['2026-02-29', '10:00', 'Europe/Berlin'],
    ['2026-11-17', '24:00', 'Europe/Berlin'],
    ['2026-11-17', '9:00', 'Europe/Berlin'],
    ['2026-11-17', '10:00', 'Europe/Atlantis'],
  ])('refuses %s %s in %s', (date, time, zone) => {
    expect(() => instantAt(date, time, zone)).toThrow(RangeError);
  });
});

describe('local day and time', () => {
  it('differ between zones at one instant', () => {
    const instant = new Date('2026-12-31T23:30:59.999Z');
    expect(localDateOf(instant, 'America/Los_Angeles')).toBe('2026-12-31');
    expect(localDateOf(instant, 'Asia/Kolkata')).toBe('2027-01-01');
    expect(localTimeOf(instant, 'Asia/Kolkata')).toBe('05:00');
    expect(localTimeOf(new Date('2026-11-17T00:00:00Z'), 'UTC')).toBe('00:00');
  });

  it('refuse a Date that is no instant', () => {
    expect(() => localDateOf(new Date('nonsense'), 'UTC')).toThrow(RangeError);
    expect(() => addMinutes(new Date('2026-11-17T00:00:00Z'), Number.NaN)).toThrow(RangeError);
  });

  it('add elapsed time, so that a day of 24 hours ends an hour off after a clock change', () => {
    const evening = instantAt('2026-10-24', '18:00', 'Europe/Berlin');
    expect(localTimeOf(addHours(evening, 24), 'Europe/Berlin')).toBe('17:00');
    expect(addMinutes(evening, -90).toISOString()).toBe('2026-10-24T14:30:00.000Z');
  });
});

describe('isKnownZone', () => {
  it.each(['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Calcutta', 'US/Eastern', 'America/Argentina/Buenos_Aires'])(
    'accepts %s',
    (zone) => expect(isKnownZone(zone)).toBe(true),
  );

  it.each(['', '+02:00', 'GMT+1', 'Etc/GMT-2', 'CET', 'EST', 'europe/berlin', 'Europe/BERLIN', 'Europe/Atlantis'])(
    'refuses %j',
    (zone) => expect(isKnownZone(zone)).toBe(false),
  );
});
