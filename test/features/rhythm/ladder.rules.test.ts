import { expect, test } from 'vitest';
import { missedSteps } from '#features/rhythm/rules/ladder.ts';

test('the missed-touch ladder climbs with each miss in a row, and then says nothing new', () => {
  expect(missedSteps(0, 'core')).toEqual([]);
  expect(missedSteps(1, 'core')).toEqual(['pm_note']);
  expect(missedSteps(2, 'core')).toEqual(['call_task', 'offer_choices']);
  expect(missedSteps(3, 'core')).toEqual(['at_risk', 'name_exec_sponsor']);
  expect(missedSteps(3, 'emerging')).toEqual(['at_risk']);
  expect(missedSteps(4, 'strategic')).toEqual([]);
});
