import { context, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import type { Reader } from '#core/interaction.ts';
import type { Block } from '#core/surface.ts';
import { staffTexts, textsFor } from './texts.ts';

const mostRows = 40;

export function partnerHome(
  shown: { displayName: string; pm: string | null; backup: string | null },
  reader: Reader,
): readonly Block[] {
  const texts = textsFor(reader.language).home;
  const lines = [
    texts.company(escapeText(shown.displayName)),
    ...(shown.pm ? [texts.contact(escapeText(shown.pm))] : []),
    ...(shown.backup ? [texts.cover(escapeText(shown.backup))] : []),
  ];
  return [section(lines.join('\n'))];
}

export function staffHome(
  partners: readonly { partnerId: string; displayName: string; status: string; tier: string }[],
): readonly Block[] {
  if (partners.length === 0) return [];
  const texts = staffTexts.home;
  const rows = partners
    .slice(0, mostRows)
    .map(({ partnerId, displayName, status, tier }) => texts.row(partnerId, escapeText(displayName, 60), status, tier));
  const rest = partners.length - rows.length;
  return [section([texts.title, ...rows].join('\n')), ...(rest > 0 ? [context(texts.more(rest))] : [])];
}
