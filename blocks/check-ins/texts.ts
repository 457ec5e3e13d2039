import { escapeText } from '#blocks/kit/escape.ts';
import { isPlainDate } from '#core/calendar/dates.ts';
import { nextStepOf } from '#core/contributions/touch-content.ts';
import type { ErrorTexts, Language } from '#core/language.ts';
import { questionShapes } from '#features/check-ins/question-schemas.ts';
import type { AskedQuestion, QuestionId } from '#features/check-ins/schemas.ts';
import type { moreChoices } from './question-texts.en.ts';
import { de } from './texts.de.ts';
import { en } from './texts.en.ts';
import type { Texts } from './texts.en.ts';
import { dayName } from '#blocks/kit/when.ts';

/** More is behind the partner manager's message. */
const freeTextLength = 120;

export function textsFor(language: Language): Texts {
  return { en, de }[language];
}

export const errorTexts: ErrorTexts = { en: en.errors, de: de.errors };

/** A question in the wording in which it was asked; one that the catalogue lacks is asked in the first wording. */
export function questionText(texts: Texts, questionId: QuestionId, version: number): string {
  return texts.questions[`${questionId}.v${version}`] ?? texts.questions[`${questionId}.v1`] ?? questionId;
}

/** An answer in words: of our own choices, or what somebody wrote, made harmless. */
export function answerText(texts: Texts, questionId: QuestionId, value: string | readonly string[]): string {
  const words = choicesOf(texts, questionId);
  if (typeof value === 'string') {
    const written = writtenText(texts, questionId, value);
    if (written !== null) return written;
  }
  return (typeof value === 'string' ? [value] : value)
    .map((choice) => words[choice] ?? escapeText(choice, freeTextLength, { singleLine: true }))
    .join(', ');
}

/** What can be written in the thread: `1 good, 2 yes, 3 pricing` for the first of these questions. */
export function exampleOf(asked: readonly AskedQuestion[], language: Language, hasDeals = false): string {
  const { examples, dealExample } = textsFor(language);
  const words = asked.flatMap(({ questionId }, index) => {
    const word = examples[questionId];
    return word === undefined ? [] : [`${index + 1} ${word}`];
  });
  return (hasDeals ? [dealExample, ...words.slice(0, 1)] : words.slice(0, 4)).join(', ');
}

/** A day, an amount or a step with its day, as people write it; null for what is a choice or free text. */
function writtenText(texts: Texts, questionId: QuestionId, value: string): string | null {
  const { type } = questionShapes[questionId];
  const { language } = texts;
  if (type === 'date') return isPlainDate(value) ? dayName(value, language) : null;
  if (type === 'money') return amountText(value, language);
  const step = type === 'deal_update' ? nextStepOf(value) : null;
  if (step === null) return null;
  return texts.item.stepBy(escapeText(step.step, freeTextLength, { singleLine: true }), dayName(step.on, language));
}

/** `EUR 250000` and `250000` as people write amounts. */
function amountText(value: string, language: Language): string | null {
  const [, currency, amount = ''] = /^(?:([A-Z]{3}) )?(\d+(?:\.\d+)?)$/.exec(value) ?? [];
  if (amount === '') return null;
  const number = new Intl.NumberFormat({ en: 'en-GB', de: 'de-DE' }[language]).format(Number(amount));
  return currency === undefined ? number : `${currency} ${number}`;
}

/** Choice → words, in the order in which they are offered; none for a question that is answered freely. */
export function choicesOf(texts: Texts, questionId: QuestionId): Readonly<Record<string, string>> {
  const list = listOf[questionId];
  if (list !== undefined) return texts[list];
  const { choices = [] } = questionShapes[questionId];
  return Object.fromEntries(choices.map((choice) => [choice, choice]));
}

const listOf: Readonly<Partial<Record<QuestionId, ListName>>> = {
  C1: 'ratings',
  B4: 'ratings',
  M5: 'ratings',
  N3: 'ratings',
  C2: 'talks',
  C3: 'obstacles',
  D4: 'obstacles',
  M3: 'obstacles',
  C4: 'needs',
  C5: 'efforts',
  D1: 'stances',
  D5: 'forecasts',
  W1: 'yesOrNo',
  M1: 'yesOrNo',
  F1: 'yesOrNo',
  A2: 'yesOrNo',
  N1: 'yesOrNo',
  W2: 'helpWanted',
  B3: 'resourcings',
  M2: 'progresses',
  A1: 'progresses',
  S1: 'capacities',
  T1: 'integrations',
};

type ListName = 'ratings' | 'talks' | 'obstacles' | 'needs' | 'efforts' | keyof typeof moreChoices;
