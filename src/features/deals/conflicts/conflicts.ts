import { compareDates } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { MatchClass } from '../matching/classes.ts';
import { isSurer } from '../matching/compare.ts';
import { scopeDifferences } from '../matching/opportunity.ts';
import type { MatchReason } from '../state-schemas.ts';
import { findingsOfAccount } from './account-rules.ts';
import { finding, fromDetails, reasonsOf, sourceOfDeal } from './finding.ts';
import { inOrder } from './precedence.ts';
import { findingsOfRegistration } from './registration-rules.ts';
import { findingOfSale } from './sale-rules.ts';
import { isAccountInScope, isRegistrationInScope } from './scope.ts';
import type { ConflictDay, ConflictReport, Finding, Registration, Related } from './types.ts';

/**
 * Every conflict of domain §4.5 for one registration and what the search found, in order of precedence. Pure: the same
 * facts on the same day give the same report. `zone` tells on which day the registration was complete.
 */
export function conflictsOf(
  registration: Registration,
  related: Related,
  { today, zone, evidenceWithinHours = 24 }: ConflictDay,
): ConflictReport {
  const completeOn = registration.completeAt === null ? today : localDateOf(registration.completeAt, zone);
  const inScope = within(related, registration, today);
  const findings = [
    ...findingsOfDetails(registration, completeOn),
    ...inScope.registrations.flatMap(({ candidate, comparison }) => [
      ...findingsOfRegistration(registration, candidate, comparison, evidenceWithinHours),
      ...(candidate.status === 'won' ? ofWon(registration, candidate, comparison) : []),
    ]),
    ...inScope.accounts.flatMap(({ candidate, comparison }) =>
      findingsOfAccount(registration, candidate, comparison, { today, completeOn }),
    ),
    ...(related.isTruncated ? [tooMany] : []),
  ];
  return {
    findings: inOrder(findings),
    matchClass: surestOf(inScope),
    matchReasons: allReasons(registration, inScope),
    accountId: accountOf(related),
    directActivityOn: directActivityOf(related, completeOn),
    isTruncated: related.isTruncated,
  };
}

/** What counts on that day, in a fixed order (oldest registration first), without the registration itself. */
export function within(related: Related, registration: Registration, today: PlainDate): Related {
  return {
    ...related,
    registrations: related.registrations
      .filter(({ candidate, comparison }) => candidate.dealId !== registration.dealId && comparison.match !== 'none')
      .filter(({ candidate }) => isRegistrationInScope(candidate, today))
      .toSorted(
        (a, b) =>
          a.candidate.completeAt.getTime() - b.candidate.completeAt.getTime() ||
          a.candidate.sequence - b.candidate.sequence,
      ),
    accounts: related.accounts
      .filter(({ candidate, comparison }) => comparison.match !== 'none' && isAccountInScope(candidate, today))
      .toSorted((a, b) => (a.candidate.accountId < b.candidate.accountId ? -1 : 1)),
  };
}

/** Fail closed: what could not be looked at may be the same customer. */
const tooMany: Finding = finding(fromDetails, { class: 'probable', outcome: 'human_check', text: 'checking_detail' });

/** C9, C12 and C15: what the registration says by itself. */
function findingsOfDetails(registration: Registration, completeOn: PlainDate): readonly Finding[] {
  const { tenderPublishedOn, territory, customerChoicePartnerId, partnerId } = registration;
  const found: Finding[] = [];
  if (tenderPublishedOn !== null && compareDates(tenderPublishedOn, completeOn) <= 0) {
    const verdict = { class: 'C9', outcome: 'reject', rejectReason: 'public_tender', text: 'public_tender' } as const;
    found.push(finding(fromDetails, verdict));
  }
  if (territory === 'outside_covered') {
    const reason = 'outside_territory';
    found.push(finding(fromDetails, { class: 'C12', outcome: 'reject', rejectReason: reason, text: reason }));
  }
  if (customerChoicePartnerId === partnerId) {
    found.push(finding(fromDetails, { class: 'C15', outcome: 'customer_choice', text: 'customer_choice' }));
  } else if (customerChoicePartnerId !== null) {
    const reason = 'customer_choice';
    found.push(finding(fromDetails, { class: 'C15', outcome: 'reject', rejectReason: reason, text: reason }));
  }
  return found;
}

function ofWon(
  registration: Registration,
  candidate: Related['registrations'][number]['candidate'],
  comparison: Related['registrations'][number]['comparison'],
): readonly Finding[] {
  const { partnerId, products, division } = candidate;
  const sale = { partnerId, products, division, isCurrent: true };
  const found = findingOfSale(registration, sale, comparison, sourceOfDeal(candidate, comparison));
  return found === undefined ? [] : [found];
}

function surestOf({ registrations, accounts }: Related): MatchClass {
  const matches = [...registrations, ...accounts].map(({ comparison }) => comparison.match);
  return matches.reduce<MatchClass>((best, next) => (isSurer(next, best) ? next : best), 'none');
}

/** Also of what is another opportunity at the same customer, with what sets the two apart. */
function allReasons(registration: Registration, { registrations, accounts }: Related): readonly MatchReason[] {
  return [
    ...registrations.flatMap(({ candidate, comparison }) => [
      ...reasonsOf(candidate.dealId, comparison),
      ...scopeDifferences(registration, candidate).map((rule) => ({
        subjectId: candidate.dealId,
        rule,
        score: null,
        text: '',
      })),
    ]),
    ...accounts.flatMap(({ candidate, comparison }) => reasonsOf(candidate.accountId, comparison)),
  ];
}

/** Of opportunities that were there before the registration was complete (domain §4.6 rule 8). */
function directActivityOf({ accounts }: Related, completeOn: PlainDate): PlainDate | null {
  const days = accounts
    .filter(({ comparison }) => comparison.match === 'same')
    .flatMap(({ candidate }) => candidate.opportunities)
    .filter(({ openedOn }) => compareDates(openedOn, completeOn) <= 0)
    .map(({ lastActivityOn }) => lastActivityOn);
  return days.toSorted(compareDates).at(-1) ?? null;
}

/** The account whose domain, tax id or name is the customer's; null when there is none, or more than one by name. */
function accountOf({ accounts }: Related): string | null {
  const same = accounts.filter(({ comparison }) => comparison.match === 'same');
  const byIdentity = same.filter(({ comparison }) =>
    comparison.likenesses.some(({ rule }) => rule === 'domain_equal' || rule === 'tax_id_equal'),
  );
  const [first, ...others] = byIdentity.length > 0 ? byIdentity : same;
  return first === undefined || others.length > 0 ? null : first.candidate.accountId;
}
