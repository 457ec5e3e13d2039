import type { DirectOpportunity } from '#features/deals/account-schemas.ts';
import { conflictsOf } from '#features/deals/conflicts/conflicts.ts';
import type {
  AccountCandidate,
  ConflictReport,
  Registration,
  RegistrationCandidate,
} from '#features/deals/conflicts/types.ts';
import { compareCustomers } from '#features/deals/matching/compare.ts';
import { matchFieldsOf } from '#features/deals/matching/fields.ts';

/** The day of domain §16. */
export const today = '2026-11-16';
export const zone = 'Europe/Berlin';

interface Who {
  customer?: string;
  domain?: string | null;
  country?: string;
  city?: string;
}

function fieldsOf({ customer = 'Opalvale Bank', domain = null, country = 'DE', city }: Who) {
  return matchFieldsOf({
    customerLegalName: customer,
    customerDomain: domain,
    customerCountry: country,
    customerCity: city ?? null,
  });
}

const scope = { division: null, products: ['Flow'], expectedCloseOn: '2027-01-15' };

export function registration(
  change: Who & Partial<Omit<Registration, 'completeAt'>> & { completeAt?: string },
): Registration {
  const { customer: _customer, domain: _domain, country: _country, city: _city, completeAt, ...more } = change;
  return {
    ...scope,
    dealId: null,
    partnerId: 'P001',
    registrationType: 'resale',
    fields: fieldsOf(change),
    completeAt: new Date(completeAt ?? '2026-11-16T08:00:00Z'),
    sequence: 100,
    tenderPublishedOn: null,
    territory: null,
    customerChoicePartnerId: null,
    ...more,
  };
}

export function other(
  change: Who & Partial<Omit<RegistrationCandidate, 'completeAt'>> & { completeAt?: string },
): RegistrationCandidate {
  const { customer: _customer, domain: _domain, country: _country, city: _city, completeAt, ...more } = change;
  return {
    ...scope,
    dealId: 'DR-0',
    partnerId: 'P002',
    customer: change.customer ?? 'Opalvale Bank',
    evidence: 0,
    status: 'in_review',
    fields: fieldsOf(change),
    completeAt: new Date(completeAt ?? '2026-10-05T08:00:00Z'),
    sequence: 1,
    closedOn: null,
    ...more,
  };
}

export function account(change: Who & Partial<AccountCandidate>): AccountCandidate {
  const { customer: _customer, domain: _domain, country: _country, city: _city, ...more } = change;
  return {
    accountId: 'ACC-1',
    legalName: change.customer ?? 'Opalvale Bank',
    fields: fieldsOf(change),
    aliasDomains: [],
    aliasNames: [],
    affiliateGroup: null,
    incumbentPartnerId: null,
    contract: null,
    directOnlyListVersion: null,
    opportunities: [],
    ...more,
  };
}

export function opportunity(change: Partial<DirectOpportunity>): DirectOpportunity {
  return {
    ...scope,
    opportunityId: 'OPP-1',
    openedOn: '2026-08-01',
    lastActivityOn: '2026-11-10',
    repName: 'Nora Quist',
    status: 'open',
    ...change,
  };
}

export interface Found {
  ours: Registration;
  others?: readonly RegistrationCandidate[];
  accounts?: readonly AccountCandidate[];
  isTruncated?: boolean;
}

/** The report of the pure rules, as if the search had found these. */
export function found({ ours, others = [], accounts = [], isTruncated = false }: Found): ConflictReport {
  const against = <Candidate extends { fields: Registration['fields'] }>(candidate: Candidate) => ({
    candidate,
    comparison: compareCustomers(ours.fields, candidate.fields),
  });
  const related = { registrations: others.map(against), accounts: accounts.map(against), isTruncated };
  return conflictsOf(ours, related, { today, zone });
}
