import { context, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { modal } from '#blocks/kit/modal.ts';
import type { ModalView } from '#core/surface.ts';
import { callbackIds } from './ids.ts';
import { textsFor } from './texts.ts';

const linesPerSection = 25;

/** The settings in force, one line a value; for staff, in English. */
export function settingsView(shown: { version: number; lines: readonly { path: string; value: string }[] }): ModalView {
  const texts = textsFor('en').settings;
  const lines = shown.lines.map(({ path, value }) => `\`${escapeText(path)}\` ${escapeText(value, 400)}`);
  const sections = [];
  for (let start = 0; start < lines.length; start += linesPerSection) {
    sections.push(section(lines.slice(start, start + linesPerSection).join('\n')));
  }
  return modal({
    callbackId: callbackIds.settings,
    title: texts.title,
    close: texts.close,
    blocks: [context(texts.version(shown.version)), ...sections],
  });
}
