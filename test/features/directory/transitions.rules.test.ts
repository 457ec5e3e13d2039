import { describe, expect, it } from 'vitest';
import { statuses } from '#features/directory/schemas.ts';
import { allowedStages, isStageAllowed, nameKey, stageFor } from '#features/directory/rules.ts';
import { deciderOf, findTransition, nextSteps, transitions } from '#features/directory/transitions.ts';

/** domain §1.4, written out by hand: from → to: who decides. */
const legal: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  prospect: { in_negotiation: 'pm', declined: 'pm' },
  in_negotiation: { declined: 'pm', onboarding: 'pm' },
  onboarding: {
    active: 'pm',
    paused: 'pm_and_leadership',
    offboarding: 'pm_and_leadership',
    ended: 'pm_and_leadership',
  },
  active: { paused: 'pm', offboarding: 'pm_and_leadership' },
  paused: { active: 'pm', offboarding: 'pm_and_leadership' },
  offboarding: { active: 'leadership', ended: 'pm' },
  ended: { in_negotiation: 'pm' },
  declined: {},
};
const pairs = statuses.flatMap((from) => statuses.map((to) => ({ from, to, who: legal[from]?.[to] })));

describe('status transitions', () => {
  it.each(pairs)('$from to $to is decided by $who', ({ from, to, who }) => {
    expect(findTransition(from, to)?.who).toBe(who);
  });

  it('lists every step once', () => {
    const steps = transitions.map(({ from, to }) => `${from}→${to}`);
    expect(new Set(steps).size).toBe(steps.length);
  });

  it('needs leadership to pause a strategic partner only', () => {
    const pause = transitions.find((step) => step.from === 'active' && step.to === 'paused');
    expect(pause && ['strategic', 'core', 'emerging'].map((tier) => deciderOf(pause, tier))).toEqual([
      'leadership',
      'pm',
      'pm',
    ]);
  });

  it('names the legal next steps and who decides', () => {
    expect(nextSteps('paused', 'core')).toBe('active (PM), offboarding (PM + leadership)');
    expect(nextSteps('active', 'strategic')).toBe('paused (leadership), offboarding (PM + leadership)');
    expect(nextSteps('declined', 'core')).toBe('');
  });
});

describe('stages', () => {
  it.each(transitions)('$from to $to ends in a stage that the status allows', ({ from, to }) => {
    for (const stage of [null, ...allowedStages[from]]) expect(isStageAllowed(to, stageFor(to, stage))).toBe(true);
  });

  it('keeps the stage of a partner that pauses and comes back', () => {
    expect(stageFor('active', stageFor('paused', 'optimization'))).toBe('optimization');
  });
});

describe('the key of a legal name', () => {
  it.each([
    ['Peregrine & Plum', 'PEREGRINE  & PLUM.'],
    ['Ambergate Soluções', 'ambergate solucoes'],
  ])('is the same for %s and %s', (left, right) => {
    expect(nameKey(left)).toBe(nameKey(right));
  });

  it('tells different names apart, whatever the script', () => {
    expect(nameKey('Acme One')).not.toBe(nameKey('Acme Two'));
    expect(nameKey('株式会社')).not.toBe('');
    expect(nameKey('株式会社')).not.toBe(nameKey('有限会社'));
  });
});
