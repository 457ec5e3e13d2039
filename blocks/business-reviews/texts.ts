import { escapeText } from '#blocks/kit/escape.ts';
import type { ErrorTexts, Language } from '#core/language.ts';
import { de } from './texts.de.ts';
import { en } from './texts.en.ts';
import type { Texts } from './texts.en.ts';

const nameLength = 60;

export function textsFor(language: Language): Texts {
  return { en, de }[language];
}

export const errorTexts: ErrorTexts = { en: en.errors, de: de.errors };

export function nameText(name: string | null, texts: Texts): string {
  return name === null ? texts.somebody : escapeText(name, nameLength, { singleLine: true });
}
