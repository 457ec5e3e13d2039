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

/** No check-in takes answers for longer (domain §2.2). */
const oldestThreadMs = 30 * 24 * 3_600_000;

interface HistoryPage {
  messages?: unknown;
  response_metadata?: { next_cursor?: string };
}

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
  /** `ts` of our first post in a channel: since then we have been listening there. */
  findFirstPost?(channelId: string): Promise<string | null>;
  /** Roots of ours, posted since, whose replies are waited for: history has no replies (slack.md §2). */
  listThreads?(channelId: string, since: Date): Promise<readonly string[]>;
  receive(incoming: Incoming): Promise<void>;
}) {
  const cursors = modelOf(deps.connection, cursorModel);
  /** Channels still to be read: what comes in meanwhile must not move their cursor past what was missed. */
  const pending = new Set<string>();

  async function readChannel(channelId: string, pause: () => Promise<void>): Promise<number> {
    const cursor = await cursors.findById(channelId).lean<{ lastTs: string }>();
    if (!cursor) throw new Error('the channel has no cursor');
    const oldest = Math.max(Number(cursor.lastTs), (deps.clock.now().getTime() - maximumAgeMs) / 1000).toFixed(6);
    const query = { channel: channelId, oldest, limit: 200 };
    const missed = await readAll((page) => deps.client.conversations.history({ ...query, ...page }));
    const since = new Date(deps.clock.now().getTime() - oldestThreadMs);
    for (const root of (await deps.listThreads?.(channelId, since)) ?? []) {
      await pause();
      const replies = await readAll((page) => deps.client.conversations.replies({ ...query, ...page, ts: root }));
      // The root comes first whatever the range; a reply shown in the channel, too, was read there.
      missed.push(...replies.filter(({ ts }) => ts !== root && Number(ts) > Number(oldest)));
    }
    pending.delete(channelId);
    const inOrder = missed.toSorted((a, b) => Number(a.ts) - Number(b.ts));
    for (const message of inOrder) await deliver(channelId, message);
    return missed.length;
  }

  async function readAll(read: (page: { cursor?: string }) => Promise<HistoryPage>): Promise<HistoryMessage[]> {
    const found: HistoryMessage[] = [];
    let cursor: string | undefined;
    for (let count = 0; count < maximumPages; count += 1) {
      const answer = await read(cursor === undefined ? {} : { cursor });
      found.push(...((answer.messages ?? []) as HistoryMessage[]));
      cursor = answer.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) break;
    }
    return found;
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
  async function tryChannel(channelId: string, pause: () => Promise<void>): Promise<number | null> {
    try {
      const count = await readChannel(channelId, pause);
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
        // Mapped while the app ran, and nobody has spoken since: there is no cursor yet.
        const first = known.has(channelId) ? null : ((await deps.findFirstPost?.(channelId)) ?? null);
        if (!known.has(channelId)) await markRead(channelId, first ?? seconds(deps.clock.now().getTime()));
        if (known.has(channelId) || first !== null) pending.add(channelId);
      }
    },

    /**
     * Reads them one after the other, at a pace that leaves lost posts their reads; nothing waits for it. One that cannot
     * be read is logged, keeps its cursor and is read at the next start.
     */
    async run(signal: AbortSignal): Promise<void> {
      const pause = (ms = betweenReadsMs): Promise<void> => deps.clock.sleep(ms, signal).catch(() => undefined);
      for (const channelId of [...pending]) {
        for (let waitMs: number | null = 0; waitMs !== null && !signal.aborted;) {
          waitMs = await tryChannel(channelId, pause);
          await pause(waitMs ?? betweenReadsMs);
        }
      }
    },

    /** Reads them at once, for the stepped driver. */
    async runAtOnce(): Promise<void> {
      for (const channelId of [...pending]) {
        const waitMs = await tryChannel(channelId, () => Promise.resolve());
        if (waitMs !== null) deps.log.warn({ channelId, event: 'catch-up' }, 'a channel could not be read');
      }
    },
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(6);
}
