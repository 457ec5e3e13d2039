import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBusinessDays, isBusinessDay } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { compareDates, daysBetween, weekdayOf } from '#core/calendar/dates.ts';
import { instantAt, localDateOf, localTimeOf } from '#core/calendar/instants.ts';
import {
  anchorOf,
  firstPeriod,
  mayStillPrompt,
  nextHeldOn,
  periodAfter,
  planInstantOf,
  scheduleFor,
  stepAfter,
  stepAfterDelivery,
} from '#features/check-ins/rules/schedule.ts';
import { checkInSettings } from '#features/check-ins/rules/settings.ts';
import { steps } from '#features/check-ins/schemas.ts';
import type { Schedule } from '#features/check-ins/schemas.ts';
import { defaultSettings } from '#features/program/rules.ts';

const { monthly } = checkInSettings({ version: 0, settings: defaultSettings });

/** No clock changes: Kolkata, São Paulo, Dubai. Changes of an hour: Berlin; of half an hour: Lord Howe. */
const zones = ['Asia/Kolkata', 'America/Sao_Paulo', 'Europe/Berlin', 'Asia/Dubai', 'Australia/Lord_Howe'] as const;

function calendarWith(holidays: readonly string[], weekendDays: readonly number[] = [6, 7]): WorkCalendar {
  const days = new Set(holidays);
  return { weekendDays, isHoliday: (date) => days.has(date), covers: () => true };
}

const weekendsOnly = calendarWith([]);

function heldIn(periodKey: string, zone: string, calendar = weekendsOnly): Schedule {
  const held = scheduleFor(periodKey, { zone, calendar }, monthly);
  if (held.kind !== 'held') throw new Error(`${periodKey} is not held`);
  return held.schedule;
}

function periodsFrom(periodKey: string, count: number): readonly string[] {
  const periods = [periodKey];
  while (periods.length < count) periods.push(periodAfter(periods.at(-1) ?? periodKey));
  return periods;
}

describe('the schedule of a monthly check-in', () => {
  test('follows the row of domain §2.2 for December 2026 in Warsaw', () => {
    const schedule = heldIn('2026-12', 'Europe/Warsaw');
    expect(schedule).toEqual({
      anchorOn: '2026-12-08',
      heldOn: '2026-12-08',
      prepareAt: new Date('2026-12-08T07:00:00Z'),
      promptAt: new Date('2026-12-08T09:00:00Z'),
      remindAt: new Date('2026-12-10T09:00:00Z'),
      dueAt: new Date('2026-12-15T16:00:00Z'),
      gapsAt: new Date('2026-12-15T16:05:00Z'),
      summaryAt: new Date('2026-12-16T09:00:00Z'),
      closeAt: new Date('2026-12-22T16:00:00Z'),
    });
  });

  test('moves with its due times when the 2nd Tuesday is a holiday, and keeps the period of its anchor', () => {
    const schedule = heldIn('2026-12', 'Europe/Warsaw', calendarWith(['2026-12-08', '2026-12-09']));
    expect(schedule.anchorOn).toBe('2026-12-08');
    expect(schedule.heldOn).toBe('2026-12-10');
    expect(localDateOf(schedule.dueAt, 'Europe/Warsaw')).toBe('2026-12-17');
  });

  test('is not held when it would have to move by more than five business days', () => {
    const twoWeeks = ['08', '09', '10', '11', '14', '15'].map((day) => `2026-12-${day}`);
    expect(scheduleFor('2026-12', { zone: 'UTC', calendar: calendarWith(twoWeeks) }, monthly)).toEqual({
      kind: 'holiday',
      anchorOn: '2026-12-08',
    });
    const oneDayLess = calendarWith(twoWeeks.slice(0, 5));
    expect(heldIn('2026-12', 'UTC', oneDayLess).heldOn).toBe('2026-12-15');
  });

  test('keeps its wall-clock times across a clock change', () => {
    // Berlin changes on 29 Mar 2026 and Lord Howe on 5 Apr 2026, between prompt and close of those two periods.
    for (const [zone, periodKey] of [
      ['Europe/Berlin', '2026-03'],
      ['Australia/Lord_Howe', '2026-04'],
      ['Australia/Lord_Howe', '2026-10'],
      ['Europe/Berlin', '2026-10'],
    ] as const) {
      const schedule = heldIn(periodKey, zone);
      expect(localTimeOf(schedule.promptAt, zone)).toBe('10:00');
      expect(localTimeOf(schedule.closeAt, zone)).toBe('17:00');
    }
  });

  test('has only business days, in order, inside the window, in every zone over eight years', () => {
    const someHolidays = fc.uniqueArray(fc.integer({ min: 0, max: 2922 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 95 }), someHolidays, (zone, month, offsets) => {
        const start = Date.parse('2024-01-01T00:00:00Z');
        const holidays = offsets.map((offset) => new Date(start + offset * 86_400_000).toISOString().slice(0, 10));
        const calendar = calendarWith(holidays);
        const periodKey = periodsFrom('2024-01', month + 1).at(-1) ?? '2024-01';
        const held = scheduleFor(periodKey, { zone, calendar }, monthly);
        if (held.kind === 'holiday') return;
        const { schedule } = held;
        const instants = steps.map((step) => schedule[`${step}At`] ?? schedule.promptAt);
        expect(instants.toSorted((a, b) => a.getTime() - b.getTime())).toEqual(instants);
        for (const at of [...instants, schedule.dueAt]) {
          expect(isBusinessDay(localDateOf(at, zone), calendar)).toBe(true);
          expect(localTimeOf(at, zone) >= '08:00' && localTimeOf(at, zone) <= '17:05').toBe(true);
        }
        for (const at of [schedule.promptAt, schedule.remindAt, schedule.summaryAt]) {
          expect(at && localTimeOf(at, zone)).toBe('10:00');
        }
        expect(weekdayOf(schedule.anchorOn)).toBe(2);
        expect(daysBetween(schedule.anchorOn, schedule.heldOn)).toBeGreaterThanOrEqual(0);
        expect(schedule.anchorOn.slice(0, 7)).toBe(periodKey);
      }),
      { numRuns: 300, seed: 20261116 },
    );
  });

  test.each(zones)('has one prompt for each period and a period for each month over eight years in %s', (zone) => {
    const periods = periodsFrom('2024-01', 96);
    expect(new Set(periods).size).toBe(96);
    expect(periods.at(-1)).toBe('2031-12');
    const prompts = periods.map((periodKey) => heldIn(periodKey, zone).promptAt.getTime());
    expect(new Set(prompts).size).toBe(96);
    expect(prompts.toSorted((a, b) => a - b)).toEqual(prompts);
    for (const periodKey of periods) {
      expect(localDateOf(heldIn(periodKey, zone).promptAt, zone).slice(0, 7)).toBe(periodKey);
      expect(planInstantOf(periodKey, zone) < heldIn(periodKey, zone).prepareAt).toBe(true);
    }
  });

  test('names the next date of a period', () => {
    expect(nextHeldOn('2026-12', { zone: 'UTC', calendar: weekendsOnly }, monthly)).toBe('2027-01-12');
    expect(anchorOf('2027-02', monthly)).toBe('2027-02-09');
  });
});

