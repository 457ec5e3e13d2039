import type { PlainDate } from '#core/calendar/dates.ts';
import { nextStepOf } from '#core/contributions/touch-content.ts';
import { questionShapes, scopeOf } from '../question-schemas.ts';
import { findQuestion } from '../questions/bank.ts';
import type { AskedItem, AskedQuestion, GivenAnswer, PrefilledAnswer, QuestionId, Snapshot } from '../schemas.ts';
import { askKeyOf, asksOf, currentAnswers } from './answers.ts';
import type { Ask, AskedTouch, NewAnswer } from './answers.ts';

/** One earlier occurrence of the touch; `ago` counts periods. */
export interface Earlier {
  ago: number;
  periodKey: string;
  answers: readonly GivenAnswer[];
}

/** An older answer says nothing about today. */
const mostPeriodsAgo = 2;
/** What is picked or counted can be the same again; what was written, and how one felt, is not (domain §3.1). */
const repeatable = ['single', 'multi', 'number', 'money'];

/**
 * What we know already on the day of asking: the partner's last answer to the same measure, not older than two periods.
 * A commitment stands while its day lies ahead; deals and goals bring what is known of them themselves.
 */
export function prefillFrom(
  history: readonly Earlier[],
  asked: readonly AskedQuestion[],
  askedOn: PlainDate,
): readonly PrefilledAnswer[] {
  const recent = history.filter(({ ago }) => ago >= 1 && ago <= mostPeriodsAgo).toSorted((a, b) => a.ago - b.ago);
  return asked.flatMap((question) => {
    const { questionId } = question;
    const { type, choices } = questionShapes[questionId];
    // Which deal to discuss is another question each time: its choices are the deals of the day.
    const isOpenChoice = type === 'single' && choices === undefined;
    if (scopeOf(questionId) !== 'prompt' || isOpenChoice) return [];
    for (const { periodKey, answers } of recent) {
      const last = lastOf(answers, question);
      if (last === null) continue;
      const stands = repeatable.includes(type) || (type === 'deal_update' && liesAhead(last.value, askedOn));
      return stands ? [{ questionId, value: last.value, periodKey }] : [];
    }
    return [];
  });
}

/**
 * What one face, or "no change", confirms: all that was filled in and that nobody has answered in this period. Of a deal:
 * that nothing changed, and its next step and close date while they lie ahead.
 */
export function confirmedBy(
  given: readonly NewAnswer[],
  known: readonly GivenAnswer[],
  snapshot: AskedTouch & Pick<Snapshot, 'prefill'>,
  today: PlainDate,
): readonly NewAnswer[] {
  const answered = new Set([...given, ...known].map(askKeyOf));
  const ofPrompt = snapshot.prefill.map(({ questionId, value }) => ({ questionId, subjectId: null, value }));
  const ofItems = snapshot.items
    .filter(({ subjectId }) => !answered.has(askKeyOf({ questionId: 'D1', subjectId })))
    .flatMap((item) => [...unchanged(item), ...standing(item, today)]);
  return onlyOpen([...ofPrompt, ...ofItems], snapshot, answered);
}

/** What stands of a deal about which something else was said: its next step and dates while they lie ahead. */
export function standingOf(
  given: readonly NewAnswer[],
  known: readonly GivenAnswer[],
  snapshot: AskedTouch,
  today: PlainDate,
): readonly NewAnswer[] {
  const goesOn = given.filter(({ questionId, value }) => questionId === 'D1' && value !== 'won' && value !== 'lost');
  const answered = new Set([...given, ...known].map(askKeyOf));
  const kept = goesOn.flatMap(({ subjectId }) =>
    snapshot.items.filter((item) => item.subjectId === subjectId).flatMap((item) => standing(item, today)),
  );
  return onlyOpen(kept, snapshot, answered);
}

function unchanged({ kind, subjectId, prefill }: AskedItem): readonly NewAnswer[] {
  if (kind === 'deal') return [{ questionId: 'D1', subjectId, value: 'no_change' }];
  const progress = prefill['M2'];
  return progress !== undefined && isChoice('M2', progress) ? [{ questionId: 'M2', subjectId, value: progress }] : [];
}

function standing({ subjectId, prefill }: AskedItem, today: PlainDate): readonly NewAnswer[] {
  const { D2: step = '', D3: closeOn = '', D5: forecast = '' } = prefill;
  return [
    ...(liesAhead(step, today) ? [{ questionId: 'D2' as const, subjectId, value: step }] : []),
    ...(closeOn >= today ? [{ questionId: 'D3' as const, subjectId, value: closeOn }] : []),
    ...(isChoice('D5', forecast) ? [{ questionId: 'D5' as const, subjectId, value: forecast }] : []),
  ];
}

function onlyOpen(answers: readonly NewAnswer[], asked: AskedTouch, answered: ReadonlySet<string>) {
  const wanted = new Set(asksOf(asked).map((ask: Ask) => askKeyOf(ask)));
  return answers.filter((answer) => wanted.has(askKeyOf(answer)) && !answered.has(askKeyOf(answer)));
}

function liesAhead(value: NewAnswer['value'], today: PlainDate): boolean {
  const step = typeof value === 'string' ? nextStepOf(value) : null;
  return step !== null && step.on >= today;
}

function isChoice(questionId: QuestionId, value: string): boolean {
  return questionShapes[questionId].choices?.includes(value) ?? false;
}

function lastOf(answers: readonly GivenAnswer[], asked: AskedQuestion): GivenAnswer | null {
  const measure = findQuestion(asked)?.mapsTo;
  const { choices } = questionShapes[asked.questionId];
  const ofPrompt = answers.filter(({ subjectId }) => subjectId === null);
  const last = [...currentAnswers(ofPrompt).values()].findLast((answer) => findQuestion(answer)?.mapsTo === measure);
  if (last === undefined || last.value.length === 0) return null;
  const values = typeof last.value === 'string' ? [last.value] : last.value;
  return choices === undefined || values.every((value) => choices.includes(value)) ? last : null;
}
