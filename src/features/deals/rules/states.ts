import type { DealStatus, dealStatuses } from '../state-schemas.ts';

export type StoredStatus = (typeof dealStatuses)[number];

/** Who takes the step; rights and `authority.ts` say which of their people. */
type Who = 'partner' | 'approver' | 'clock' | 'crm' | 'pm' | 'finance' | 'ops_and_leadership' | 'appeal';

/** What must hold first; the caller finds out, and what it does not state counts as unmet. */
export type Guard =
  | 'eligible'
  | 'complete'
  | 'question_asked'
  | 'answered'
  | 'no_open_findings'
  | 'within_authority'
  | 'reason_and_text'
  | 'reason'
  | 'extension_allowed'
  | 'contract_stated'
  | 'within_protection'
  | 'within_grace'
  | 'not_extending'
  | 'reinstatable'
  | 'offered';

export type Effect =
  | 'autosave'
  | 'id_and_complete_at'
  | 'match'
  | 'acknowledge'
  | 'clock_starts'
  | 'clock_pauses'
  | 'clock_resumes'
  | 'clock_stops'
  | 'protection_starts'
  | 'protection_moves'
  | 'appeal_opens'
  | 'second_in_line'
  | 'frees_opportunity'
  | 'win_recorded'
  | 'clawback';

export const dealEvents = [
  'save_draft',
  'submit',
  'start_review',
  'ask_info',
  'answer_info',
  'approve',
  'reject',
  'withdraw',
  'extend',
  'win',
  'win_in_grace',
  'lose',
  'expire',
  'revoke',
  'reinstate',
  'uphold_appeal',
  'take_up_offer',
  'reverse_win',
] as const;
export type DealEvent = (typeof dealEvents)[number];

export interface Transition {
  event: DealEvent;
  from: readonly (StoredStatus | null)[];
  to: StoredStatus;
  who: readonly Who[];
  guards: readonly Guard[];
  effects: readonly Effect[];
}

const open = ['submitted', 'in_review', 'info_needed', 'approved'] as const;
const reviewed = ['submitted', 'in_review'] as const;

/**
 * domain §4.8, one row each. `win_in_grace` and `take_up_offer` come from §4.10; an upheld appeal and a reversed win
 * wait for the features that will bring them.
 */
export const transitions: readonly Transition[] = [
  { event: 'save_draft', from: [null], to: 'draft', who: ['partner'], guards: ['eligible'], effects: ['autosave'] },
  {
    event: 'submit',
    from: ['draft'],
    to: 'submitted',
    who: ['partner'],
    guards: ['eligible', 'complete'],
    effects: ['id_and_complete_at', 'match', 'acknowledge', 'clock_starts'],
  },
  { event: 'start_review', from: ['submitted'], to: 'in_review', who: ['approver', 'clock'], guards: [], effects: [] },
  {
    event: 'ask_info',
    from: reviewed,
    to: 'info_needed',
    who: ['approver'],
    guards: ['question_asked'],
    effects: ['clock_pauses'],
  },
  {
    event: 'answer_info',
    from: ['info_needed'],
    to: 'in_review',
    who: ['partner'],
    guards: ['answered'],
    effects: ['clock_resumes'],
  },
  {
    event: 'approve',
    from: reviewed,
    to: 'approved',
    who: ['approver'],
    guards: ['no_open_findings', 'within_authority'],
    effects: ['clock_stops', 'protection_starts'],
  },
  {
    event: 'reject',
    from: reviewed,
    to: 'rejected',
    who: ['approver'],
    guards: ['reason_and_text'],
    effects: ['clock_stops', 'appeal_opens', 'second_in_line'],
  },
  {
    event: 'withdraw',
    from: open,
    to: 'withdrawn',
    who: ['partner', 'clock'],
    guards: ['reason'],
    effects: ['clock_stops', 'frees_opportunity'],
  },
  {
    event: 'extend',
    from: ['approved'],
    to: 'approved',
    who: ['approver', 'clock'],
    guards: ['extension_allowed'],
    effects: ['protection_moves'],
  },
  {
    event: 'win',
    from: ['approved'],
    to: 'won',
    who: ['partner', 'crm', 'pm', 'finance'],
    guards: ['contract_stated', 'within_protection'],
    effects: ['win_recorded'],
  },
  {
    event: 'win_in_grace',
    from: ['expired'],
    to: 'won',
    who: ['pm', 'finance'],
    guards: ['contract_stated', 'within_grace'],
    effects: ['win_recorded'],
  },
  {
    event: 'lose',
    from: ['approved'],
    to: 'lost',
    who: ['partner', 'crm', 'pm'],
    guards: ['reason'],
    effects: ['frees_opportunity'],
  },
  {
    event: 'expire',
    from: ['approved'],
    to: 'expired',
    who: ['clock'],
    guards: ['not_extending'],
    effects: ['frees_opportunity'],
  },
  {
    event: 'revoke',
    from: ['approved'],
    to: 'revoked',
    who: ['ops_and_leadership'],
    guards: ['reason_and_text'],
    effects: ['appeal_opens', 'frees_opportunity'],
  },
  {
    event: 'reinstate',
    from: ['expired'],
    to: 'approved',
    who: ['approver'],
    guards: ['reinstatable'],
    effects: ['protection_moves'],
  },
  {
    event: 'uphold_appeal',
    from: ['rejected'],
    to: 'in_review',
    who: ['appeal'],
    guards: [],
    effects: ['clock_starts'],
  },
  {
    event: 'take_up_offer',
    from: ['rejected'],
    to: 'in_review',
    who: ['partner'],
    guards: ['offered'],
    effects: ['clock_starts'],
  },
  {
    event: 'reverse_win',
    from: ['won'],
    to: 'lost',
    who: ['finance'],
    guards: ['reason'],
    effects: ['clawback'],
  },
];

/** The row for this step; null where there is none. */
export function transitionOf(status: StoredStatus | null, event: DealEvent): Transition | null {
  return transitions.find((row) => row.event === event && row.from.includes(status)) ?? null;
}

/** The first guard of the row that is not stated to hold. */
export function unmetGuard(row: Transition, met: Readonly<Partial<Record<Guard, boolean>>>): Guard | null {
  return row.guards.find((guard) => met[guard] !== true) ?? null;
}

export function isUndecided(status: DealStatus): boolean {
  return status === 'submitted' || status === 'in_review' || status === 'info_needed';
}

/** "extended" is shown, not stored (domain §4.8). */
export function displayStatusOf(deal: {
  status: DealStatus;
  extensions: readonly { outcome: string }[];
}): DealStatus | 'extended' {
  const isExtended = deal.extensions.some(({ outcome }) => outcome === 'approved');
  return deal.status === 'approved' && isExtended ? 'extended' : deal.status;
}
