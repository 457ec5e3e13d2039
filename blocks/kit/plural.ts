import type { Language } from '#core/language.ts';

/** The form that the language uses for this count, as given: `${n} ${plural('en', n, { one: 'day', other: 'days' })}`. */
export function plural(language: Language, count: number, forms: { one: string; other: string }): string {
  return new Intl.PluralRules(language).select(count) === 'one' ? forms.one : forms.other;
}
