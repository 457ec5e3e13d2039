import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBusinessDay } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { localDateOf, localTimeOf } from '#core/calendar/instants.ts';
import {
  dueAfterWait,
  dueOf,
  dueOnDay,
  firstStep,
  lastDueStep,
  stepAfter,
  stepsOf,
} from '#features/follow-ups/rules/due.ts';

/** Thanksgiving with the day after, Christmas and New Year in the United States. */
const holidays = ['2026-11-26', '2026-11-27', '2026-12-25', '2027-01-01'];
const cal: WorkCalendar = { weekendDays: [6, 7], isHoliday: (date) => holidays.includes(date), covers: () => true };
const timeIn = (zone: string) => ({ cal, zone, opensAt: '09:00', closesAt: '17:00' });
const newYork = timeIn('America/New_York');

describe('by when', () => {
  test.each([
    ['the next business day', 1, '2026-11-16T15:00:00Z', '2026-11-17T22:00:00Z'],
    ['over a weekend', 1, '2026-11-20T15:00:00Z', '2026-11-23T22:00:00Z'],
    ['over Thanksgiving and the day after', 3, '2026-11-24T15:00:00Z', '2026-12-01T22:00:00Z'],
    ['over the end of summer time in New York', 1, '2026-10-30T15:00:00Z', '2026-11-02T22:00:00Z'],
    ['the week before, still in summer time', 1, '2026-10-29T15:00:00Z', '2026-10-30T21:00:00Z'],
    ['over the start of summer time', 1, '2027-03-12T15:00:00Z', '2027-03-15T21:00:00Z'],
    ['counted from the owner’s day, not the partner’s', 1, '2026-11-17T02:00:00Z', '2026-11-17T22:00:00Z'],
  ])('%s', (_name, businessDays, at, dueAt) => {
    expect(dueOf({ businessDays }, new Date(at), newYork).dueAt).toEqual(new Date(dueAt));
  });

  test('four business hours run on the next morning', () => {
    const due = dueOf({ businessHours: 4 }, new Date('2026-11-16T20:00:00Z'), newYork);
    expect(due).toEqual({ dueAt: new Date('2026-11-17T16:00:00Z'), dueOn: '2026-11-17' });
  });

  test('a day that was agreed ends when the owner’s working day does', () => {
    const due = dueOf({ on: '2026-11-30' }, new Date('2026-11-16T20:00:00Z'), newYork);
    expect(due).toEqual({ dueAt: new Date('2026-11-30T22:00:00Z'), dueOn: '2026-11-30' });
  });

  test('is a working day of ours at closing time, whatever the zone', () => {
    const zones = fc.constantFrom('America/New_York', 'Europe/Berlin', 'Asia/Singapore', 'Australia/Lord_Howe');
    const instants = fc.date({
      min: new Date('2026-10-20T00:00:00Z'),
      max: new Date('2027-04-20T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(zones, instants, fc.integer({ min: 1, max: 10 }), (zone, at, businessDays) => {
        const { dueAt, dueOn } = dueOf({ businessDays }, at, timeIn(zone));
        expect(dueAt > at).toBe(true);
        expect(isBusinessDay(dueOn, cal)).toBe(true);
        expect([localDateOf(dueAt, zone), localTimeOf(dueAt, zone)]).toEqual([dueOn, '17:00']);
      }),
      { numRuns: 200 },
    );
  });
});

describe('reminders and ladder', () => {
  test('come in the owner’s morning, around a holiday too', () => {
    expect(
      stepsOf('2026-11-30', newYork).map(({ nextStep, nextStepAt }) => [nextStep, nextStepAt.toISOString()]),
    ).toEqual([
      ['remind_before', '2026-11-25T14:00:00.000Z'],
      ['remind_due', '2026-11-30T14:00:00.000Z'],
      ['overdue_pm', '2026-12-03T14:00:00.000Z'],
      ['overdue_lead', '2026-12-09T14:00:00.000Z'],
      ['overdue_vp', '2026-12-18T14:00:00.000Z'],
    ]);
  });

  test('what lies behind when it is opened is left out', () => {
    const at = new Date('2026-11-16T15:00:00Z');
    expect(stepAfter('2026-11-17', at, newYork)).toMatchObject({ nextStep: 'remind_due' });
    expect(stepAfter('2026-11-16', at, newYork)).toMatchObject({ nextStep: 'overdue_pm' });
  });

  test('nobody is reminded on the day on which they get it', () => {
    const night = new Date('2026-11-16T09:00:00Z');
    expect(stepAfter('2026-11-17', night, newYork)).toMatchObject({ nextStep: 'remind_before' });
    expect(firstStep('2026-11-17', night, newYork)).toMatchObject({ nextStep: 'remind_due' });
  });

  test('after downtime only the last one counts, and after the last there is none', () => {
    expect(lastDueStep('2026-11-17', new Date('2026-11-27T15:00:00Z'), newYork)).toBe('overdue_pm');
    expect(lastDueStep('2026-11-17', new Date('2026-11-13T15:00:00Z'), newYork)).toBeNull();
    expect(stepAfter('2026-11-17', new Date('2027-01-30T15:00:00Z'), newYork)).toEqual({
      nextStep: null,
      nextStepAt: null,
    });
  });
});

describe('waiting for the partner', () => {
  const due = dueOnDay('2026-11-18', newYork);

  test('gives the working time back that was left', () => {
    const wait = { from: new Date('2026-11-17T22:00:00Z'), to: new Date('2026-11-24T22:00:00Z') };
    expect(dueAfterWait(due, wait, newYork)).toEqual({ dueOn: '2026-11-25', dueAt: new Date('2026-11-25T22:00:00Z') });
  });

  test('does not make good what was late before', () => {
    const wait = { from: new Date('2026-11-19T15:00:00Z'), to: new Date('2026-11-24T22:00:00Z') };
    expect(dueAfterWait(due, wait, newYork)).toEqual(due);
  });
});
