import type { Finding, FindingClass, FindingOutcome } from './types.ts';

/**
 * Which of several findings decides. First what makes another registration pointless, then what no partner may
 * register, then the customer's own choice (it beats other partners, but not us: domain §4.5 C15), then refusals, waits,
 * checks by a person, conditions, and hints.
 */
export const precedence = [
  'C1 open_existing',
  'C9 reject',
  'C14 reject',
  'C15 reject',
  'C15 customer_choice',
  'C12 reject',
  'C2 reject',
  'C8 reject',
  'C5 reject',
  'C3 hold',
  'C4 evidence_review',
  'C10 human_check',
  'probable human_check',
  'C5 human_check',
  'C11 human_check',
  'C11 limit_scope',
  'C6 approve_as_co_sell',
  'C7 inform_account_owner',
  'C13 needs_new_evidence',
  'possible hint',
] as const satisfies readonly `${FindingClass} ${FindingOutcome}`[];

/** The deciding one first; of equals, the order in which they were found. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => rankOf(one) - rankOf(other));
}

function rankOf(finding: Finding): number {
  return precedence.findIndex((entry) => entry === `${finding.class} ${finding.outcome}`);
}
