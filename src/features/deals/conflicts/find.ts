import type { Write } from '#core/write.ts';
import type { AccountStore } from '../account-store.ts';
import { candidateOf } from '../accounts/candidates.ts';
import { compareAccount, groupsOf, keysOfKnown, knownAsOf } from '../accounts/known.ts';
import type { ComparedAccount } from '../accounts/known.ts';
import type { CandidateStore } from '../candidate-store.ts';
import { compareCustomers } from '../matching/compare.ts';
import type { Comparison, KnownAs } from '../matching/compare.ts';
import type { MatchFields } from '../matching/fields.ts';
import { exactKeysOf, hintKeysOf, sureKeysOf } from '../matching/keys.ts';
import type { LetterStore } from '../letter-store.ts';
import { conflictsOf } from './conflicts.ts';
import { chosenPartnerOf } from './letters.ts';
import type { AccountCandidate, ConflictDay, FindConflicts, RegistrationCandidate, Related } from './types.ts';

/** So many alike are looked at, of registrations and of accounts each; more are a person's work. */
const mostAlike = 400;
/** Equal domains, tax ids and groups are looked at even then. */
const mostExact = 1000;
/** In one query; a group has domains first, then names. */
const mostKeys = 1500;
/** Of names that are only a hint with a second signal: a big city has more than anybody reads. */
const mostHints = 50;
const mostLetters = 50;

export interface ConflictFinder {
  findConflicts: FindConflicts;
  /** What the rules then judge, also for a customer of whom only the domain is known. */
  search(fields: MatchFields, zone: ConflictDay['zone'], write?: Write): Promise<Related>;
}

/** Matching over indexes: what shares a key with the customer is compared, nothing else is read (domain §4.4). */
export function createConflictFinder(stores: {
  accounts: AccountStore;
  candidates: CandidateStore;
  letters: LetterStore;
}): ConflictFinder {
  const accountsBy = async (keys: readonly string[], limit: number, write?: Write) =>
    (await stores.accounts.listAccountsByKeys(keys, limit, write)).map(candidateOf);

  async function search(fields: MatchFields, zone: ConflictDay['zone'], write?: Write): Promise<Related> {
    const registrationsBy = (keys: readonly string[], limit: number) =>
      stores.candidates.listByKeys({ keys, limit, zone }, write);
    const keys = sureKeysOf(fields);
    const hints = hintKeysOf(fields);
    const looks = [
      () => enough(keys, (some, limit) => accountsBy(some, limit, write)),
      () => enough(keys, registrationsBy),
      () => few(hints, (some, limit) => accountsBy(some, limit, write)),
      () => few(hints, registrationsBy),
    ] as const;
    const [foundAccounts, foundFirst, hintedAccounts, hinted] = write
      ? [await looks[0](), await looks[1](), await looks[2](), await looks[3]()]
      : await Promise.all([looks[0](), looks[1](), looks[2](), looks[3]()]);
    const accounts = once([...foundAccounts.found, ...hintedAccounts], ({ accountId }) => accountId);
    const compared = accounts.map((candidate) => ({
      candidate,
      comparison: compareAccount(fields, candidate),
    }));
    const groups = groupsOf(compared);
    const group = groups.length === 0 ? [] : await accountsBy(exactKeysOf({ groups }), mostExact, write);
    const known = knownAsOf(compared, group);
    const placed = inItsCountry(fields, compared);
    const more = keysOfKnown(known, placed.country).filter((key) => !keys.includes(key));
    const foundThen = await enough(more.slice(0, mostKeys), registrationsBy);
    return {
      accounts: withGroup(compared, group),
      registrations: comparedRegistrations(placed, [...foundFirst.found, ...hinted, ...foundThen.found], known),
      isTruncated:
        foundAccounts.isTruncated || foundFirst.isTruncated || foundThen.isTruncated || more.length > mostKeys,
    };
  }

  return {
    search,
    async findConflicts({ registration, ...day }, write) {
      const related = await search(registration.fields, day.zone, write);
      const keys = sureKeysOf(registration.fields);
      const letters = keys.length === 0 ? [] : await stores.letters.listLettersByKeys(keys, mostLetters, write);
      const customerChoicePartnerId = chosenPartnerOf(registration, letters, day.today);
      return conflictsOf({ ...registration, customerChoicePartnerId }, related, day);
    },
  };
}

const nothing = { found: [], isTruncated: false };

/** All that have one of the keys; when they are too many, as many as are looked at and all with an exact key. */
async function enough<Found>(
  keys: readonly string[],
  list: (keys: readonly string[], limit: number) => Promise<readonly Found[]>,
): Promise<{ found: readonly Found[]; isTruncated: boolean }> {
  if (keys.length === 0) return nothing;
  const found = await list(keys, mostAlike + 1);
  if (found.length <= mostAlike) return { found, isTruncated: false };
  const exact = keys.filter((key) => /^[dtg]:/.test(key));
  return { found: exact.length === 0 ? found : [...(await list(exact, mostExact)), ...found], isTruncated: true };
}

async function few<Found>(
  keys: readonly string[],
  list: (keys: readonly string[], limit: number) => Promise<readonly Found[]>,
): Promise<readonly Found[]> {
  return keys.length === 0 ? [] : list(keys, mostHints);
}

function once<Found>(found: readonly Found[], idOf: (one: Found) => string): readonly Found[] {
  return [...new Map(found.map((one) => [idOf(one), one])).values()];
}

/** A customer of whom only the domain is known is where its account is. */
function inItsCountry(fields: MatchFields, accounts: readonly ComparedAccount[]): MatchFields {
  if (fields.country !== null) return fields;
  const same = accounts.filter(({ comparison }) => comparison.match === 'same');
  const [country = null, ...others] = new Set(same.map(({ candidate }) => candidate.fields.country));
  return others.length > 0 ? fields : { ...fields, country };
}

/** Whoever is in the group is an affiliate at least, whatever its name. */
function withGroup(
  compared: readonly ComparedAccount[],
  group: readonly AccountCandidate[],
): readonly ComparedAccount[] {
  const all = new Map(compared.map((account) => [account.candidate.accountId, account]));
  for (const candidate of group) {
    const match = all.get(candidate.accountId)?.comparison.match ?? 'none';
    if (match === 'same' || match === 'affiliate') continue;
    const evidence = candidate.affiliateGroup ?? '';
    const comparison: Comparison = {
      match: 'affiliate',
      likenesses: [{ rule: 'affiliate_group', score: null, evidence }],
    };
    all.set(candidate.accountId, { candidate, comparison });
  }
  return [...all.values()];
}

function comparedRegistrations(
  fields: MatchFields,
  found: readonly RegistrationCandidate[],
  known: KnownAs,
): Related['registrations'] {
  return once(found, ({ dealId }) => dealId).map((candidate) => ({
    candidate,
    comparison: compareCustomers(fields, candidate.fields, known),
  }));
}
