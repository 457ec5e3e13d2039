import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadAbove } from '#features/deals/rules/approver.ts';
import type { StaffSeen } from '#features/deals/rules/approver.ts';
import { addBusinessMinutes, businessMinutesBetween } from '#core/calendar/business-hours.ts';
import { createHolidays } from '#core/calendar/holidays.ts';
import { worldHolidays } from '#core/calendar/holidays-world.ts';
import {
  conflictClock,
  decisionBudget,
  ladderTimers,
  newPromise,
  pausedClock,
  resumedClock,
  startedClock,
  stoppedClock,
  usedPercent,
  wasKept,
} from '#features/deals/rules/clock.ts';
import { dealSettings } from '#features/deals/rules/settings.ts';
import { defaultSettings } from '#features/program/rules.ts';

const settings = dealSettings(defaultSettings, createHolidays(worldHolidays));
const berlin = settings.timeIn('Europe/Berlin');
const newYork = settings.timeIn('America/New_York');
const hours = (n: number) => n * 60;

describe('who is told that a decision is late', () => {
  const member = (key: string): StaffSeen => ({
    ...{ staffId: `S-${key}`, key, name: key, person: { teamId: 'T', userId: `U-${key}` } },
    ...{ timeZone: 'Europe/Berlin', roles: [], isAway: false },
  });
  const team = {
    ...{ pmStaffId: null, backupStaffId: null, leads: { pmLead: 'greta', vp: 'dana' } },
    staff: [member('ines'), member('greta'), member('dana')],
  };

  it('is the lead, above a lead that is late itself leadership, and nobody above everybody', () => {
    expect(leadAbove('S-ines', team)?.key).toBe('greta');
    expect(leadAbove('S-greta', team)?.key).toBe('dana');
    expect(leadAbove('S-greta', { ...team, leads: { pmLead: 'greta', vp: null } })).toBeNull();
  });
});

describe('the clock of a decision', () => {
  it('S01: complete Fri 13 Nov 15:20 in Berlin is due Tue 17 Nov 15:20, the weekend not counted', () => {
    const at = new Date('2026-11-13T14:20:00Z');
    const budget = decisionBudget('core', at, berlin, settings);
    expect(budget).toBe(hours(16));
    expect(startedClock(at, budget, berlin).dueAt).toEqual(new Date('2026-11-17T14:20:00Z'));
  });

  it('S18: a strategic one, complete Thu 12 Nov 10:00 in Denver, is late by Mon 16 Nov 09:00 UTC', () => {
    const at = new Date('2026-11-12T17:00:00Z');
    const clock = startedClock(at, decisionBudget('strategic', at, newYork, settings), newYork);
    expect(clock.dueAt).toEqual(new Date('2026-11-13T17:00:00Z'));
    expect(usedPercent(clock, new Date('2026-11-16T09:00:00Z'), newYork)).toBe(162);
    const due = ladderTimers(clock, newYork).filter(({ at: dueAt }) => dueAt <= new Date('2026-11-16T09:00:00Z'));
    expect(due.map(({ step }) => step)).toEqual(['sla_50', 'sla_75', 'sla_100', 'sla_150']);
  });

  it('S07: an evidence review counts three business days from the later of the two', () => {
    const first = startedClock(new Date('2026-11-12T10:02:00Z'), hours(16), berlin);
    const clock = conflictClock(first, new Date('2026-11-12T21:40:00Z'), berlin, settings);
    expect(clock.dueAt).toEqual(new Date('2026-11-17T16:00:00Z'));
    expect(clock.startedAt).toEqual(first.startedAt);
  });

  it('is halved in the last five business days of a quarter, and is never shorter than four business hours', () => {
    const december = new Date('2026-12-17T15:00:00Z');
    const within = new Date('2026-09-24T15:00:00Z');
    expect(decisionBudget('core', december, newYork, settings)).toBe(hours(8));
    expect(decisionBudget('core', within, newYork, settings)).toBe(hours(8));
    expect(decisionBudget('strategic', within, newYork, settings)).toBe(hours(4));
    expect(decisionBudget('core', new Date('2026-09-23T15:00:00Z'), newYork, settings)).toBe(hours(16));
    const short = {
      ...settings,
      clocks: { ...settings.clocks, decisionHours: { emerging: 6, core: 6, strategic: 2 } },
    };
    expect(decisionBudget('core', within, newYork, short)).toBe(hours(4));
    expect(decisionBudget('strategic', within, newYork, short)).toBe(hours(2));
  });

  it('what is sent in after the last hour of a quarter counts from the next one', () => {
    expect(decisionBudget('core', new Date('2026-09-30T22:00:00Z'), newYork, settings)).toBe(hours(16));
  });

  it('stands still over a closed period', () => {
    const clock = startedClock(new Date('2026-12-23T16:00:00Z'), hours(8), berlin);
    expect(clock.dueAt).toEqual(new Date('2027-01-04T16:00:00Z'));
  });

  it('keeps the wall-clock hour over the end of summer time', () => {
    const clock = startedClock(new Date('2026-10-23T13:00:00Z'), hours(16), berlin);
    expect(clock.dueAt).toEqual(new Date('2026-10-27T14:00:00Z'));
  });

  it('climbs its ladder at 50, 75, 100 and 150 percent of the business time', () => {
    const clock = startedClock(new Date('2026-11-16T08:00:00Z'), hours(16), berlin);
    expect(ladderTimers(clock, berlin).map(({ at }) => at.toISOString())).toEqual([
      '2026-11-16T16:00:00.000Z',
      '2026-11-17T12:00:00.000Z',
      '2026-11-17T16:00:00.000Z',
      '2026-11-18T16:00:00.000Z',
    ]);
    expect(ladderTimers({ ...clock, level: 75 }, berlin).map(({ step }) => step)).toEqual(['sla_100', 'sla_150']);
  });

  it('promises the end of its ladder when it is missed, and at least four business hours', () => {
    const clock = startedClock(new Date('2026-11-16T08:00:00Z'), hours(16), berlin);
    expect(newPromise(clock, new Date('2026-11-17T16:00:00Z'), berlin, settings)).toEqual(
      new Date('2026-11-18T16:00:00Z'),
    );
    expect(newPromise(clock, new Date('2026-11-19T08:00:00Z'), berlin, settings)).toEqual(
      new Date('2026-11-19T12:00:00Z'),
    );
  });
});

