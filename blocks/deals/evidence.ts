import { context, section } from '#blocks/kit/elements.ts';
import { linkText } from '#blocks/kit/link.ts';
import type { Block } from '#core/surface.ts';
import type { Evidence } from '#features/deals/field-schemas.ts';
import { evidenceTexts as texts } from './evidence-texts.ts';
import { dayOfInstant, nameText } from './words.ts';

const latest = 10;
const longNote = 500;

/** What the partner sent, for staff: links to open, files where they stand in Slack, notes in their words. */
export function evidenceBlocks(evidence: readonly Evidence[], zone: string): Block[] {
  if (evidence.length === 0) return [];
  const shown = evidence.slice(-latest).toReversed();
  const left = evidence.length - shown.length;
  return [
    section(texts.title),
    ...shown.map((one) => context(lineOf(one, zone))),
    ...(left === 0 ? [] : [context(texts.more(left))]),
  ];
}

function lineOf(evidence: Evidence, zone: string): string {
  const { at, by } = evidence;
  const from = [
    ...(at === undefined ? [] : [dayOfInstant(at, zone, 'en')]),
    ...(by === undefined ? [] : [by.name === null ? `<@${by.userId}>` : nameText(by.name)]),
  ].join(', ');
  return `${whatOf(evidence)}${from === '' ? '' : ` · ${from}`}`;
}

function whatOf({ kind, ref, name, permalink }: Evidence): string {
  if (kind === 'note') return `> ${nameText(ref, longNote)}`;
  if (kind === 'link') return `🔗 ${linkText(ref)}`;
  return `📄 ${permalink === undefined ? nameText(name ?? texts.unnamed) : linkText(permalink, name ?? texts.unnamed)}`;
}
