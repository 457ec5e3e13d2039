import { compareDates, daysBetween } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import type { DirectOpportunity } from '../account-schemas.ts';
import type { Comparison } from '../matching/compare.ts';
import { scopeDifferences } from '../matching/opportunity.ts';
import type { FindingSource } from './finding.ts';
import { finding, likenessFinding, sourceOf, surenessOf } from './finding.ts';
import { isUnderContract } from './scope.ts';
import { findingOfSale } from './sale-rules.ts';
import type { AccountCandidate, Finding, Registration } from './types.ts';

/** Limits of C5–C7, in days before the registration was complete (domain §4.5). */
const newOpportunityDays = 30;
const activeDays = 30;
const idleDays = 60;

interface Days {
  today: PlainDate;
  /** When the registration was complete; today before that. */
  completeOn: PlainDate;
}

/** C5–C8, C10, C11 and C14 (domain §4.5), and likenesses for a person, against one account within the scope. */
export function findingsOfAccount(
  registration: Registration,
  account: AccountCandidate,
  comparison: Comparison,
  days: Days,
): readonly Finding[] {
  const source = sourceOfAccount(account, comparison);
  const found = [
    directOnly(account, comparison, source),
    ...account.opportunities.map((opportunity) => ofOpportunity(registration, account, opportunity, comparison, days)),
    ofCustomer(registration, account, comparison, days.today),
  ];
  return found.filter((one) => one !== undefined);
}

function directOnly(account: AccountCandidate, comparison: Comparison, source: FindingSource): Finding | undefined {
  const listVersion = account.directOnlyListVersion;
  if (listVersion === null) return undefined;
  // The list names the account, whatever the country that a partner gives for it.
  if (comparison.match !== 'same') return likenessFinding(source, surenessOf(comparison));
  const verdict = { class: 'C14', outcome: 'reject', rejectReason: 'direct_only', text: 'direct_only' } as const;
  return finding(source, { ...verdict, listVersion });
}

function ofOpportunity(
  registration: Registration,
  { legalName: customer }: AccountCandidate,
  opportunity: DirectOpportunity,
  comparison: Comparison,
  { completeOn }: Days,
): Finding | undefined {
  if (opportunity.status !== 'open' || compareDates(opportunity.openedOn, completeOn) > 0) return undefined;
  if (scopeDifferences(registration, opportunity).length > 0) return undefined;
  const { repName, openedOn, lastActivityOn } = opportunity;
  const facts = { customer, repName, openedOn, lastActivityOn };
  const source = sourceOf('opportunity', opportunity.opportunityId, comparison, facts);
  const verdict = verdictOfOpportunity(opportunity, completeOn);
  const sureness = surenessOf(comparison);
  if (sureness === 'same') return finding(source, verdict);
  return verdict.class === 'C7' ? undefined : likenessFinding(source, sureness);
}

function verdictOfOpportunity(opportunity: DirectOpportunity, completeOn: PlainDate) {
  const { openedOn, lastActivityOn, repName } = opportunity;
  if (daysBetween(openedOn, completeOn) <= newOpportunityDays) {
    return { class: 'C6', outcome: 'approve_as_co_sell', text: 'co_sell', params: { repName } } as const;
  }
  const idle = daysBetween(lastActivityOn, completeOn);
  if (idle >= idleDays) return { class: 'C7', outcome: 'inform_account_owner' } as const;
  // Between the two limits, or active only since the partner was there: domain §4.5 leaves it open, so a person decides.
  if (idle < 0 || idle > activeDays) {
    return { class: 'C5', outcome: 'human_check', text: 'checking_detail' } as const;
  }
  const rejectReason = 'existing_direct_opportunity';
  return { class: 'C5', outcome: 'reject', rejectReason, text: 'direct_process' } as const;
}

function ofCustomer(
  registration: Registration,
  account: AccountCandidate,
  comparison: Comparison,
  today: PlainDate,
): Finding | undefined {
  const { contract, incumbentPartnerId } = account;
  const isCurrent = isUnderContract(account, today);
  if (!isCurrent && incumbentPartnerId === null) return undefined;
  const { products, division } = contract ?? { products: [], division: null };
  return findingOfSale(
    registration,
    { partnerId: incumbentPartnerId, products, division, isCurrent },
    comparison,
    sourceOfAccount(account, comparison),
  );
}

/** With the incumbent where there is one. */
function sourceOfAccount(account: AccountCandidate, comparison: Comparison): FindingSource {
  const { accountId, legalName: customer, incumbentPartnerId: partnerId } = account;
  return sourceOf('account', accountId, comparison, { customer, ...(partnerId === null ? {} : { partnerId }) });
}
