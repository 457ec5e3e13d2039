import type { Comparison } from '../matching/compare.ts';
import type { FindingFacts, MatchReason } from '../state-schemas.ts';
import { isUndecided } from './scope.ts';
import type { Finding, RegistrationCandidate } from './types.ts';

/** What a finding stands on: the thing found, and why it was held to be the same customer. */
export type FindingSource = Pick<Finding, 'match' | 'subject' | 'subjectId' | 'matchReasons' | 'facts'>;

export function sourceOf(
  subject: Finding['subject'],
  subjectId: string,
  comparison: Comparison,
  facts: FindingFacts,
): FindingSource {
  return { subject, subjectId, match: comparison.match, matchReasons: reasonsOf(subjectId, comparison), facts };
}

/** Another registration, as a reviewer has to know it. */
export function sourceOfDeal(
  { dealId, partnerId, customer, status, completeAt, evidence }: RegistrationCandidate,
  comparison: Comparison,
): FindingSource {
  // How far an undecided one is says nothing here, and its steps are no news.
  const standing = isUndecided(status) ? 'in_review' : status;
  return sourceOf('deal', dealId, comparison, { partnerId, customer, status: standing, completeAt, evidence });
}

export const fromDetails: FindingSource = {
  ...{ subject: 'details', subjectId: null, match: 'none', matchReasons: [], facts: {} },
};

/** A finding with what the rules say and nothing else. */
export function finding(
  source: FindingSource,
  verdict: Pick<Finding, 'class' | 'outcome'> &
    Partial<Pick<Finding, 'rejectReason' | 'text' | 'params' | 'listVersion'>>,
): Finding {
  return { rejectReason: null, text: null, params: {}, listVersion: null, ...verdict, ...source };
}

export function reasonsOf(subjectId: string, comparison: Comparison): readonly MatchReason[] {
  return comparison.likenesses.map(({ rule, score, evidence }) => ({
    subjectId,
    rule,
    score: score === null ? null : Math.round(score * 1000),
    text: evidence,
  }));
}

/**
 * How far a likeness goes in deciding (domain §4.4): one domain in two countries may be two buying entities, so it is
 * checked by a person like an affiliate.
 */
export type Sureness = 'same' | 'group' | 'probable' | 'possible' | 'none';

export function surenessOf({ match, likenesses }: Comparison): Sureness {
  if (match === 'affiliate') return 'group';
  if (match === 'same' && likenesses.some(({ rule }) => rule === 'country_differs')) return 'group';
  return match;
}

/** What follows from a likeness that only a person can judge; undefined where it is sure, or nothing at all. */
export function likenessFinding(source: FindingSource, sureness: Sureness): Finding | undefined {
  switch (sureness) {
    case 'group':
      return finding(source, { class: 'C10', outcome: 'human_check', text: 'checking_buying_group' });
    case 'probable':
      return finding(source, { class: 'probable', outcome: 'human_check', text: 'checking_detail' });
    case 'possible':
      return finding(source, { class: 'possible', outcome: 'hint' });
    default:
      return undefined;
  }
}
