import type { ReviewCardParams } from '#features/deals/staff-message-schemas.ts';
import { staffTexts } from './staff-texts.ts';
import { dayText, listText, momentText, nameText } from './words.ts';

export type ShownFinding = ReviewCardParams['findings'][number];
type About = Pick<ReviewCardParams, 'zone' | 'evidence'>;

/** What stands against a registration, both sides of it, and what the rules say (domain §4.5, §18 J9). Staff only. */
export function findingLines(finding: ShownFinding, about: About): string {
  return [findingLine(finding), ...otherSide(finding, about)].join('\n');
}

export function findingLine(finding: Pick<ShownFinding, 'class' | 'outcome' | 'subjectId' | 'isResolved'>): string {
  const what = staffTexts.findings[finding.class] ?? '';
  const outcome = staffTexts.outcomes[finding.outcome] ?? finding.outcome;
  const line = staffTexts.finding(finding.class, what, outcome, nameText(finding.subjectId ?? ''));
  return finding.isResolved ? staffTexts.resolved(line.slice(2)) : line;
}

function otherSide({ class: of, facts, listVersion }: ShownFinding, { zone, evidence }: About): string[] {
  const { sides } = staffTexts;
  const { partnerName, customer, status, completeAt, repName, openedOn, lastActivityOn, coveredBy = [] } = facts;
  const parts = [
    ...[partnerName, customer, repName].flatMap((name) => (name === undefined ? [] : [nameText(name)])),
    ...(status === undefined ? [] : [staffTexts.statuses[status] ?? status]),
    ...(completeAt === undefined ? [] : [sides.complete(momentText(completeAt, zone, 'en'))]),
    ...(openedOn === undefined ? [] : [sides.opened(dayText(openedOn, 'en'))]),
    ...(lastActivityOn === undefined ? [] : [sides.activity(dayText(lastActivityOn, 'en'))]),
    ...(listVersion === null ? [] : [sides.list(listVersion)]),
    ...(coveredBy.length === 0 ? [] : [sides.coveredBy(listText(coveredBy))]),
  ];
  const weighing = of === 'C4' ? [sides.indented(weighed(evidence, facts.evidence ?? 0))] : [];
  return [...(parts.length === 0 ? [] : [sides.indented(parts.join(' · '))]), ...weighing];
}

/** Two within a day: both are asked for evidence, and when one stays silent the other wins (domain §18 J9). */
function weighed(here: number, there: number): string {
  const { sides } = staffTexts;
  const verdict = here > 0 && there === 0 ? sides.onlyHere : here === 0 && there > 0 ? sides.onlyThere : sides.weigh;
  return sides.evidence(here, there, verdict);
}
