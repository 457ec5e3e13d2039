/** Languages with a catalogue; English is complete and the fallback (design §9). */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

export function languageFrom(text: string | undefined): Language {
  const base = text?.toLowerCase().split('-')[0];
  return languages.find((language) => language === base) ?? 'en';
}

/** One catalogue type, one value per language. */
export type Catalogue<Texts> = Readonly<Record<Language, Texts>>;

/** Error texts of a feature: the part of the code behind the slug → the sentence. */
export type ErrorText = (params: Readonly<Record<string, string | number | Date | undefined>>) => string;
export type ErrorTexts = Catalogue<Readonly<Record<string, ErrorText>>>;
