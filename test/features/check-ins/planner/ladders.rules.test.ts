import { describe, expect, test } from 'vitest';
import { addHours, instantAt } from '#core/calendar/instants.ts';
import { missedInARow, vendorRungs } from '#features/check-ins/planner/ladders.ts';
import { resolveLate } from '#features/check-ins/planner/late.ts';
import { only, plan, weekendsOnly } from './rows.ts';

const zone = 'Europe/Berlin';

describe('after downtime', () => {
  const review = only(plan('2026-11-14', '2026-11-21'), 'weekly_deal_review', '2026-W47');
  const late = (on: string, time: string, lastPromptAt: Date | null = null) =>
    resolveLate({ schedule: review.schedule! }, instantAt(on, time, zone), zone, { sendUntil: '16:30', lastPromptAt });

  test.each([
    ['2026-11-16', '10:00', { kind: 'send' }],
    ['2026-11-16', '16:29', { kind: 'send' }],
    ['2026-11-16', '16:30', { kind: 'skipped', reason: 'bot_down' }],
    ['2026-11-17', '09:30', { kind: 'skipped', reason: 'bot_down' }],
    ['2026-11-16', '09:59', { kind: 'wait', until: instantAt('2026-11-16', '10:00', zone) }],
  ])('a prompt of 10:00 is resolved on %s at %s as %o', (on, time, expected) => {
    expect(late(on, time)).toEqual(expected);
  });

  test('a prompt never follows another within 24 h, however late that one was', () => {
    const yesterday = instantAt('2026-11-15', '15:00', zone);
    expect(late('2026-11-16', '10:00', yesterday)).toEqual({ kind: 'wait', until: addHours(yesterday, 24) });
    expect(late('2026-11-16', '15:00', yesterday)).toEqual({ kind: 'send' });
    const later = instantAt('2026-11-15', '17:00', zone);
    expect(late('2026-11-16', '10:00', later)).toEqual({ kind: 'skipped', reason: 'collision' });
  });
});

describe('misses in a row', () => {
  test.each([
    [['completed', 'missed'], 1],
    [['missed', 'skipped', 'missed', 'cancelled'], 2],
    [['missed', 'completed_partial'], 0],
    [['missed', 'missed', 'missed', 'sent'], 3],
    [[], 0],
  ])('counts %o as %i', (states, expected) => {
    expect(missedInARow(states)).toBe(expected);
  });
});

describe('our own side', () => {
  test('has its ladder: the pack, overdue actions', () => {
    const action = vendorRungs({ kind: 'action', dueOn: '2026-11-02' }, weekendsOnly);
    expect(action).toEqual([
      { to: 'pm', on: '2026-11-05' },
      { to: 'pm_lead', on: '2026-11-11' },
      { to: 'vp_digest', on: '2026-11-20' },
    ]);
    const pack = vendorRungs({ kind: 'qbr_pack', meetingOn: '2026-10-21' }, weekendsOnly);
    expect(pack.map(({ to, on }) => `${to} ${on}`)).toEqual(['pm_lead 2026-10-14', 'vp 2026-10-16']);
  });
});
