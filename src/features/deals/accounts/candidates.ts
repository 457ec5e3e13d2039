import type { Account } from '../account-schemas.ts';
import type { AccountCandidate } from '../conflicts/types.ts';
import { comparedFieldsOf } from '../matching/fields.ts';
import type { MatchFields } from '../matching/fields.ts';
import { exactKeysOf, hintKeysOf, nameKeysOf, sureKeysOf } from '../matching/keys.ts';
import { normalizeName } from '../matching/names.ts';

export function candidateOf(account: Account): AccountCandidate {
  const { accountId, legalName, affiliateGroup, incumbentPartnerId, contract, directOnlyListVersion, opportunities } =
    account;
  return {
    ...{ accountId, legalName, affiliateGroup, incumbentPartnerId, contract, directOnlyListVersion, opportunities },
    fields: fieldsOf(account),
    aliasDomains: account.aliases.domains,
    aliasNames: account.aliases.names.map(normalizeName),
  };
}

/**
 * Everything under which an account is found: its own, its aliases and its group. An account that merely exists is only
 * looked for to say who a customer is, for which a hint is not enough.
 */
export function searchKeysOfAccount(account: Account): readonly string[] {
  const { aliases, affiliateGroup } = account;
  const fields = fieldsOf(account);
  const exact = { domains: aliases.domains, groups: affiliateGroup === null ? [] : [affiliateGroup] };
  const names = aliases.names.flatMap((name) => nameKeysOf(normalizeName(name), fields.country));
  return [
    ...new Set([
      ...sureKeysOf(fields),
      ...exactKeysOf(exact),
      ...names,
      ...(hasBearing(account) ? hintKeysOf(fields) : []),
    ]),
  ];
}

function hasBearing({ directOnlyListVersion, incumbentPartnerId, contract, opportunities }: Account): boolean {
  const standing = [directOnlyListVersion, incumbentPartnerId, contract];
  return standing.some((one) => one !== null) || opportunities.some(({ status }) => status === 'open');
}

export function fieldsOf({ legalName, domain, country, city, taxId }: Account): MatchFields {
  return comparedFieldsOf({
    customerLegalName: legalName,
    customerDomain: domain,
    customerCountry: country,
    customerCity: city,
    customerTaxId: taxId,
  });
}
