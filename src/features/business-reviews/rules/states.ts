import type { ReviewState } from '../schemas.ts';

/** What happens to a review; `redate`: a new meeting date, after which the pack is drafted again. */
export const reviewEvents = ['draft', 'share', 'hold', 'miss', 'cancel'] as const;
export type ReviewEvent = (typeof reviewEvents)[number];

type Exits = Readonly<Partial<Record<ReviewEvent, ReviewState>>>;

/** What is not listed cannot happen. Minutes may be written without a pack, and changed afterwards. */
export const transitions: Readonly<Record<ReviewState, Exits>> = {
  planned: { draft: 'drafted', hold: 'held', miss: 'missed', cancel: 'cancelled' },
  drafted: { share: 'shared', hold: 'held', miss: 'missed', cancel: 'cancelled' },
  shared: { hold: 'held', miss: 'missed', cancel: 'cancelled' },
  held: { hold: 'held' },
  missed: { hold: 'held' },
  cancelled: {},
};

export function stateAfter(state: ReviewState, event: ReviewEvent): ReviewState | null {
  return transitions[state][event] ?? null;
}

/** Before it was held or given up. */
export const openStates = ['planned', 'drafted', 'shared'] as const satisfies readonly ReviewState[];

export function isOpen(state: ReviewState): boolean {
  return (openStates as readonly ReviewState[]).includes(state);
}
