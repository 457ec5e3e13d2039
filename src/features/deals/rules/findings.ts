import { addDays } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { addHours } from '#core/calendar/instants.ts';
import type { Finding } from '../conflicts/types.ts';
import { ConflictFinding } from '../state-schemas.ts';
import type { Deal } from '../schemas.ts';
import type { DealSettings } from './settings.ts';

/** What an approval waits for until operations have settled it (domain §4.8: no unresolved `same` or `probable`). */
const blocking: readonly ConflictFinding['outcome'][] = [
  'open_existing',
  'reject',
  'hold',
  'evidence_review',
  'human_check',
  'limit_scope',
];
/** While these are looked into, the partner is told so; the others are told with the decision. */
const told: readonly ConflictFinding['outcome'][] = ['hold', 'evidence_review', 'human_check'];

export function isBlocking(finding: ConflictFinding): boolean {
  return finding.resolution === null && blocking.includes(finding.outcome);
}

/** Another partner's approved registration stands in the way. */
export function isHeldByAnother(findings: readonly ConflictFinding[]): boolean {
  return openFindings(findings).some(({ class: of }) => of === 'C2');
}

export function openFindings(findings: readonly ConflictFinding[]): readonly ConflictFinding[] {
  return findings.filter(isBlocking);
}

/** What was found now; where the same was found before, since when, and how it was settled. */
export function mergedFindings(
  known: readonly ConflictFinding[],
  found: readonly Finding[],
  at: Date,
): ConflictFinding[] {
  const isChosen = found.some(({ outcome }) => outcome === 'customer_choice');
  return found.map(({ matchReasons: _, ...finding }) => {
    const before = known.find((other) => isSameFinding(other, finding));
    const settledAt = before?.resolution?.at ?? at;
    const byLetter = isChosen && beatenByLetter.includes(finding.class) ? settledByLetter(settledAt) : null;
    // Parsed, so that the same findings read back are equal text.
    return ConflictFinding.parse({
      ...finding,
      foundAt: before?.foundAt ?? at,
      resolution: byPerson(before) ?? byLetter,
    });
  });
}

/** Claims of other partners, which the customer's written choice settles (domain §4.5 C15); ours it does not. */
const beatenByLetter: readonly string[] = ['C2', 'C3', 'C4', 'C8'];

/** What a person settled stays; what a letter did holds as long as the letter does. */
function byPerson(before: ConflictFinding | undefined): ConflictFinding['resolution'] {
  const resolution = before?.resolution ?? null;
  return resolution?.by === letterRule ? null : resolution;
}

const letterRule = 'rule';

function settledByLetter(at: Date): ConflictFinding['resolution'] {
  return { outcome: 'customer_choice', by: letterRule, at, note: 'C15' };
}

/** Things that are found now and were not before. */
export function newFindings(
  known: readonly ConflictFinding[],
  merged: readonly ConflictFinding[],
): readonly ConflictFinding[] {
  return merged.filter((finding) => !known.some((other) => isSameFinding(other, finding)));
}

/** The first finding that the partner is told of before the decision: what is looked into, and its customer's choice. */
export function findingToTell(findings: readonly ConflictFinding[]): ConflictFinding | null {
  const isTold = (finding: ConflictFinding) =>
    finding.outcome === 'customer_choice' || (isBlocking(finding) && told.includes(finding.outcome));
  return findings.find((finding) => finding.text !== null && isTold(finding)) ?? null;
}

/** Approved as co-sell where a direct opportunity asks for it (C6). */
export function coSellFinding(findings: readonly ConflictFinding[]): ConflictFinding | null {
  return findings.find(({ outcome }) => outcome === 'approve_as_co_sell') ?? null;
}

/** Who holds the opportunity, for the place in line (C2). */
export function holderOf(findings: readonly ConflictFinding[]): string | null {
  return findings.find(({ class: of, subject }) => of === 'C2' && subject === 'deal')?.subjectId ?? null;
}

/** Operations ruled that another registration of the same customer is another opportunity. */
export function isRuledApart(findings: readonly ConflictFinding[]): boolean {
  return findings.some(
    ({ subject, resolution }) =>
      subject === 'deal' && (resolution?.outcome === 'different_opportunity' || resolution?.outcome === 'overruled'),
  );
}

/** Activity of ours at the customer so shortly before makes a partner's deal influenced. */
const ourActivityDays = 90;

/** Sourced by the partner, or only influenced (domain §4.6 rule 8). Days of the vendor's zone. */
export function creditOf(
  source: Deal['details']['source'],
  asCoSell: boolean,
  { directActivityOn, completeOn }: { directActivityOn: PlainDate | null; completeOn: PlainDate },
): 'sourced' | 'influenced' {
  const weWereThere = directActivityOn !== null && directActivityOn >= addDays(completeOn, -ourActivityDays);
  return source === 'vendor_lead' || asCoSell || weWereThere ? 'influenced' : 'sourced';
}

const autoStages: readonly string[] = ['qualified', 'solution', 'proposal', 'negotiation'];

/** Our accounts and opportunities are too old to decide by (domain §18 J9); without any there is nothing to be old. */
export function isOutdated(
  accountsAsOf: Date | null,
  at: Date,
  { crmFreshHours }: Pick<DealSettings, 'crmFreshHours'>,
) {
  return accountsAsOf !== null && at > addHours(accountsAsOf, crmFreshHours);
}

/** Approved at once where the settings allow it and nothing at all speaks against it (domain §4.7). */
export function isForAutoApproval(
  deal: Pick<Deal, 'findings' | 'matchClass' | 'details' | 'amountUsd' | 'eligibility'>,
  { autoApprove }: Pick<DealSettings, 'autoApprove'>,
  hasOldAccounts: boolean,
): boolean {
  const isCertified = deal.eligibility.some(({ check, state }) => check === 'certified_seller' && state === 'met');
  return (
    autoApprove.enabled &&
    !hasOldAccounts &&
    deal.matchClass === 'none' &&
    deal.findings.length === 0 &&
    autoStages.includes(deal.details.stage) &&
    deal.amountUsd !== null &&
    deal.amountUsd.amountMinor <= autoApprove.amountUsd * 100 &&
    isCertified
  );
}

function isSameFinding(
  one: Pick<ConflictFinding, 'class' | 'subjectId'>,
  other: Pick<ConflictFinding, 'class' | 'subjectId'>,
): boolean {
  return one.class === other.class && one.subjectId === other.subjectId;
}
