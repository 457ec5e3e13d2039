import { describe, expect, test } from 'vitest';
import {
  messageKeyOf,
  partnerOfReviewId,
  purposes,
  reviewIdOf,
  reviewOfThread,
} from '#features/business-reviews/rules/keys.ts';
import { reviewEvents, stateAfter } from '#features/business-reviews/rules/states.ts';
import { askedOf, npsOf } from '#features/business-reviews/rules/survey.ts';
import { daysOf, nextStepOf, stepsOf } from '#features/business-reviews/rules/timeline.ts';
import type { ReviewTime } from '#features/business-reviews/rules/timeline.ts';
import { reviewStates } from '#features/business-reviews/schemas.ts';
import type { Pack } from '#features/business-reviews/schemas.ts';
import { defaultSettings } from '#features/program/rules.ts';

/** A holiday on the Friday before the meeting. */
const calendar = { weekendDays: [6, 7], isHoliday: (date: string) => date === '2027-01-15', covers: () => true };
const time: ReviewTime = { touchId: 'qbr_core', zone: 'Europe/London', calendar, settings: defaultSettings };
const pack: Pack = {
  draftedAt: new Date('2027-01-11T08:00:00Z'),
  sections: [],
  prework: [],
  approvedAt: null,
  approvedBy: null,
  channelId: null,
};
const planned = { state: 'planned', pack: null, minutes: null, meetingOn: '2027-01-21' } as const;

describe('the days of a review', () => {
  test('are counted in working days of the partner, past weekends, holidays and closed periods', () => {
    expect(daysOf('2027-01-21', time)).toEqual({
      preworkOn: '2027-01-06',
      preworkDueOn: '2027-01-13',
      packOn: '2027-01-13',
      minutesOn: '2027-01-25',
    });
    expect(daysOf('2027-01-21', { ...time, touchId: 'qbr_strategic' }).preworkOn).toBe('2026-12-21');
  });

  test('run from the freeze over the ladder of the pack to that of the minutes', () => {
    const steps = stepsOf('2027-01-21', time).map(({ nextStep, nextStepAt }) => [nextStep, nextStepAt.toISOString()]);
    expect(steps).toEqual([
      ['draft', '2027-01-11T08:00:00.000Z'],
      ['pack_lead', '2027-01-13T10:00:00.000Z'],
      ['pack_vp', '2027-01-18T10:00:00.000Z'],
      ['minutes_pm', '2027-01-28T10:00:00.000Z'],
      ['minutes_lead', '2027-02-03T10:00:00.000Z'],
    ]);
  });

  test('skip what is done already', () => {
    const approved = { ...pack, approvedAt: new Date('2027-01-12T08:00:00Z') };
    expect(nextStepOf(planned, null, time).nextStep).toBe('draft');
    expect(nextStepOf({ ...planned, state: 'drafted', pack }, 'draft', time).nextStep).toBe('pack_lead');
    expect(nextStepOf({ ...planned, state: 'shared', pack: approved }, null, time).nextStep).toBe('minutes_pm');
    expect(nextStepOf({ ...planned, state: 'held', pack: approved }, null, time).nextStep).toBeNull();
    expect(nextStepOf({ ...planned, state: 'drafted', pack }, 'minutes_lead', time).nextStep).toBeNull();
  });
});

test('what ends stays ended, but minutes that come late make a missed review a held one', () => {
  for (const event of reviewEvents) expect(stateAfter('cancelled', event)).toBeNull();
  expect(stateAfter('missed', 'hold')).toBe('held');
  expect(stateAfter('held', 'miss')).toBeNull();
  expect(stateAfter('planned', 'share')).toBeNull();
  for (const state of reviewStates) expect([null, 'held']).toContain(stateAfter(state, 'hold'));
});

describe('the survey', () => {
  test('goes to at most five people, and to none whose last scale is too fresh', () => {
    const contacts = Array.from({ length: 8 }, (_none, index) => ({ contactId: `C${index}` }));
    const asked = askedOf(contacts, new Set(['C0', 'C2']));
    expect(asked.map(({ contactId }) => contactId)).toEqual(['C1', 'C3', 'C4', 'C5', 'C6']);
  });

  test('counts as in the worked example of the domain (§3.3)', () => {
    expect(npsOf([10, 9, 9, 8, 7, 10, 6, 3, 9, 8].map((score) => ({ score })))).toBe(30);
    expect(npsOf([])).toBeNull();
  });
});

test('keys name one review, and only pack and minutes open a thread that is listened to', () => {
  const reviewId = reviewIdOf('P-0003', '2026-Q4');
  expect(partnerOfReviewId(reviewId)).toBe('P-0003');
  const heard = purposes.filter((purpose) => reviewOfThread(messageKeyOf(purpose, reviewId)) === reviewId);
  expect(heard).toEqual(['pack', 'minutes']);
  expect(reviewOfThread(messageKeyOf('minutes', reviewId, 2))).toBeNull();
});
