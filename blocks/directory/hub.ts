import { actions, button, context, header, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { message, notice } from '#blocks/kit/message.ts';
import { formatDate } from '#core/calendar/format.ts';
import type { Reader } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { Block, RenderedMessage } from '#core/surface.ts';
import type { HubParams } from '#features/directory/schemas.ts';
import { actionIds } from './ids.ts';
import { textsFor } from './texts.ts';

/** The pinned message of a partner channel. Names are not mentions: rewriting it disturbs nobody. */
export function hubMessage(params: HubParams, reader: Reader): RenderedMessage {
  const texts = textsFor(reader.language).hub;
  if (params.isGeneric) return notice(texts.generic);
  if (params.status === 'ended' || params.status === 'declined') return notice(texts.ended);
  const blocks: Block[] = [header(texts.title), section(people(params, reader.language).join('\n'))];
  if (params.asksSight) blocks.push(section(texts.sight));
  const buttons = buttonsOf(params, reader.language);
  if (buttons.length > 0) blocks.push(actions(...buttons));
  blocks.push(context(texts.howTo));
  return message({ text: texts.fallback, blocks });
}

function people(params: HubParams, language: Language): string[] {
  const texts = textsFor(language).hub;
  const { contact, cover, awayUntil } = params;
  if (!contact) return [texts.noContact, ...(cover ? [texts.cover(escapeText(cover.name))] : [])];
  const name = escapeText(contact.name);
  const lines = [texts.contact(name)];
  if (awayUntil === null) return cover ? [...lines, texts.cover(escapeText(cover.name))] : lines;
  const until = formatDate(awayUntil, language);
  return [...lines, cover ? texts.away(name, until, escapeText(cover.name)) : texts.awayAlone(name, until)];
}

function buttonsOf(params: HubParams, language: Language) {
  const { partnerId, asksSight, buttons } = params;
  const sight = { actionId: actionIds.confirmSight, text: textsFor(language).hub.sightButton, value: partnerId };
  return [
    ...(asksSight ? [button({ ...sight, style: 'primary' })] : []),
    ...buttons.map(({ actionId, label }) => button({ actionId, text: label[language], value: partnerId })),
  ];
}
