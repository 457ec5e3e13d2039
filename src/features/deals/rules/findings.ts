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

export function openFindings(findings: readonly ConflictFinding[]): readonly ConflictFinding[] {
  return findings.filter(isBlocking);
}

/** What was found now; where the same was found before, since when, and how it was settled. */
export function mergedFindings(
  known: readonly ConflictFinding[],
  found: readonly Finding[],
  at: Date,
): ConflictFinding[] {
  return found.map(({ matchReasons: _, ...finding }) => {
    const before = known.find((other) => isSameFinding(other, finding));
    // Parsed, so that the same findings read back are equal text.
    return ConflictFinding.parse({
      ...finding,
      foundAt: before?.foundAt ?? at,
      resolution: before?.resolution ?? null,
    });
  });
}

/** Things that are found now and were not before. */
export function newFindings(
  known: readonly ConflictFinding[],
  merged: readonly ConflictFinding[],
): readonly ConflictFinding[] {
  return merged.filter((finding) => !known.some((other) => isSameFinding(other, finding)));
}

/** The first finding that the partner is told of while it is looked into. */
export function findingToTell(findings: readonly ConflictFinding[]): ConflictFinding | null {
  return (
    findings.find((finding) => isBlocking(finding) && told.includes(finding.outcome) && finding.text !== null) ?? null
  );
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

/** Sourced by the partner, or only influenced (domain §4.6 rule 8). */
export function creditOf(deal: Pick<Deal, 'details' | 'findings'>, asCoSell: boolean): 'sourced' | 'influenced' {
  const weWereThere = deal.findings.some(({ class: of }) => of === 'C5' || of === 'C6');
  return deal.details.source === 'vendor_lead' || asCoSell || weWereThere ? 'influenced' : 'sourced';
}

const autoStages: readonly string[] = ['qualified', 'solution', 'proposal', 'negotiation'];

/** Approved at once where the settings allow it and nothing at all speaks against it (domain §4.7). */
export function isForAutoApproval(
  deal: Pick<Deal, 'findings' | 'matchClass' | 'details' | 'amountUsd' | 'eligibility'>,
  { autoApprove }: Pick<DealSettings, 'autoApprove'>,
): boolean {
  const isCertified = deal.eligibility.some(({ check, state }) => check === 'certified_seller' && state === 'met');
  return (
    autoApprove.enabled &&
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
