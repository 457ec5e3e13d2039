import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantAt } from '#core/calendar/instants.ts';
import { differenceOf } from '#features/check-ins/planner/difference.ts';
import type { PlanEvent } from '#features/check-ins/planner/history.ts';
import { nextEventFor } from '#features/check-ins/planner/next.ts';
import type { PlannedOccurrence } from '#features/check-ins/planner/occurrences.ts';
import { planTouches } from '#features/check-ins/planner/plan.ts';
import { touchesOf } from '#features/check-ins/planner/touches.ts';
import { defaultSettings } from '#features/program/rules.ts';
import { only, plan, requestOf, rows, wall } from './rows.ts';
import type { Told } from './rows.ts';
import { calendarOf, vendorCalendar, worlds } from './world.ts';

const zone = 'Europe/Berlin';
const at = (on: string, time: string): Date => instantAt(on, time, zone);
const weekly = (told: Told) => rows(plan('2026-11-14', '2026-12-01', told), 'weekly_deal_review');
const move = (on: string, by: 'partner' | 'pm' = 'partner', time: string | null = null): PlanEvent => ({
  at: at('2026-11-15', '12:00'),
  kind: 'move',
  touchId: 'weekly_deal_review',
  periodKey: '2026-W47',
  on,
  time,
  by,
});

describe('the partner’s choices', () => {
  test('a move takes the occurrence with it, in its period', () => {
    expect(weekly({ history: [move('2026-11-18', 'partner', '15:00')] })[0]).toBe('2026-W47 2026-11-18 15:00');
  });

  test('a partner moves once, a partner manager twice', () => {
    const first = weekly({ history: [move('2026-11-18'), move('2026-11-19')] });
    expect(first[0]).toBe('2026-W47 2026-11-18 10:00');
    const pm = [move('2026-11-17', 'pm'), move('2026-11-18', 'pm'), move('2026-11-19', 'pm')];
    expect(weekly({ history: pm })[0]).toBe('2026-W47 2026-11-18 10:00');
  });

  test.each([
    ['into another week', '2026-11-23', null],
    ['into the past', '2026-11-15', null],
    ['outside the window', '2026-11-18', '08:00'],
  ])('a move %s changes nothing', (_, on, time) => {
    expect(weekly({ history: [move(on, 'partner', time)] })[0]).toBe('2026-W47 2026-11-16 10:00');
  });

  test('what was sent is not moved any more', () => {
    const late = { ...move('2026-11-19'), at: at('2026-11-16', '10:01') };
    expect(weekly({ history: [late] })[0]).toBe('2026-W47 2026-11-16 10:00');
  });

  test('preferences hold from the next occurrence', () => {
    const preferences = { sendWeekday: 3, sendTime: '13:30' };
    const chosen = (on: string): PlanEvent => ({ at: at(on, '07:00'), kind: 'preferences', preferences });
    expect(weekly({ history: [chosen('2026-11-16')] }).slice(0, 2)).toEqual([
      '2026-W47 2026-11-16 10:00',
      '2026-W48 2026-11-25 13:30',
    ]);
    expect(weekly({ history: [chosen('2026-11-15')] })[0]).toBe('2026-W47 2026-11-18 13:30');
  });

  test('a preference outside window or weekdays leaves the touch as it is', () => {
    const preferences = { sendWeekday: 5, sendTime: '18:00' };
    expect(weekly({ partner: { preferences } })[0]).toBe('2026-W47 2026-11-16 10:00');
  });

  test('a skipped month, a pause and another contact', () => {
    const skip = {
      at: at('2026-11-17', '12:00'),
      kind: 'skip',
      touchId: 'weekly_deal_review',
      periodKey: '2026-11',
      by: 'partner',
    } as const;
    expect(weekly({ history: [skip] })).toEqual([
      '2026-W47 2026-11-16 10:00',
      '2026-W48 partner_skip',
      '2026-W49 partner_skip',
    ]);
    const pause = { at: at('2026-11-15', '12:00'), kind: 'pause', until: '2026-11-23' } as const;
    expect(weekly({ history: [pause] }).slice(0, 2)).toEqual(['2026-W47 paused_until', '2026-W48 2026-11-23 10:00']);
    const contact = { at: at('2026-11-17', '12:00'), kind: 'contact', contactId: 'C-7' } as const;
    const planned = plan('2026-11-14', '2026-11-28', { history: [contact] });
    expect(planned.map(({ contactId }) => contactId)).toEqual([null, 'C-7']);
  });
});

