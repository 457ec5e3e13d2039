import { section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { message } from '#blocks/kit/message.ts';
import type { Reader } from '#core/interaction.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type { PostParams } from '#features/status-posts/schemas.ts';
import { textsFor } from './texts.ts';

const nameLength = 60;
const mostLines = 4;

/** The status post: that nothing is asked, where things stand, whom to turn to (domain §2.3). */
export function postMessage(
  { contactName }: PostParams,
  lines: readonly string[],
  { language }: Reader,
): RenderedMessage {
  const texts = textsFor(language);
  const contact =
    contactName === null ? texts.writeHere : texts.contact(escapeText(contactName, nameLength, { singleLine: true }));
  const text = [texts.title, ...lines.slice(0, mostLines).map((line) => `• ${line}`), contact].join('\n');
  return message({ text, blocks: [section(text)] });
}
