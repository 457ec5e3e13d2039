import { escapeText } from '#blocks/kit/escape.ts';
import type { ErrorTexts, Language } from '#core/language.ts';
import type { Title } from '#features/follow-ups/schemas.ts';
import { de } from './texts.de.ts';
import { en } from './texts.en.ts';
import type { Texts } from './texts.en.ts';

export function textsFor(language: Language): Texts {
  return { en, de }[language];
}

export const errorTexts: ErrorTexts = { en: en.errors, de: de.errors };

const nameLength = 60;
const commitmentLength = 120;

/** A title in words; ids of deals come from other features and are escaped. */
export function titleText({ key, params }: Title, { titles, categories, topics }: Texts): string {
  const category = categories[params.category ?? 'other'] ?? '';
  const dealId = escapeText(params.dealId ?? '', nameLength, { singleLine: true });
  switch (key) {
    case 'blocker':
    case 'programme_blocker':
      return titles[key](category);
    case 'deal_blocker':
      return titles.deal_blocker(category, dealId);
    case 'deal_closed':
    case 'deal_help':
      return titles[key](dealId);
    case 'commitment':
      return titles.commitment(escapeText(params.commitment ?? titles.promise, commitmentLength, { singleLine: true }));
    case 'help':
      return titles.help(topics[params.topic ?? 'need_help'] ?? topics['need_help'] ?? '');
    default:
      return titles[key];
  }
}

export function nameText(name: string | null, texts: Texts): string {
  return name === null ? texts.somebody : escapeText(name, nameLength, { singleLine: true });
}
