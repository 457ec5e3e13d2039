import type { Comparison } from '../matching/compare.ts';
import { scopeDifferences } from '../matching/opportunity.ts';
import type { FindingSource } from './finding.ts';
import { finding, likenessFinding, sourceOfDeal, surenessOf } from './finding.ts';
import { isOpen, isUndecided } from './scope.ts';
import type { Finding, Registration, RegistrationCandidate } from './types.ts';

const hourMs = 3_600_000;

/** C1–C4, C10 and C13 (domain §4.5), and likenesses for a person, against one other registration within the scope. */
export function findingsOfRegistration(
  registration: Registration,
  candidate: RegistrationCandidate,
  comparison: Comparison,
  evidenceWithinHours: number,
): readonly Finding[] {
  if (scopeDifferences(registration, candidate).length > 0) return [];
  const source = sourceOfDeal(candidate, comparison);
  const found =
    candidate.partnerId === registration.partnerId
      ? againstOwn(candidate, comparison, source)
      : againstOther(candidate, comparison, source, orderOf(registration, candidate, evidenceWithinHours));
  return found === undefined ? [] : [found];
}

function againstOwn(
  candidate: RegistrationCandidate,
  comparison: Comparison,
  source: FindingSource,
): Finding | undefined {
  const isSame = surenessOf(comparison) === 'same';
  if (candidate.status === 'expired') {
    return isSame ? finding(source, { class: 'C13', outcome: 'needs_new_evidence' }) : undefined;
  }
  if (!isOpen(candidate.status)) return undefined;
  if (!isSame) return finding(source, { class: 'possible', outcome: 'hint' });
  const params = { ownDealId: candidate.dealId, ownCompleteAt: candidate.completeAt };
  return finding(source, { class: 'C1', outcome: 'open_existing', text: 'own_registration', params });
}

function againstOther(
  candidate: RegistrationCandidate,
  comparison: Comparison,
  source: FindingSource,
  order: Order,
): Finding | undefined {
  if (candidate.status === 'expired') return finding(source, { class: 'possible', outcome: 'hint' });
  if (!isOpen(candidate.status)) return undefined;
  if (order === 'later' && isUndecided(candidate.status)) return undefined;
  const sureness = surenessOf(comparison);
  if (sureness !== 'same') return likenessFinding(source, sureness);
  if (candidate.status === 'approved') {
    const rejectReason = 'duplicate_registered';
    return finding(source, { class: 'C2', outcome: 'reject', rejectReason, text: 'already_registered' });
  }
  return order === 'together'
    ? finding(source, { class: 'C4', outcome: 'evidence_review', text: 'more_evidence' })
    : finding(source, { class: 'C3', outcome: 'hold', text: 'earlier_request' });
}

type Order = 'earlier' | 'together' | 'later';

/** When the other one was complete: near ones are decided on evidence (domain §4.6 rule 1); before a registration is submitted, all others were earlier. */
function orderOf({ completeAt }: Registration, other: RegistrationCandidate, evidenceWithinHours: number): Order {
  if (completeAt === null) return 'earlier';
  const aheadMs = completeAt.getTime() - other.completeAt.getTime();
  if (Math.abs(aheadMs) <= evidenceWithinHours * hourMs) return 'together';
  return aheadMs > 0 ? 'earlier' : 'later';
}
