import type { AccountCandidate } from '../conflicts/types.ts';
import type { Comparison, KnownAs } from '../matching/compare.ts';
import { compareCustomers, isSurer } from '../matching/compare.ts';
import type { MatchFields } from '../matching/fields.ts';
import { exactKeysOf, nameKeysOf } from '../matching/keys.ts';

export interface ComparedAccount {
  candidate: AccountCandidate;
  comparison: Comparison;
}

/** Is this customer that account (domain §4.4)? Under any of the account's names; by an alias domain an affiliate. */
export function compareAccount(ours: MatchFields, candidate: AccountCandidate): Comparison {
  const { fields, aliasNames, aliasDomains } = candidate;
  const underNames = aliasNames.map((normalizedName) => compareCustomers(ours, { ...fields, normalizedName }));
  const surest = underNames.reduce(
    (best, next) => (isSurer(next.match, best.match) ? next : best),
    compareCustomers(ours, fields),
  );
  const domain = ours.registrableDomain;
  if (surest.match === 'same' || domain === null || !aliasDomains.includes(domain)) return surest;
  return { match: 'affiliate', likenesses: [{ rule: 'alias_domain', score: null, evidence: domain }] };
}

/** The affiliate groups that the customer belongs to. */
export function groupsOf(accounts: readonly ComparedAccount[]): readonly string[] {
  const groups = accounts.filter(isKin).flatMap(({ candidate }) => candidate.affiliateGroup ?? []);
  return [...new Set(groups)];
}

/** Under what else the customer is known; likenesses by name alone are handed on only where they are the same account. */
export function knownAsOf(accounts: readonly ComparedAccount[], group: readonly AccountCandidate[]): KnownAs {
  const same = accounts.filter(({ comparison }) => comparison.match === 'same').map(({ candidate }) => candidate);
  const kin = [...accounts.filter(isKin).map(({ candidate }) => candidate), ...group].filter(
    (candidate) => !same.some(({ accountId }) => accountId === candidate.accountId),
  );
  return {
    domains: new Set(same.flatMap(({ fields }) => fields.registrableDomain ?? [])),
    names: new Set(same.flatMap(namesOf)),
    taxIds: new Set(same.flatMap(({ fields }) => fields.taxId ?? [])),
    aliasDomains: new Set(same.flatMap(({ aliasDomains }) => aliasDomains)),
    groupDomains: new Set(
      kin.flatMap(({ fields, aliasDomains }) => [...aliasDomains, fields.registrableDomain ?? []].flat()),
    ),
    groupNames: new Set(kin.flatMap(namesOf)),
  };
}

/** By what registrations of the same customer or group are found, whatever they call it. */
export function keysOfKnown(known: KnownAs, country: string | null): readonly string[] {
  const { domains, aliasDomains, groupDomains, taxIds, names, groupNames } = known;
  return [
    ...exactKeysOf({ domains: [...domains, ...aliasDomains, ...groupDomains], taxIds }),
    ...[...names, ...groupNames].flatMap((name) => nameKeysOf(name, country)),
  ];
}

function isKin({ comparison }: ComparedAccount): boolean {
  return comparison.match === 'same' || comparison.likenesses.some(({ rule }) => rule === 'alias_domain');
}

function namesOf({ fields, aliasNames }: AccountCandidate): readonly string[] {
  return [fields.normalizedName, ...aliasNames].filter((name) => name !== '');
}
