import type { RenderedMessage } from '#core/surface.ts';

/** A sentence as a message: what the edges say when no feature speaks. */
export function notice(text: string): RenderedMessage {
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } } as { type: string }] };
}

/** A sentence as a modal. */
export function noticeView(title: string, text: string): Record<string, unknown> {
  return {
    type: 'modal',
    callback_id: 'core.notice',
    title: { type: 'plain_text', text: title },
    close: { type: 'plain_text', text: 'OK' },
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }],
  };
}
