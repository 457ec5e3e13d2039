import type { PlainDate } from '#core/calendar/dates.ts';
import { nextStepText } from '#core/contributions/touch-content.ts';
import { questionShapes } from '../question-schemas.ts';
import type { QuestionId } from '../schemas.ts';
import type { AnswerValue } from '../rules/answers.ts';
import { amountIn, wholeNumberIn } from '../rules/amounts.ts';
import { negations } from './phrases.ts';
import { readStep } from './read-day.ts';
import { vocabularyOf } from './vocabulary.ts';

const textMaxLength = 500;

/** The value that this very text stands for; null when it is more or something else. */
export function exactValue(questionId: QuestionId, text: string): string | null {
  const found = Object.entries(vocabularyOf[questionId] ?? {}).find(([, phrases]) => phrases.includes(text));
  return found?.[0] ?? null;
}

/** What is said to a question that was named by its number: it may stand among other words. */
export function readValue(questionId: QuestionId, text: string, today: PlainDate): AnswerValue | null {
  const { type, choices } = questionShapes[questionId];
  if (type === 'text') return text === '' ? null : text.slice(0, textMaxLength);
  if (type === 'number') return wholeNumberIn(text);
  if (type === 'money') return amountIn(text);
  if (type === 'deal_update') return stepIn(text, today);
  if (choices === undefined) return null;
  if (type === 'multi') return readChoices(questionId, text);
  return outOfFive(questionId, text) ?? exactValue(questionId, text) ?? onlyOne(valuesIn(questionId, text));
}

function stepIn(text: string, today: PlainDate): string | null {
  const step = readStep(text.slice(0, textMaxLength), today);
  return step === null ? null : nextStepText(step);
}

/** Several choices, parted by "and", "+" or "/"; one part that is not understood spoils them all. */
export function readChoices(questionId: QuestionId, text: string): string[] | null {
  const whole = exactValue(questionId, text);
  if (whole !== null) return [whole];
  const parts = text.split(/\s*(?:\+|\/|&|\band\b|\bund\b|\boder\b|\bor\b)\s*/u).filter((part) => part !== '');
  const values = parts.map((part) => exactValue(questionId, part) ?? onlyOne(valuesIn(questionId, part)));
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  if (known.length === 0 || known.length < values.length) return null;
  const distinct = [...new Set(known)];
  return distinct.length > 1 && distinct.includes('none') ? null : distinct;
}

/** `4/5`, `4 of 5`, `4 von 5`. */
export function outOfFive(questionId: QuestionId, text: string): string | null {
  if (questionShapes[questionId].type !== 'scale5') return null;
  return /^([1-5])\s*(?:\/|of|out of|von|aus)\s*5$/u.exec(text)?.[1] ?? null;
}

/** Values whose phrases occur in the text, the longest first, so that "not good" is not "good"; none beside a negation. */
function valuesIn(questionId: QuestionId, text: string): readonly string[] {
  const phrases = Object.entries(vocabularyOf[questionId] ?? {})
    .flatMap(([value, said]) => said.map((phrase) => ({ value, phrase })))
    .filter(({ phrase }) => phrase.length > 1)
    .toSorted((a, b) => b.phrase.length - a.phrase.length);
  let left = ` ${text.replace(/[.!?:,()]+/g, ' ').replace(/\s+/g, ' ')} `;
  const found: string[] = [];
  for (const { value, phrase } of phrases) {
    if (!left.includes(` ${phrase} `)) continue;
    left = left.replace(` ${phrase} `, ' | ');
    found.push(value);
  }
  return left.split(' ').some((word) => negations.includes(word)) ? [] : [...new Set(found)];
}

function onlyOne(values: readonly string[]): string | null {
  return values.length === 1 ? (values[0] ?? null) : null;
}
