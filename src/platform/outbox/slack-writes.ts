import type { WebClient } from '@slack/web-api';
import type { RenderedMessage } from '#core/surface.ts';
import { slackFailureOf } from '../slack-errors.ts';
import type { SlackFailure } from '../slack-errors.ts';
import type { OutboundRow } from './model.ts';
import { destinationOf } from './model.ts';

export const metadataType = 'drumbeat_message';

export type WriteResult = { kind: 'done'; channelId: string; ts: string } | SlackFailure;

/** The five operations of the outbox (design §6.3); what Slack calls `already_…` counts as done. */
export function createSlackWrites(client: WebClient) {
  const directChannels = new Map<string, string>();

  async function attempt(
    row: OutboundRow,
    doneWhen: readonly string[],
    call: () => Promise<unknown>,
  ): Promise<WriteResult> {
    const done = {
      kind: 'done' as const,
      channelId: row.channelId ?? row.to.channelId ?? '',
      ts: row.ts ?? row.threadTs ?? '',
    };
    try {
      await call();
      return done;
    } catch (thrown) {
      const failure = slackFailureOf(thrown);
      return failure.kind === 'refused' && doneWhen.includes(failure.error) ? done : failure;
    }
  }

  return {
    /** The channel id behind a destination; opens the direct message when there is none yet. */
    async channelOf(row: OutboundRow): Promise<string> {
      const to = destinationOf(row);
      if ('channelId' in to) return to.channelId;
      const known = directChannels.get(to.userId);
      if (known !== undefined) return known;
      const opened = await client.conversations.open({ users: to.userId });
      const channelId = opened.channel?.id ?? '';
      directChannels.set(to.userId, channelId);
      return channelId;
    },

    async post(row: OutboundRow, channelId: string, content: RenderedMessage, hash: string): Promise<WriteResult> {
      try {
        const answer = await client.chat.postMessage({
          channel: channelId,
          text: content.text,
          blocks: content.blocks as never,
          ...(row.threadTs === null ? {} : { thread_ts: row.threadTs }),
          metadata: { event_type: metadataType, event_payload: { h: hash } },
          unfurl_links: false,
          unfurl_media: false,
        });
        if (typeof answer.ts !== 'string') return { kind: 'unsure', reason: 'answer_without_ts' };
        return { kind: 'done', channelId: answer.channel ?? channelId, ts: answer.ts };
      } catch (thrown) {
        return slackFailureOf(thrown);
      }
    },

    update: (row: OutboundRow, content: RenderedMessage): Promise<WriteResult> =>
      attempt(row, ['message_not_found'], () =>
        client.chat.update({
          channel: row.channelId ?? '',
          ts: row.ts ?? '',
          text: content.text,
          blocks: content.blocks as never,
        }),
      ),

    delete: (row: OutboundRow): Promise<WriteResult> =>
      attempt(row, ['message_not_found'], () => client.chat.delete({ channel: row.channelId ?? '', ts: row.ts ?? '' })),

    pin: (row: OutboundRow): Promise<WriteResult> =>
      attempt(row, ['already_pinned', 'message_not_found'], () =>
        client.pins.add({ channel: row.channelId ?? '', timestamp: row.ts ?? '' }),
      ),

    react: (row: OutboundRow): Promise<WriteResult> =>
      attempt(row, ['already_reacted', 'message_not_found'], () =>
        client.reactions.add({
          channel: row.to.channelId ?? '',
          timestamp: row.threadTs ?? '',
          name: row.message.slice('reaction:'.length),
        }),
      ),
  };
}

export type SlackWrites = ReturnType<typeof createSlackWrites>;
