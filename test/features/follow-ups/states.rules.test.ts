import { describe, expect, test } from 'vitest';
import { followUpEvents, isOverdue, isUnfinished, stateAfter, transitions } from '#features/follow-ups/rules/states.ts';
import { followUpStates } from '#features/follow-ups/schemas.ts';

const allowed = [
  ['open', 'start', 'in_progress'],
  ['open', 'wait', 'waiting_partner'],
  ['open', 'finish', 'done'],
  ['open', 'decline', 'wont_do'],
  ['open', 'cancel', 'cancelled'],
  ['in_progress', 'wait', 'waiting_partner'],
  ['in_progress', 'finish', 'done'],
  ['in_progress', 'decline', 'wont_do'],
  ['in_progress', 'cancel', 'cancelled'],
  ['waiting_partner', 'start', 'in_progress'],
  ['waiting_partner', 'finish', 'done'],
  ['waiting_partner', 'decline', 'wont_do'],
  ['waiting_partner', 'cancel', 'cancelled'],
  ['cancelled', 'reopen', 'open'],
] as const;

describe('the states of a follow-up', () => {
  test.each(allowed)('%s, %s: %s', (from, event, to) => {
    expect(stateAfter(from, event)).toBe(to);
  });

  test('have no other exits', () => {
    for (const from of followUpStates) {
      for (const event of followUpEvents) {
        const listed = allowed.some(([state, name]) => state === from && name === event);
        expect(stateAfter(from, event) !== null).toBe(listed);
      }
    }
    expect(Object.keys(transitions)).toEqual([...followUpStates]);
  });

  test('are unfinished until they are done, declined or cancelled', () => {
    expect(followUpStates.filter(isUnfinished)).toEqual(['open', 'in_progress', 'waiting_partner']);
  });

  test('are overdue only while it is our turn', () => {
    const dueAt = new Date('2026-11-17T22:00:00Z');
    const late = new Date('2026-11-17T22:00:00.001Z');
    const overdue = followUpStates.filter((state) => isOverdue({ state, dueAt }, late));
    expect(overdue).toEqual(['open', 'in_progress']);
    expect(isOverdue({ state: 'open', dueAt }, dueAt)).toBe(false);
  });
});
