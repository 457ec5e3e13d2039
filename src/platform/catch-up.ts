import type { Connection } from 'mongoose';
import type { WebClient } from '@slack/web-api';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log-fields.ts';
import type { Incoming } from './inbox/inbox.ts';
import { cursorModel } from './inbox/model.ts';
import { modelOf } from './mongo.ts';
import { slackFailureOf } from './slack-errors.ts';

const maximumPages = 20;
/** Slack takes fifty reads of history a minute (slack.md §3): most stay free for lost posts, which cannot wait. */
const betweenReadsMs = 3000;
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
  /** Channels still to be read: what comes in meanwhile must not move their cursor past what was missed. */
  const pending = new Set<string>();

  async function readChannel(channelId: string): Promise<number> {
    const cursor = await cursors.findById(channelId).lean<{ lastTs: string }>();
    if (!cursor) throw new Error('the channel has no cursor');
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
    pending.delete(channelId);
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
    if (pending.has(channelId)) return;
    await cursors.updateOne({ _id: channelId }, { $max: { lastTs: ts } }, { upsert: true });
  }

  /** Milliseconds after which Slack takes another read; null when there is nothing to wait for. */
  async function tryChannel(channelId: string): Promise<number | null> {
    try {
      const count = await readChannel(channelId);
      if (count > 0) deps.log.info({ channelId, count, event: 'catch-up' }, 'messages missed while down were read');
      return null;
    } catch (thrown) {
      const failure = slackFailureOf(thrown);
      if (failure.kind === 'rateLimited') return failure.retryAfterMs;
      deps.log.warn({ channelId, err: thrown, event: 'catch-up' }, 'a channel could not be read');
      return null;
    }
  }

  return {
    markRead,

    /** Takes down which channels are to be read; to be called before deliveries come in. */
    async begin(): Promise<void> {
      const known = new Set((await cursors.find({}, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id));
      for (const channelId of await deps.listChannelIds()) {
        if (known.has(channelId)) pending.add(channelId);
        else await markRead(channelId, seconds(deps.clock.now().getTime()));
      }
    },

    /**
     * Reads them one after the other, at a pace that leaves lost posts their reads; nothing waits for it. One that cannot
     * be read is logged, keeps its cursor and is read at the next start.
     */
    async run(signal: AbortSignal): Promise<void> {
      for (const channelId of [...pending]) {
        for (let waitMs: number | null = 0; waitMs !== null && !signal.aborted;) {
          waitMs = await tryChannel(channelId);
          await deps.clock.sleep(waitMs ?? betweenReadsMs, signal).catch(() => undefined);
        }
      }
    },

    /** Reads them at once, for the stepped driver. */
    async runAtOnce(): Promise<void> {
      for (const channelId of [...pending]) {
        const waitMs = await tryChannel(channelId);
        if (waitMs !== null) deps.log.warn({ channelId, event: 'catch-up' }, 'a channel could not be read');
      }
    },
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(6);
}
