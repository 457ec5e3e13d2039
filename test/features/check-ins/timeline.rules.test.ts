import { describe, expect, test } from 'vitest';
import { instantAt } from '#core/calendar/instants.ts';
import { stepAfter, stepAfterDelivery, timelineOf } from '#features/check-ins/rules/timeline.ts';
import type { TouchSchedule } from '#features/check-ins/schedule-schemas.ts';
import { only, plan } from './planner/rows.ts';

const december = scheduleOf('emerging', 'monthly_checkin', '2026-12');

function scheduleOf(tier: 'emerging' | 'core' | 'strategic', touchId: Parameters<typeof only>[1], periodKey: string) {
  const { schedule } = only(plan('2026-11-01', '2027-02-01', { partner: { tier } }), touchId, periodKey);
  if (schedule === null) throw new Error(`${touchId} ${periodKey} is not held`);
  return schedule;
}

const stepsOf = (schedule: TouchSchedule) => timelineOf(schedule).map(({ nextAction }) => nextAction);

describe('the steps of an occurrence', () => {
  test('follow each other by their instants, two reminders included', () => {
    expect(stepsOf(december)).toEqual(['prepare', 'prompt', 'remind', 'remind', 'gaps', 'summary', 'close']);
    const first = { nextAction: 'remind' as const, nextActionAt: december.remindersAt[0] ?? new Date(0) };
    const second = { nextAction: 'remind', nextActionAt: december.remindersAt[1] };
    expect(stepAfter(first, december)).toEqual(second);
    expect(stepAfter({ nextAction: 'close', nextActionAt: december.closeAt }, december)).toBeNull();
  });

  test('of a business review begin with the slots and freeze the numbers after the pre-work went out', () => {
    const review = stepsOf(scheduleOf('strategic', 'qbr_strategic', '2027-Q1'));
    expect(review).toEqual([
      'slots',
      'prompt',
      'remind',
      'prepare',
      'remind',
      'pack',
      'gaps',
      'agenda',
      'actions',
      'minutes',
      'progress',
      'close',
    ]);
  });

  test('of a newsletter are its draft, its post and its end', () => {
    expect(stepsOf(scheduleOf('emerging', 'quarterly_newsletter', '2027-Q1'))).toEqual(['prepare', 'prompt', 'close']);
  });

  test('after a late delivery go on with the first that lies ahead', () => {
    const next = (at: Date) => stepAfterDelivery(december, at).nextAction;
    expect(next(december.promptAt)).toBe('remind');
    expect(next(december.dueAt ?? december.closeAt)).toBe('gaps');
    expect(next(december.summaryAt ?? december.closeAt)).toBe('close');
    expect(next(instantAt('2027-06-01', '09:00', 'UTC'))).toBe('close');
  });
});
