import type { ErrorTexts, Language } from '#core/language.ts';
import type { QuestionId } from '#features/check-ins/schemas.ts';
import { de } from './texts.de.ts';
import { en } from './texts.en.ts';
import type { Texts } from './texts.en.ts';

export function textsFor(language: Language): Texts {
  return { en, de }[language];
}

export const errorTexts: ErrorTexts = { en: en.errors, de: de.errors };

/** A question in the wording in which it was asked; one that the catalogue lacks is asked in the first wording. */
export function questionText(texts: Texts, questionId: QuestionId, version: number): string {
  return texts.questions[`${questionId}.v${version}`] ?? texts.questions[`${questionId}.v1`] ?? questionId;
}

/** An answer in words. `value` comes from our own choices; a comment is user text and is not for this. */
export function answerText(texts: Texts, questionId: QuestionId, value: string | readonly string[]): string {
  const words = choicesOf(texts, questionId);
  return (typeof value === 'string' ? [value] : value).map((choice) => words[choice] ?? choice).join(', ');
}

/** Choice → words, in the order in which they are offered. */
export function choicesOf(texts: Texts, questionId: QuestionId): Readonly<Record<string, string>> {
  switch (questionId) {
    case 'C1':
      return texts.ratings;
    case 'C2':
      return texts.talks;
    case 'C3':
      return texts.obstacles;
    case 'C4':
      return texts.needs;
    case 'C5':
      return texts.efforts;
    case 'comment':
      return {};
  }
}