describe('a change of tier, status or place', () => {
  test('leaves what was sent alone and rebuilds the rest', () => {
    const history = [{ at: at('2026-11-16', '12:00'), kind: 'tier', tier: 'core' } as const];
    const planned = plan('2026-11-14', '2026-12-05', { history });
    expect(planned.map(({ key, tier }) => `${key} ${tier}`)).toEqual([
      'weekly_deal_review:P-0001:2026-W47 strategic',
      'biweekly_pipeline_review:P-0001:2026-W47 core',
      'biweekly_pipeline_review:P-0001:2026-W49 core',
    ]);
    expect(planned[1]).toMatchObject({ state: 'skipped', reason: 'already_asked', mergedInto: planned[0]?.key });
  });

  test('shows what is cancelled and what is added', () => {
    const before = plan('2026-11-14', '2026-12-05');
    const history = [{ at: at('2026-11-15', '12:00'), kind: 'tier', tier: 'core' } as const];
    const { kept, changed, cancelled, added } = differenceOf(before, plan('2026-11-14', '2026-12-05', { history }));
    expect([kept, changed]).toEqual([[], []]);
    expect(cancelled).toEqual(before);
    expect(added.map(({ touchId }) => touchId)).toEqual(['biweekly_pipeline_review', 'biweekly_pipeline_review']);
    const moved = differenceOf(before, plan('2026-11-14', '2026-12-05', { history: [move('2026-11-18')] }));
    expect(moved.changed.map(({ after }) => wall(after.promptAt, zone))).toEqual(['2026-11-18 10:00']);
    expect(moved.kept).toHaveLength(before.length - 1);
  });

  test('keeps 24 h between the last prompt of the old plan and the first of the new', () => {
    const noon = at('2027-09-06', '12:00');
    const history: PlanEvent[] = [
      { at: noon, kind: 'tier', tier: 'core' },
      { at: noon, kind: 'zone', zone: 'Asia/Kolkata', calendar: calendarOf([]) },
    ];
    const planned = plan('2027-09-03', '2027-09-11', { history });
    expect(rows(planned, 'monthly_performance_review')).toEqual(['2027-09 2027-09-06 10:00']);
    expect(rows(planned, 'biweekly_pipeline_review')).toEqual(['2027-W36 2027-09-08 10:00']);
    expect(only(planned, 'biweekly_pipeline_review', '2027-W36').shift).toBe('collision');
  });

  test('an open business review is not asked for a second time by another tier', () => {
    const history = [{ at: at('2026-10-01', '00:00'), kind: 'tier', tier: 'core' } as const];
    const planned = plan('2026-09-20', '2026-11-01', { history });
    expect(rows(planned, 'qbr_strategic')).toEqual(['2026-Q4 2026-09-30 10:00']);
    expect(rows(planned, 'qbr_core')).toEqual(['2026-Q4 already_asked']);
    expect(rows(planned, 'biweekly_pipeline_review').at(-1)).toBe('2026-W43 absorbed_by_qbr');
  });

  test('a pause plans nothing, and its end brings no backlog', () => {
    const history: PlanEvent[] = [
      { at: at('2026-11-17', '12:00'), kind: 'status', status: 'paused' },
      { at: at('2026-11-25', '12:00'), kind: 'status', status: 'active' },
    ];
    expect(weekly({ history })).toEqual(['2026-W47 2026-11-16 10:00', '2026-W49 merged_into_review']);
  });

  test('the first touch lies five business days after launch', () => {
    expect(weekly({ partner: { launchAt: at('2026-11-10', '09:00') } })[0]).toBe('2026-W48 2026-11-23 10:00');
    expect(weekly({ partner: { launchAt: at('2026-11-09', '09:00') } })[0]).toBe('2026-W47 2026-11-16 10:00');
  });

  test('a prompt that a new zone puts into the past is skipped with that reason', () => {
    const east = { zone: 'Asia/Kolkata', calendar: calendarOf([]) };
    const history = [{ at: at('2026-11-16', '08:00'), kind: 'zone', ...east } as const];
    const planned = plan('2026-11-14', '2026-11-28', { history });
    expect(planned.map(({ periodKey, reason }) => [periodKey, reason])).toEqual([
      ['2026-W47', 'plan_changed'],
      ['2026-W48', null],
    ]);
  });
});

