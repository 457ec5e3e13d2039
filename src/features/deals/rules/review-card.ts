import type { Deal } from '../schemas.ts';
import type { ReviewCardParams } from '../staff-message-schemas.ts';
import { filledPercent } from './completeness.ts';
import { isBlocking } from './findings.ts';

/** The approver's card of a deal as it stands now; staff only. */
export function reviewCardOf(deal: Deal, partnerName: string, zone: string): ReviewCardParams {
  const { details, clock, eligibility } = deal;
  const named = (state: string) => eligibility.filter((result) => result.state === state).map(({ check }) => check);
  return {
    dealId: deal.dealId,
    partnerId: deal.partnerId,
    partnerName,
    customer: details.customerLegalName,
    status: deal.status,
    version: deal.version,
    registrationType: details.registrationType,
    country: details.customerCountry,
    domain: details.customerDomain,
    products: details.products,
    amount: details.estimatedAmount,
    amountUsd: deal.amountUsd,
    stage: details.stage,
    useCase: details.useCase,
    dueAt: clock?.newDueAt ?? clock?.dueAt ?? null,
    zone,
    matchClass: deal.matchClass,
    findings: deal.findings.map((finding) => ({
      class: finding.class,
      outcome: finding.outcome,
      subjectId: finding.subjectId,
      isResolved: !isBlocking(finding),
      facts: finding.facts,
      listVersion: finding.listVersion,
    })),
    evidence: details.evidence.length,
    completeAt: deal.completeAt,
    filledPercent: filledPercent(details),
    accountsAsOf: deal.accountsAsOf,
    matches: deal.matchReasons,
    notChecked: named('not_checked'),
    unmet: named('unmet'),
    warnings: deal.warnings,
    decidedByName: deal.decision?.byName ?? null,
  };
}
