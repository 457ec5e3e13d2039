import type { ErrorTexts, Language } from '#core/language.ts';
import { de } from './texts.de.ts';
import { en } from './texts.en.ts';
import type { Texts } from './texts.en.ts';

export function textsFor(language: Language): Texts {
  return { en, de }[language];
}

export const errorTexts: ErrorTexts = { en: en.errors, de: de.errors };
