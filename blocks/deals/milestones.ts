import type { Language } from '#core/language.ts';
import type { Milestones, MilestoneState } from '#features/deals/outlook-schemas.ts';
import { textsFor } from './texts.ts';
import { shortDayText } from './words.ts';

/** M1 to M4 of domain §4.10 as lines to tick off; in words that both sides may read. */
export function milestoneLines(milestones: Milestones, language: Language): readonly string[] {
  const { outlook } = textsFor(language);
  const { meeting, meetingOn, meetingBy, updates, updateBy, proof, proofOn, proofBy } = milestones;
  const next = shortDayText(updateBy, language);
  return [
    lineOf(outlook.meeting, { state: meeting, doneOn: meetingOn, by: meetingBy }, language),
    updates === 'met' ? outlook.updateBy(next) : outlook.updateWasDue(next),
    lineOf(outlook.proof, { state: proof, doneOn: proofOn, by: proofBy }, language),
    closeLine(milestones, language),
  ];
}

function lineOf(
  what: string,
  { state, doneOn, by }: { state: MilestoneState; doneOn: string | null; by: string },
  language: Language,
): string {
  const { outlook } = textsFor(language);
  const due = shortDayText(by, language);
  const done = doneOn === null ? null : shortDayText(doneOn, language);
  if (state === 'open') return outlook.openBy(what, due);
  if (state === 'met') return outlook.metOn(what, done ?? due);
  return done === null ? outlook.missedBy(what, due) : outlook.metLate(what, done, due);
}

function closeLine({ closeDate, closeSlips }: Milestones, language: Language): string {
  const { outlook } = textsFor(language);
  if (closeDate !== 'met') return outlook.closeMovedOften(closeSlips);
  return closeSlips === 0 ? outlook.closeKept : outlook.closeMoved(closeSlips);
}
