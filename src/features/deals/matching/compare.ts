import type { MatchClass } from './classes.ts';
import { matchClasses, possibleScore, probableScore, sameScore } from './classes.ts';
import type { MatchFields } from './fields.ts';
import { nameScore } from './names.ts';

/** One fact for or against two customers being one; `evidence` is what both have, `score` in [0, 1] where it has one. */
export interface Likeness {
  rule:
    | 'domain_equal'
    | 'tax_id_equal'
    | 'alias_domain'
    | 'affiliate_group'
    | 'name'
    | 'country_equal'
    | 'country_differs'
    | 'country_unknown'
    | 'city_equal'
    | 'contact_domain_equal';
  score: number | null;
  evidence: string;
}

export interface Comparison {
  match: MatchClass;
  likenesses: readonly Likeness[];
}

/** Under what else one customer is known, from our account list; domains and normalised names. */
export interface KnownAs {
  /** The account itself: as good as its own. */
  domains: ReadonlySet<string>;
  names: ReadonlySet<string>;
  taxIds: ReadonlySet<string>;
  /** Alias domains, and everybody else of its affiliate group: maybe another buying entity. */
  aliasDomains: ReadonlySet<string>;
  groupDomains: ReadonlySet<string>;
  groupNames: ReadonlySet<string>;
}

const nothing: ReadonlySet<string> = new Set();
export const knownAsNothingElse: KnownAs = {
  domains: nothing,
  names: nothing,
  taxIds: nothing,
  aliasDomains: nothing,
  groupDomains: nothing,
  groupNames: nothing,
};

const none: Comparison = { match: 'none', likenesses: [] };

/** Are these two one account (domain §4.4)? Symmetric as long as nothing else is known of either. */
export function compareCustomers(
  ours: MatchFields,
  theirs: MatchFields,
  known: KnownAs = knownAsNothingElse,
): Comparison {
  return strongest([byIdentity(ours, theirs, known), byKinship(theirs, known), byName(ours, theirs, known)]);
}

function byIdentity(ours: MatchFields, theirs: MatchFields, known: KnownAs): Comparison {
  const domain = theirs.registrableDomain;
  if (domain !== null && (domain === ours.registrableDomain || known.domains.has(domain))) {
    return {
      match: 'same',
      likenesses: [{ rule: 'domain_equal', score: 1, evidence: domain }, ...countries(ours, theirs)],
    };
  }
  const { taxId } = theirs;
  if (taxId !== null && (taxId === ours.taxId || known.taxIds.has(taxId))) {
    return {
      match: 'same',
      likenesses: [{ rule: 'tax_id_equal', score: 1, evidence: taxId }, ...countries(ours, theirs)],
    };
  }
  return none;
}

function byKinship({ registrableDomain, normalizedName }: MatchFields, known: KnownAs): Comparison {
  if (registrableDomain !== null && known.aliasDomains.has(registrableDomain)) {
    return { match: 'affiliate', likenesses: [{ rule: 'alias_domain', score: null, evidence: registrableDomain }] };
  }
  const shared =
    registrableDomain !== null && known.groupDomains.has(registrableDomain)
      ? registrableDomain
      : [...known.groupNames].find((name) => name === normalizedName);
  if (shared === undefined || shared === '') return none;
  return { match: 'affiliate', likenesses: [{ rule: 'affiliate_group', score: null, evidence: shared }] };
}

function byName(ours: MatchFields, theirs: MatchFields, known: KnownAs): Comparison {
  let name = ours.normalizedName;
  let score = nameScore(name, theirs.normalizedName);
  for (const other of known.names) {
    const itsScore = nameScore(other, theirs.normalizedName);
    if (itsScore > score) [name, score] = [other, itsScore];
  }
  if (score < possibleScore) return none;
  const evidence = name === theirs.normalizedName ? name : `${name} / ${theirs.normalizedName}`;
  const likenesses: Likeness[] = [{ rule: 'name', score, evidence }, ...countries(ours, theirs)];
  const isOneCountry = ours.country !== null && ours.country === theirs.country;
  if (score >= probableScore) {
    if (!isOneCountry) return { match: 'affiliate', likenesses };
    return { match: score >= sameScore ? 'same' : 'probable', likenesses };
  }
  const second = isOneCountry ? secondSignals(ours, theirs) : [];
  return second.length === 0 ? none : { match: 'possible', likenesses: [...likenesses, ...second] };
}

function countries(ours: MatchFields, theirs: MatchFields): readonly Likeness[] {
  if (ours.country === null || theirs.country === null) return [{ rule: 'country_unknown', score: null, evidence: '' }];
  if (ours.country === theirs.country) return [{ rule: 'country_equal', score: null, evidence: ours.country }];
  return [{ rule: 'country_differs', score: null, evidence: `${ours.country} / ${theirs.country}` }];
}

function secondSignals(ours: MatchFields, theirs: MatchFields): readonly Likeness[] {
  const signals: Likeness[] = [];
  if (ours.city !== null && ours.city === theirs.city) {
    signals.push({ rule: 'city_equal', score: null, evidence: ours.city });
  }
  if (ours.emailDomain !== null && ours.emailDomain === theirs.emailDomain) {
    signals.push({ rule: 'contact_domain_equal', score: null, evidence: ours.emailDomain });
  }
  return signals;
}

/** The surest of several; equal ones keep their order. */
function strongest(comparisons: readonly Comparison[]): Comparison {
  return comparisons.reduce((best, next) => (isSurer(next.match, best.match) ? next : best));
}

export function isSurer(one: MatchClass, other: MatchClass): boolean {
  return matchClasses.indexOf(one) < matchClasses.indexOf(other);
}