describe('a pause', () => {
  const clock = startedClock(new Date('2026-11-16T08:00:00Z'), hours(16), berlin);

  it('leaves the remaining time, and four business hours where less remained', () => {
    const paused = pausedClock(clock, new Date('2026-11-16T10:00:00Z'), berlin);
    expect(paused).toMatchObject({ usedMinutes: 120, dueAt: null });
    expect(ladderTimers(paused, berlin)).toEqual([]);
    const resumed = resumedClock(paused, new Date('2026-11-19T08:00:00Z'), berlin, settings);
    expect(resumed.dueAt).toEqual(new Date('2026-11-20T14:00:00Z'));
    const late = pausedClock(clock, new Date('2026-11-17T15:00:00Z'), berlin);
    expect(resumedClock(late, new Date('2026-11-19T08:00:00Z'), berlin, settings).dueAt).toEqual(
      new Date('2026-11-19T12:00:00Z'),
    );
  });

  it('does not make good what was late before', () => {
    const paused = pausedClock(clock, new Date('2026-11-18T10:00:00Z'), berlin);
    const at = new Date('2026-11-19T08:00:00Z');
    expect(resumedClock(paused, at, berlin, settings)).toMatchObject({ dueAt: at, budgetMinutes: hours(16) });
    expect(wasKept(stoppedClock(paused, at, berlin))).toBe(false);
  });

  it('however often, equals the arithmetic of business minutes (domain §20.11)', () => {
    const start = Date.UTC(2026, 9, 1);
    const steps = fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 140_000 }), steps, (offset, lengths) => {
        let at = new Date(start + offset * 60_000);
        let running = startedClock(at, hours(400), berlin);
        let used = 0;
        for (const [index, length] of lengths.entries()) {
          const next = new Date(at.getTime() + length * 60_000);
          if (index % 2 === 0) {
            used += businessMinutesBetween(at, next, berlin);
            running = pausedClock(running, next, berlin);
          } else running = resumedClock(running, next, berlin, settings);
          at = next;
        }
        const stopped = stoppedClock(running, at, berlin);
        expect(stopped.usedMinutes).toBe(used);
        if (running.runningSince !== null && running.dueAt !== null) {
          expect(running.dueAt).toEqual(addBusinessMinutes(at, running.budgetMinutes - used, berlin));
        }
      }),
      { numRuns: 25, seed: 5 },
    );
  });
});
