import { escapeText } from '#blocks/kit/escape.ts';
import { notice } from '#blocks/kit/message.ts';
import type { Reader } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type { ClosedParams, LoggedParams, NewDateParams } from '#features/follow-ups/message-schemas.ts';
import { nameText, textsFor, titleText } from './texts.ts';
import { dayOf } from '#blocks/kit/when.ts';

type Item = LoggedParams['items'][number];

/** A list in a channel has at most eight rows (domain §0.4b). */
const mostRows = 8;

/** What was logged and by when who answers (domain §3.4); edited as it moves on. */
export function loggedMessage({ items, zone }: LoggedParams, { language }: Reader): RenderedMessage {
  const { logged } = textsFor(language);
  const [only] = items;
  if (only && items.length === 1 && only.state === 'open') return notice(logged.one(whoOf(only, zone, language)));
  const newest = items.slice(-mostRows);
  const lines = newest.map((item) => lineOf(item, zone, language));
  return notice(items.length === 1 ? lines.join('') : [logged.many, ...lines].join('\n'));
}

export function closedMessage({ followUpId, outcome, sentence }: ClosedParams, { language }: Reader): RenderedMessage {
  return notice(textsFor(language).closed[outcome](followUpId, escapeText(sentence)));
}

export function newDateMessage(params: NewDateParams, { language }: Reader): RenderedMessage {
  const texts = textsFor(language);
  const { followUpId, ownerName, dueAt, zone } = params;
  const owner = nameText(ownerName, texts);
  return notice(texts.newDate({ id: followUpId, owner, due: dayOf(dueAt, zone, language) }));
}

function lineOf(item: Item, zone: string, language: Language): string {
  const texts = textsFor(language);
  const title = titleText(item.title, texts);
  if (item.state === 'open') return texts.logged.line(title, whoOf(item, zone, language));
  return `• ${texts.logged.states[item.state](item.followUpId, title)}`;
}

function whoOf(item: Item, zone: string, language: Language) {
  const owner = nameText(item.ownerName, textsFor(language));
  return { id: item.followUpId, owner, due: dayOf(item.dueAt, zone, language) };
}
