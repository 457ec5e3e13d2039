import type { Status } from './schemas.ts';

/** Who decides (domain §1.4). Where leadership is needed, a person with that role applies the change. */
export type Decider = 'pm' | 'pm_and_leadership' | 'leadership';

/** What must be so before the step; `launch_gate` and `exit_checklist` can be overridden with a reason. */
export type Guard =
  | 'qualification_score'
  | 'signed_profile'
  | 'launch_gate'
  | 'resume_date'
  | 'end_date'
  | 'notice'
  | 'end_reached'
  | 'exit_checklist';

export interface Transition {
  readonly from: Status;
  readonly to: Status;
  readonly who: Decider;
  /** Leadership decides for strategic partners. */
  readonly strategicWho?: Decider;
  readonly needsReason: boolean;
  readonly guards: readonly Guard[];
}

function step(from: Status, to: Status, who: Decider, needsReason: boolean, ...guards: Guard[]): Transition {
  return { from, to, who, needsReason, guards };
}

/** Every legal step (domain §1.4); all others are refused. */
export const transitions: readonly Transition[] = [
  step('prospect', 'in_negotiation', 'pm', false, 'qualification_score'),
  step('prospect', 'declined', 'pm', true),
  step('in_negotiation', 'declined', 'pm', true),
  step('in_negotiation', 'onboarding', 'pm', false, 'signed_profile'),
  step('onboarding', 'active', 'pm', false, 'launch_gate'),
  step('onboarding', 'paused', 'pm_and_leadership', true),
  step('onboarding', 'offboarding', 'pm_and_leadership', true, 'end_date'),
  step('onboarding', 'ended', 'pm_and_leadership', true),
  { ...step('active', 'paused', 'pm', true, 'resume_date'), strategicWho: 'leadership' },
  step('active', 'offboarding', 'pm_and_leadership', true, 'notice', 'end_date'),
  step('paused', 'active', 'pm', false, 'launch_gate'),
  step('paused', 'offboarding', 'pm_and_leadership', true, 'end_date'),
  step('offboarding', 'active', 'leadership', true),
  step('offboarding', 'ended', 'pm', false, 'end_reached', 'exit_checklist'),
  step('ended', 'in_negotiation', 'pm', true),
];

export const overridable: readonly Guard[] = ['launch_gate', 'exit_checklist'];

export function findTransition(from: Status, to: Status): Transition | null {
  return transitions.find((candidate) => candidate.from === from && candidate.to === to) ?? null;
}

/** Who decides on this step for a partner of this tier. */
export function deciderOf(transition: Transition, tier: string): Decider {
  return tier === 'strategic' ? (transition.strategicWho ?? transition.who) : transition.who;
}

const deciderNames: Readonly<Record<Decider, string>> = {
  pm: 'PM',
  pm_and_leadership: 'PM + leadership',
  leadership: 'leadership',
};

/** The legal next steps as staff read them: `active (PM), offboarding (PM + leadership)`; '' when there are none. */
export function nextSteps(from: Status, tier: string): string {
  return transitions
    .filter((transition) => transition.from === from)
    .map((transition) => `${transition.to} (${deciderNames[deciderOf(transition, tier)]})`)
    .join(', ');
}