describe('the first period', () => {
  const time = { zone: 'Europe/Berlin', calendar: weekendsOnly };

  test('is the one whose prompt still lies ahead', () => {
    const justBefore = new Date('2026-12-08T08:59:00Z');
    const atPrompt = new Date('2026-12-08T09:00:00Z');
    expect(firstPeriod({ since: justBefore, launchAt: null }, time, monthly)).toBe('2026-12');
    expect(firstPeriod({ since: atPrompt, launchAt: null }, time, monthly)).toBe('2027-01');
  });

  test('lies at least five business days after launch', () => {
    const fourBefore = new Date('2026-12-02T09:00:00Z');
    const fiveBefore = new Date('2026-12-01T09:00:00Z');
    expect(firstPeriod({ since: fourBefore, launchAt: fourBefore }, time, monthly)).toBe('2027-01');
    expect(firstPeriod({ since: fiveBefore, launchAt: fiveBefore }, time, monthly)).toBe('2026-12');
  });

  test('waits for a launch that is still to come', () => {
    const since = new Date('2026-11-20T09:00:00Z');
    expect(firstPeriod({ since, launchAt: new Date('2027-03-15T09:00:00Z') }, time, monthly)).toBe('2027-04');
  });

  test('never comes before it should, from any start', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2024-01-01'), max: new Date('2031-12-31'), noInvalidDate: true }),
        fc.option(fc.integer({ min: -400, max: 400 })),
        (zone, since, launchDays) => {
          const place = { zone, calendar: weekendsOnly };
          const launchAt = launchDays === null ? null : new Date(since.getTime() + launchDays * 86_400_000);
          const { heldOn, promptAt } = heldIn(firstPeriod({ since, launchAt }, place, monthly), zone);
          expect(promptAt > since).toBe(true);
          if (launchAt === null) return;
          const earliestOn = addBusinessDays(localDateOf(launchAt, zone), 5, weekendsOnly);
          expect(compareDates(heldOn, earliestOn)).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 300, seed: 20261116 },
    );
  });
});

describe('after downtime', () => {
  const zone = 'Europe/Berlin';
  const schedule = heldIn('2026-12', zone);

  test.each([
    ['2026-12-08', '10:00', true],
    ['2026-12-08', '16:29', true],
    ['2026-12-08', '16:30', false],
    ['2026-12-08', '23:59', false],
    ['2026-12-09', '10:00', false],
    ['2026-12-15', '10:00', false],
  ])('a prompt on %s at %s may still go out: %s', (day, at, expected) => {
    expect(mayStillPrompt(schedule, zone, monthly.sendUntil, instantAt(day, at, zone))).toBe(expected);
  });

  test('the step after a late delivery is the first that lies ahead', () => {
    const next = (at: Date) => stepAfterDelivery(schedule, at).nextAction;
    expect(next(schedule.promptAt)).toBe('remind');
    expect(next(schedule.dueAt)).toBe('gaps');
    expect(next(schedule.summaryAt)).toBe('close');
    expect(next(new Date(schedule.closeAt.getTime() + 1))).toBe('close');
  });

  test('steps follow each other, without a reminder when the settings have none', () => {
    const { remindAt, ...rest } = schedule;
    expect(remindAt).not.toBeNull();
    expect(stepAfter('prompt', schedule)?.nextAction).toBe('remind');
    expect(stepAfter('prompt', { ...rest, remindAt: null })?.nextAction).toBe('gaps');
    expect(stepAfter('close', schedule)).toBeNull();
  });
});
