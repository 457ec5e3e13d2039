import { addDays, daysBetween, weekdayOf } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { isScale } from '../question-schemas.ts';
import type { AskedQuestion, QuestionId } from '../schemas.ts';
import { checkInQuestions, variantQuestions } from './check-in-questions.ts';
import { quarterQuestions } from './quarter-questions.ts';
import { tiersOfTouch } from './question.ts';
import type { AskedTier, AskingTouch, Question } from './question.ts';
import { dealQuestions, performanceQuestions } from './review-questions.ts';

/** Every question of domain §3.2 in every wording; an answer keeps the version in which it was asked. */
export const questionBank: readonly Question[] = [
  ...checkInQuestions,
  ...dealQuestions,
  ...performanceQuestions,
  ...quarterQuestions,
  ...variantQuestions,
];

export interface Asking {
  touch: AskingTouch;
  tier: AskedTier;
  /** domain §1.1; a type without a variant gets the questions for all. */
  type: string;
  periodKey: string;
  /** The day on which it is asked. */
  askedOn: PlainDate;
  /** The last day on which these people were asked a scale; null: never. */
  lastAskedScale: PlainDate | null;
  /** The programme's choice among the questions for all types; left out: all, as the bank has them. */
  chosen?: readonly { id: string; wording: number; everyNth: number }[];
}

/** Whom one scale was asked is not asked another for so many days (domain §3.3). */
const scaleRestDays = 14;
/** A Monday before all others: counts the two-week reviews. */
const weekOrigin = '2024-01-01';

/** What a prompt asks, in order (domain §3.2). */
export function questionsFor(asking: Asking): readonly Question[] {
  const ids = new Set(questionBank.filter((entry) => isFor(entry, asking)).map(({ id }) => id));
  const rests = asking.lastAskedScale !== null && daysBetween(asking.lastAskedScale, asking.askedOn) < scaleRestDays;
  return [...ids].flatMap((id) => {
    const entry = pick(id, asking);
    return entry === null || (rests && isScale(id)) ? [] : [entry];
  });
}

/** The question behind an answer; null for a wording that is not known any more. */
export function findQuestion(asked: AskedQuestion): Question | null {
  const sameId = questionBank.filter(({ id }) => id === asked.questionId);
  return sameId.find(({ version }) => version === asked.version) ?? sameId[0] ?? null;
}

/** Of several wordings the one for this very type wins. */
function pick(id: QuestionId, asking: Asking): Question | null {
  const fitting = questionBank.filter((entry) => entry.id === id && isFor(entry, asking));
  const forType = fitting.find(({ appliesTo }) => appliesTo.types !== 'all');
  const forAll = fitting.find(({ appliesTo }) => appliesTo.types === 'all');
  const choice = asking.chosen?.find((chosen) => chosen.id === id);
  if (forAll && asking.chosen && !choice) return null;
  const entry = forType ?? (forAll && choice ? { ...forAll, version: choice.wording } : forAll);
  const everyNth = choice?.everyNth ?? entry?.everyNth ?? 1;
  return entry && numberOf(asking.periodKey) % everyNth === 0 ? entry : null;
}

function isFor({ appliesTo }: Question, { touch, tier, type }: Asking): boolean {
  const { touch: touches, tiers, types } = appliesTo;
  const isAsked = touches.includes(touch) && tiersOfTouch[touch].includes(tier) && tiers.includes(tier);
  return isAsked && (types === 'all' || types.includes(type));
}

/** Which one it is in a row of periods: the month or quarter of its year, or a count of two-week stretches. */
function numberOf(periodKey: string): number {
  const week = /^(\d{4})-W(\d{2})$/.exec(periodKey);
  if (week === null) return Number(/\d+$/.exec(periodKey)?.[0] ?? 0);
  const fourth = `${week[1]}-01-04`;
  const monday = addDays(fourth, 1 - weekdayOf(fourth) + (Number(week[2]) - 1) * 7);
  return Math.floor(daysBetween(weekOrigin, monday) / 14);
}
