import { AppError } from '#core/errors.ts';
import type { Block, RenderedMessage } from '#core/surface.ts';
import { section } from './elements.ts';
import { clipMrkdwn, limits, requireCount } from './limits.ts';

/** `text` is mrkdwn too: user parts go through `escapeText`. Throws AppError(bug) for blank text, no or too many blocks. */
export function message(parts: { text: string; blocks: readonly Block[] }): RenderedMessage {
  if (parts.text.trim() === '') throw new AppError({ kind: 'bug', code: 'core.message_without_text' });
  return { text: clipMrkdwn(parts.text, limits.messageText), blocks: requireCount('messageBlocks', parts.blocks) };
}

/** A message of one paragraph of mrkdwn. */
export function notice(text: string): RenderedMessage {
  return message({ text, blocks: [section(text)] });
}
