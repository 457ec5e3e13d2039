import type { DomainRules } from './domains.ts';
import { companyDomainOf } from './domains.ts';
import { searchKeysOf } from './keys.ts';
import { normalizeName, normalizeText } from './names.ts';

/** A customer as somebody wrote it down: the form, an import, or our own account list. */
export interface Customer {
  customerLegalName: string;
  /** Already a registrable domain (`registrableDomainOf`); null: no website. */
  customerDomain: string | null;
  /** ISO 3166 alpha-2. */
  customerCountry: string | null;
  customerCity?: string | null;
  contactEmail?: string | null;
  customerTaxId?: string | null;
}

/** What two customers are compared by (domain §4.4). */
export interface MatchFields {
  normalizedName: string;
  registrableDomain: string | null;
  taxId: string | null;
  country: string | null;
  city: string | null;
  /** Registrable domain of the contact's address; null for mail providers. */
  emailDomain: string | null;
}

/**
 * Compares and searches by these. Each deal stores `normalizedName` and `searchKeys`, with an index
 * `{ searchKeys: 1, status: 1 }`; the rest follows from its details. Recompute after every change of them.
 */
export function matchFieldsOf(customer: Customer): MatchFields & { searchKeys: readonly string[] } {
  const fields = comparedFieldsOf(customer);
  return { ...fields, searchKeys: searchKeysOf(fields) };
}

/** The same without keys, for what was found by them. */
export function comparedFieldsOf(customer: Customer): MatchFields {
  const { customerLegalName, customerDomain, customerCountry, customerCity, contactEmail, customerTaxId } = customer;
  return {
    normalizedName: normalizeName(customerLegalName),
    registrableDomain: customerDomain,
    taxId: taxIdOf(customerTaxId),
    country: customerCountry,
    city: (customerCity && normalizeText(customerCity)) || null,
    emailDomain: contactEmail ? companyDomainOf(contactEmail, anyDomain) : null,
  };
}

/** What was let in is compared, whatever the programme lets in today. */
const anyDomain: DomainRules = { allowReservedDomains: true };

/** Letters and digits only; what is shorter than five of them names nobody. */
export function taxIdOf(taxId: string | null | undefined): string | null {
  const bare = (taxId ?? '')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
  return bare.length < 5 ? null : bare.slice(0, 40);
}
