import type { FollowUpState } from '../schemas.ts';

/** What happens to a follow-up (domain §3.4). `reopen`: an answer that had been taken back says it again. */
export const followUpEvents = ['start', 'wait', 'finish', 'decline', 'cancel', 'reopen'] as const;
export type FollowUpEvent = (typeof followUpEvents)[number];

type Exits = Readonly<Partial<Record<FollowUpEvent, FollowUpState>>>;

/** What is not listed cannot happen. */
export const transitions: Readonly<Record<FollowUpState, Exits>> = {
  open: {
    start: 'in_progress',
    wait: 'waiting_partner',
    finish: 'done',
    decline: 'wont_do',
    cancel: 'cancelled',
  },
  in_progress: { wait: 'waiting_partner', finish: 'done', decline: 'wont_do', cancel: 'cancelled' },
  waiting_partner: { start: 'in_progress', finish: 'done', decline: 'wont_do', cancel: 'cancelled' },
  done: {},
  wont_do: {},
  cancelled: { reopen: 'open' },
};

/** The state after the event, null where there is no such exit. */
export function stateAfter(state: FollowUpState, event: FollowUpEvent): FollowUpState | null {
  return transitions[state][event] ?? null;
}

export const unfinishedStates = ['open', 'in_progress', 'waiting_partner'] as const satisfies readonly FollowUpState[];

export function isUnfinished(state: FollowUpState): boolean {
  return (unfinishedStates as readonly FollowUpState[]).includes(state);
}

/** Late by our own doing: while the partner is waited for, nothing is overdue. */
export function isOverdue(followUp: { state: FollowUpState; dueAt: Date }, now: Date): boolean {
  return (followUp.state === 'open' || followUp.state === 'in_progress') && now > followUp.dueAt;
}
