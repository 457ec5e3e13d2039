import type { PartnerActor } from '#core/actor.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { isScale } from '../question-schemas.ts';
import type { GivenAnswer, LeftItem, Respondent, Snapshot } from '../schemas.ts';
import { newAnswers } from './answers.ts';
import type { NewAnswer } from './answers.ts';
import { isUnsaid, leftItems } from './items.ts';
import type { Colleagues } from './items.ts';
import { confirmedBy, standingOf } from './prefill.ts';

/** Answers that came in together, and from whom. */
export interface Delivery {
  actor: PartnerActor;
  by: Respondent;
  given: readonly NewAnswer[];
  via: 'button' | 'form' | 'words';
  /** "No change", "as last time": everything that was filled in. A face says the same (domain §3.1). */
  confirmsRest: boolean;
}

export interface Standing {
  /** With its items as they are now. */
  snapshot: Snapshot;
  /** Those that are known to be over already, so that nobody is told of them again. */
  knownOver: ReadonlySet<string>;
  known: readonly GivenAnswer[];
  colleagues: Colleagues;
  /** Where the partner is. */
  today: PlainDate;
}

export interface Counted {
  fresh: readonly NewAnswer[];
  confirmed: readonly NewAnswer[];
  /** The items about which something was said, or confirmed, that does not count. */
  left: readonly LeftItem[];
}

/** What counts of a delivery. */
export function countedOf(delivery: Delivery, standing: Standing): Counted {
  const { actor, by, given, via } = delivery;
  const { snapshot, known } = standing;
  const left = leftItems(snapshot.items, actor, standing.colleagues);
  const said = newAnswers(given, known, by, via);
  const fresh = said.filter(({ subjectId }) => subjectId === null || !left.has(subjectId));
  const theirs = { ...snapshot, items: snapshot.items.filter(({ subjectId }) => !left.has(subjectId)) };
  const confirmed = via === 'form' ? [] : confirmedWith(delivery, fresh, { ...standing, snapshot: theirs });
  const isMeant = ({ subjectId }: LeftItem) => said.some((answer) => answer.subjectId === subjectId);
  const isLeft = (each: LeftItem) => isMeant(each) || (delivery.confirmsRest && isNewlyLeft(each, standing));
  return { fresh, confirmed, left: [...left.values()].filter(isLeft) };
}

/** With a face, or "no change", all that was filled in; with a word about one deal, what stands of that deal. */
function confirmedWith(
  { given, confirmsRest }: Delivery,
  fresh: readonly NewAnswer[],
  { snapshot, known, today }: Standing,
): readonly NewAnswer[] {
  const isWhole = confirmsRest || given.some(({ questionId }) => isScale(questionId));
  const standing = standingOf(fresh, known, snapshot, today);
  if (!isWhole) return standing;
  return [...standing, ...confirmedBy([...given, ...standing], known, snapshot, today)];
}

/** It would have been confirmed with the rest. */
function isNewlyLeft({ kind, subjectId }: LeftItem, { snapshot, known, knownOver }: Standing): boolean {
  const item = snapshot.items.find((candidate) => candidate.subjectId === subjectId);
  const isOpen = item !== undefined && isUnsaid(item, known);
  return isOpen && (kind === 'owned' || !knownOver.has(subjectId));
}