describe('the date of a business review', () => {
  const dated = (on: string, when: string, history: readonly PlanEvent[] = []): Told => ({
    history: [...history, { at: at(when, '09:00'), kind: 'qbr_date', periodKey: '2026-Q4', on, time: '14:00' }],
  });
  const qbr = (told: Told) => only(plan('2026-09-10', '2026-11-05', told), 'qbr_strategic', '2026-Q4');

  test('is set within business days 10 to 20 of the quarter', () => {
    expect(qbr(dated('2026-10-28', '2026-09-11'))).toMatchObject({ heldOn: '2026-10-28', meetingTime: '14:00' });
    for (const on of ['2026-10-13', '2026-10-29', '2026-10-24']) {
      expect(qbr(dated(on, '2026-09-11')).heldOn).toBe('2026-10-21');
    }
  });

  test('moved after the pre-work, moves what follows and the week that it takes', () => {
    const told = dated('2026-10-28', '2026-10-05');
    const review = qbr(told);
    expect(wall(review.promptAt, zone)).toBe('2026-09-30 10:00');
    expect(wall(review.schedule?.dueAt, zone)).toBe('2026-10-21 09:00');
    const planned = plan('2026-09-10', '2026-11-05', told);
    expect(rows(planned, 'weekly_deal_review').slice(-3, -1)).toEqual([
      '2026-W43 2026-10-19 10:00',
      '2026-W44 absorbed_by_qbr',
    ]);
  });

  test('cannot be set so near that answers would be due before they are asked for', () => {
    expect(qbr(dated('2026-10-14', '2026-10-05')).heldOn).toBe('2026-10-14');
    expect(qbr(dated('2026-10-14', '2026-10-06')).heldOn).toBe('2026-10-21');
  });

  test('set late, has its pre-work on the next sending day', () => {
    const review = qbr(dated('2026-10-14', '2026-09-25'));
    expect(wall(review.promptAt, zone)).toBe('2026-09-28 10:00');
  });
});

describe('the next event', () => {
  test('walks the list of the whole plan for every touch, and says when to store it', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        for (const { partner } of world.partners.slice(0, 3)) {
          const request = {
            ...requestOf('2026-01-01', '2026-01-02'),
            partner,
            vendorCalendar,
            settings: defaultSettings,
          };
          const { from } = world;
          const to = new Date(from.getTime() + 26 * 7 * 86_400_000);
          const whole = planTouches({ ...request, from, to });
          for (const touchId of touchesOf(partner)) {
            const known: PlannedOccurrence[] = [];
            for (let next = nextEventFor(touchId, { ...request, from, existing: [] }); next !== null;) {
              const { occurrence, planAt } = next;
              if (occurrence.decidedAt >= to) break;
              expect(planAt <= occurrence.decidedAt && planAt >= (known.at(-1)?.decidedAt ?? from)).toBe(true);
              known.push(occurrence);
              const after = new Date(occurrence.decidedAt.getTime() + 1);
              const existing = whole.filter(({ decidedAt }) => decidedAt < after);
              next = nextEventFor(touchId, { ...request, from: after, existing });
            }
            expect(known).toEqual(whole.filter((each) => each.touchId === touchId));
          }
        }
      }),
      { numRuns: 3, seed: 20261116 },
    );
  });

  test('is none for a touch that the partner does not have', () => {
    expect(nextEventFor('monthly_checkin', requestOf('2026-11-14', '2026-11-15'))).toBeNull();
  });
});
