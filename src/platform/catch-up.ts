import type { Connection } from 'mongoose';
import type { WebClient } from '@slack/web-api';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log-fields.ts';
import type { Incoming } from './inbox/inbox.ts';
import { cursorModel } from './inbox/model.ts';
import { modelOf } from './mongo.ts';

const maximumPages = 20;
/** Slack drops events after two hours (slack.md §2); nothing older than this is worth answering late. */
const maximumAgeMs = 3 * 24 * 3_600_000;

interface HistoryMessage {
  type?: string;
  subtype?: string;
  user?: string;
  bot_id?: string;
  text?: string;
  ts?: string;
  thread_ts?: string;
}

/** After downtime, mapped channels are read from the last seen message on, through the same inbox (design §6.1). */
export function createCatchUp(deps: {
  connection: Connection;
  client: WebClient;
  clock: Clock;
  log: Log;
  botUserId(): string;
  listChannelIds(): Promise<readonly string[]>;
  receive(incoming: Incoming): Promise<void>;
}) {
  const cursors = modelOf(deps.connection, cursorModel);

  async function readChannel(channelId: string): Promise<number> {
    const cursor = await cursors.findById(channelId).lean<{ lastTs: string }>();
    if (!cursor) {
      await markRead(channelId, seconds(deps.clock.now().getTime()));
      return 0;
    }
    const oldest = Math.max(Number(cursor.lastTs), (deps.clock.now().getTime() - maximumAgeMs) / 1000).toFixed(6);
    const missed: HistoryMessage[] = [];
    let page: string | undefined;
    for (let count = 0; count < maximumPages; count += 1) {
      const answer = await deps.client.conversations.history({
        channel: channelId,
        oldest,
        limit: 200,
        ...(page === undefined ? {} : { cursor: page }),
      });
      missed.push(...((answer.messages ?? []) as HistoryMessage[]));
      page = answer.response_metadata?.next_cursor || undefined;
      if (page === undefined) break;
    }
    for (const message of missed.toReversed()) await deliver(channelId, message);
    return missed.length;
  }

  async function deliver(channelId: string, message: HistoryMessage): Promise<void> {
    if (message.user === undefined || message.bot_id !== undefined || message.ts === undefined) return;
    const event = { ...message, channel: channelId, event_ts: message.ts };
    const types = message.text?.includes(`<@${deps.botUserId()}>`) ? ['app_mention', 'message'] : ['message'];
    for (const type of types) {
      await deps.receive({
        body: { type: 'event_callback', event: { ...event, type } },
        ack: () => Promise.resolve(),
      });
    }
  }

  async function markRead(channelId: string, ts: string): Promise<void> {
    await cursors.updateOne({ _id: channelId }, { $max: { lastTs: ts } }, { upsert: true });
  }

  return {
    markRead,
    /** Best effort per channel: one that cannot be read is logged and tried again at the next start. */
    async run(): Promise<void> {
      for (const channelId of await deps.listChannelIds()) {
        try {
          const count = await readChannel(channelId);
          if (count > 0) deps.log.info({ channelId, count, event: 'catch-up' }, 'messages missed while down were read');
        } catch (thrown) {
          deps.log.warn({ channelId, err: thrown, event: 'catch-up' }, 'a channel could not be read');
        }
      }
    },
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(6);
}
