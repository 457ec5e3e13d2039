import type { OccurrenceState } from '../schemas.ts';

/** What happens to an occurrence (domain §2.4). */
export const occurrenceEvents = [
  'prepare',
  'deliver',
  'skip',
  'answer',
  'complete',
  'close',
  'miss',
  'reschedule',
  'cancel',
] as const;
export type OccurrenceEvent = (typeof occurrenceEvents)[number];

type Exits = Readonly<Partial<Record<OccurrenceEvent, OccurrenceState>>>;

/** The machine of domain §2.4: what is not listed cannot happen. */
export const transitions: Readonly<Record<OccurrenceState, Exits>> = {
  scheduled: { prepare: 'prepared', skip: 'skipped', cancel: 'cancelled', reschedule: 'scheduled' },
  // On another day the numbers are read anew.
  prepared: { deliver: 'sent', skip: 'skipped', cancel: 'cancelled', reschedule: 'scheduled' },
  sent: { answer: 'partial', complete: 'completed', miss: 'missed', cancel: 'cancelled' },
  partial: {
    answer: 'partial',
    complete: 'completed',
    close: 'completed_partial',
    miss: 'missed',
    cancel: 'cancelled',
  },
  completed: {},
  completed_partial: {},
  missed: {},
  skipped: {},
  cancelled: {},
};

/** The state after the event, null where the machine has no such exit. */
export function stateAfter(state: OccurrenceState, event: OccurrenceEvent): OccurrenceState | null {
  return transitions[state][event] ?? null;
}

export const openStates = ['scheduled', 'prepared', 'sent', 'partial'] as const satisfies readonly OccurrenceState[];
/** No answer is waited for any more. */
export const answeredStates = [
  'completed',
  'completed_partial',
  'missed',
] as const satisfies readonly OccurrenceState[];
export const unsentStates = ['scheduled', 'prepared'] as const satisfies readonly OccurrenceState[];
export const askingStates = ['sent', 'partial'] as const satisfies readonly OccurrenceState[];

export function isOneOf(states: readonly OccurrenceState[], state: OccurrenceState): boolean {
  return states.includes(state);
}
