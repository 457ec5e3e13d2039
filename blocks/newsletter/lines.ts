import { button } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import type { Reader } from '#core/interaction.ts';
import type { Element } from '#core/surface.ts';
import { labelMaxLength, textMaxLength } from '#features/newsletter/schemas.ts';
import type { IssueContent, Item } from '#features/newsletter/schemas.ts';
import { actionIds } from './ids.ts';
import { textsFor } from './texts.ts';

/** Escaping makes a text longer, never more than this. */
const escapedLength = 5 * textMaxLength;

/** The items as a partner reads them, then where this partner stands. */
export function issueLines(
  { items }: Pick<IssueContent, 'items'>,
  own: readonly string[],
  { language }: Reader,
): readonly string[] {
  return [...items.map((item) => itemLine(item, language)), ...own];
}

/** The one button; a link opens at the tap, and the tap still reaches us. */
export function issueButtons({ issueKey, call }: IssueContent, { language }: Reader): readonly Element[] {
  if (call === null) return [];
  const text = inLanguage(call, language).slice(0, labelMaxLength);
  const url = call.url === null ? {} : { url: call.url };
  return [button({ actionId: actionIds.answer, text, value: issueKey, style: 'primary', ...url })];
}

export function itemLine(item: Pick<Item, 'kind' | 'en' | 'de' | 'url'>, language: Reader['language']): string {
  const texts = textsFor(language);
  const text = escapeText(inLanguage(item, language), escapedLength, { singleLine: true });
  const link = item.url === null ? '' : ` <${escapeText(item.url)}|${texts.readMore}>`;
  return `${texts.item(texts.kinds[item.kind] ?? '', text)}${link}`;
}

function inLanguage({ en, de }: { en: string; de: string | null }, language: Reader['language']): string {
  return language === 'de' ? (de ?? en) : en;
}
