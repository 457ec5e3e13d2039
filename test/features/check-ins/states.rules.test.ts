import { describe, expect, test } from 'vitest';
import { occurrenceEvents, stateAfter, transitions } from '#features/check-ins/rules/states.ts';
import type { OccurrenceEvent } from '#features/check-ins/rules/states.ts';
import { occurrenceStates } from '#features/check-ins/schemas.ts';
import type { OccurrenceState } from '#features/check-ins/schemas.ts';

/** domain §2.4, written out a second time. */
const legal: readonly (readonly [OccurrenceState, OccurrenceEvent, OccurrenceState])[] = [
  ['scheduled', 'prepare', 'prepared'],
  ['scheduled', 'skip', 'skipped'],
  ['scheduled', 'cancel', 'cancelled'],
  ['scheduled', 'reschedule', 'scheduled'],
  ['prepared', 'deliver', 'sent'],
  ['prepared', 'skip', 'skipped'],
  ['prepared', 'cancel', 'cancelled'],
  ['prepared', 'reschedule', 'scheduled'],
  ['sent', 'answer', 'partial'],
  ['sent', 'complete', 'completed'],
  ['sent', 'miss', 'missed'],
  ['sent', 'cancel', 'cancelled'],
  ['partial', 'answer', 'partial'],
  ['partial', 'complete', 'completed'],
  ['partial', 'close', 'completed_partial'],
  ['partial', 'miss', 'missed'],
  ['partial', 'cancel', 'cancelled'],
];

describe('the states of an occurrence', () => {
  const every = occurrenceStates.flatMap((state) => occurrenceEvents.map((event) => [state, event] as const));

  test.each(every)('%s, %s: is exactly what domain §2.4 says', (state, event) => {
    const expected = legal.find(([from, what]) => from === state && what === event)?.[2] ?? null;
    expect(stateAfter(state, event)).toBe(expected);
  });

  test('end in states that nothing leaves', () => {
    const ends = occurrenceStates.filter((state) => Object.keys(transitions[state]).length === 0);
    expect(ends).toEqual(['completed', 'completed_partial', 'missed', 'skipped', 'cancelled']);
  });

  test('are never sent without having been prepared', () => {
    const intoSent = legal.filter(([, , to]) => to === 'sent').map(([from]) => from);
    expect(intoSent).toEqual(['prepared']);
  });
});
