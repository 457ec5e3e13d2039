import { questionShapes } from '../question-schemas.ts';
import { findQuestion } from '../questions/bank.ts';
import type { AskedQuestion, GivenAnswer, PrefilledAnswer } from '../schemas.ts';
import { currentAnswers } from './answers.ts';
import type { NewAnswer } from './answers.ts';

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

/** What we know already: the partner's last answer to the same measure, not older than two periods. */
export function prefillFrom(history: readonly Earlier[], asked: readonly AskedQuestion[]): readonly PrefilledAnswer[] {
  const recent = history.filter(({ ago }) => ago >= 1 && ago <= mostPeriodsAgo).toSorted((a, b) => a.ago - b.ago);
  return asked.flatMap((question) => {
    const { type } = questionShapes[question.questionId];
    if (!repeatable.includes(type)) return [];
    for (const { periodKey, answers } of recent) {
      const last = lastOf(answers, question);
      if (last !== null) return [{ questionId: question.questionId, value: last.value, periodKey }];
    }
    return [];
  });
}

/** What one face confirms: all that was filled in and that nobody has answered in this period. */
export function confirmedBy(
  given: readonly NewAnswer[],
  known: readonly GivenAnswer[],
  prefilled: readonly PrefilledAnswer[],
): readonly NewAnswer[] {
  const answered = new Set([...given, ...known].map(({ questionId }) => questionId));
  return prefilled
    .filter(({ questionId }) => !answered.has(questionId))
    .map(({ questionId, value }) => ({ questionId, value }));
}

/** `months` between two periods of a monthly touch. */
export function monthsBetween(earlier: string, later: string): number {
  const [from = 0, to = 0] = [earlier, later].map((key) => Number(key.slice(0, 4)) * 12 + Number(key.slice(5, 7)));
  return to - from;
}

function lastOf(answers: readonly GivenAnswer[], asked: AskedQuestion): GivenAnswer | null {
  const measure = findQuestion(asked)?.mapsTo;
  const { choices } = questionShapes[asked.questionId];
  const last = [...currentAnswers(answers).values()].findLast((answer) => findQuestion(answer)?.mapsTo === measure);
  if (last === undefined || last.value.length === 0) return null;
  const values = typeof last.value === 'string' ? [last.value] : last.value;
  return choices === undefined || values.every((value) => choices.includes(value)) ? last : null;
}
