import type { ErrorTexts, Language } from '#core/language.ts';
import type { FieldProblem } from '#features/deals/field-schemas.ts';
import { de } from './texts.de.ts';
import { en } from './texts.en.ts';
import type { Texts } from './texts.en.ts';

export function textsFor(language: Language): Texts {
  return { en, de }[language];
}

export const errorTexts: ErrorTexts = { en: en.errors, de: de.errors };

/** What is wrong with a field, in the words of domain §4.3. */
export function problemText({ field, code, params = {} }: FieldProblem, language: Language): string {
  const { fieldErrors } = textsFor(language);
  const words = fieldErrors[`${field}.${code}`] ?? fieldErrors[code] ?? fieldErrors['invalid_value'];
  return words?.(params) ?? code;
}

/** Words of our own for a stored value; what is in no list is shown as it is, so it must be harmless already. */
export function choiceText(list: Readonly<Record<string, string>>, value: string): string {
  return list[value] ?? value;
}
