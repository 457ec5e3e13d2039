import { actions, button, header, section } from '#blocks/kit/elements.ts';
import { message } from '#blocks/kit/message.ts';
import { modal } from '#blocks/kit/modal.ts';
import type { Reader } from '#core/interaction.ts';
import type { Block, ModalView, RenderedMessage } from '#core/surface.ts';
import type { WeekParams } from '#features/attention/schemas.ts';
import { actionIds, callbackIds } from './ids.ts';
import { textsFor } from './texts.ts';

/** domain §2.6: at most six lines, the rest behind the button. */
const shownLines = 6;
const linesPerSection = 10;

/** Several reminders as one post; each line is its feature's own mrkdwn. */
export function thisWeekMessage(params: WeekParams, reader: Reader): RenderedMessage {
  const texts = textsFor(reader.language).week;
  const { lines, bundleKey } = params;
  const shown = lines.slice(0, shownLines).map(texts.line);
  const blocks: Block[] = [header(texts.title), section(shown.length === 0 ? texts.empty : shown.join('\n'))];
  if (lines.length > shownLines) {
    blocks.push(actions(button({ actionId: actionIds.seeAll, text: texts.seeAll(lines.length), value: bundleKey })));
  }
  return message({ text: texts.fallback(lines.length), blocks });
}

export function weekModal(lines: readonly string[], reader: Reader): ModalView {
  const texts = textsFor(reader.language).week;
  const shown = lines.map(texts.line);
  const sections: Block[] = [];
  for (let start = 0; start < shown.length; start += linesPerSection) {
    sections.push(section(shown.slice(start, start + linesPerSection).join('\n')));
  }
  const blocks = sections.length === 0 ? [section(texts.empty)] : sections;
  return modal({ callbackId: callbackIds.week, title: texts.title, close: texts.close, blocks });
}
