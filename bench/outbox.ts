import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';
import { manualClock, stopwatch, systemClock } from '#core/clock.ts';
import { defaultOutboxLimits } from '#platform/outbox/limits.ts';
import {
  asParticipant,
  createLumenforgeSlack,
  sandboxConfig,
  sandboxEnvironment,
  startBesideSlack,
} from '#sandbox/app.ts';
import { freshDatabaseName } from '#sandbox/database.ts';
import type { SandboxSlack } from '#sandbox/slack/slack.ts';
import { createProbe } from '#test/kit/probe.ts';
import { startChild } from './kit/child.ts';
import type { DatabaseReady } from './kit/database.ts';
import type { OutboxOrder } from './kit/outbox-app.ts';
import { channelIds, channelWorld, mapChannels, owe } from './kit/owing.ts';
import type { Report } from './kit/report.ts';

export const about = 'outbox throughput for 500 channels at once, against what the configured limits allow';

const { workspacePerMinute, channelIntervalMs } = defaultOutboxLimits;
const aim = { atLeast: 0.95 };
const giveUpMs = 180_000;

interface Posts {
  count: number;
  /** From the first post to the last, in milliseconds of the sandbox's clock. */
  tookMs: number;
  refused: number;
  at: readonly number[];
}

export async function run(report: Report): Promise<void> {
  const database = await startChild<DatabaseReady>(new URL('kit/database.ts', import.meta.url), { databases: 1 });
  report.note(database.ready.description);
  try {
    await onRealTime(report, database.ready);
    await onSteppedTime(report, database.ready.uri, { name: 'workspace limit', channels: 500, each: 4 });
    await onSteppedTime(report, database.ready.uri, { name: 'channel limit', channels: 5, each: 40 });
  } finally {
    await database.stop();
  }
}

/** The least time in which the limits let all messages out, from the first to the last; by hand, not by the app's code. */
function allowedMs(channels: number, each: number): number {
  const byWorkspace = Math.floor((channels * each - 1) / workspacePerMinute) * 60_000;
  const byChannel = (each - 1) * channelIntervalMs;
  return Math.max(byWorkspace, byChannel);
}

/** As it is served: real clock, real limits, its own process, Slack over HTTP with the sandbox's own window. */
async function onRealTime(report: Report, { uri, names }: DatabaseReady): Promise<void> {
  const channels = channelIds(500);
  const slack = createLumenforgeSlack(systemClock());
  channelWorld(slack, channels);
  const { apiUrl, close } = await slack.listen();
  const environment = sandboxEnvironment(uri, { SLACK_API_URL: apiUrl });
  const order: OutboxOrder = { environment, uri, database: names[0] ?? '', channels };
  const app = await startChild(new URL('kit/outbox-app.ts', import.meta.url), order);
  try {
    const elapsedMs = stopwatch();
    await app.ask('owe');
    while (postsOf(slack).count < channels.length && elapsedMs() < giveUpMs) await delay(20);
    const posts = postsOf(slack);
    tell(
      report,
      `outbox, 500 channels, 1 message each, real time`,
      posts,
      allowedMs(channels.length, 1),
      channels.length,
    );
    const burstMs = (posts.at[workspacePerMinute - 1] ?? Number.NaN) - (posts.at[0] ?? Number.NaN);
    const perMessage = burstMs / (workspacePerMinute - 1);
    report.note(
      `real time, ${workspacePerMinute} at once: ${perMessage.toFixed(1)} ms a message, the limit gives ${60_000 / workspacePerMinute} ms`,
    );
  } finally {
    await app.stop();
    slack.stop();
    await close();
  }
}

/** Many minutes of a full queue, on the stepped clock: does the pace itself lose anything? */
async function onSteppedTime(
  report: Report,
  uri: string,
  load: { name: string; channels: number; each: number },
): Promise<void> {
  const clock = manualClock(new Date('2026-11-16T09:00:00Z'));
  const channels = channelIds(load.channels);
  const slack = createLumenforgeSlack(clock);
  channelWorld(slack, channels);
  const probe = createProbe('');
  const name = freshDatabaseName();
  const app = await startBesideSlack(slack, sandboxConfig(uri), {
    stepped: { clock, participants: [asParticipant(slack)] },
    fetch: slack.fetch,
    database: name,
    moreFeatures: (ctx) => [probe.feature(ctx)],
  });
  const connection = await mongoose.createConnection(uri, { dbName: name }).asPromise();
  try {
    await mapChannels(connection, channels);
    await owe(probe, channels, load.each);
    const allowed = allowedMs(load.channels, load.each);
    const elapsedMs = stopwatch();
    await app.stepped?.advanceTo(new Date(clock.now().getTime() + allowed * 2));
    const expected = load.channels * load.each;
    tell(
      report,
      `outbox, ${load.channels} channels, ${load.each} messages each, ${load.name}`,
      postsOf(slack),
      allowed,
      expected,
    );
    report.note(`stepped: ${(elapsedMs() / expected).toFixed(1)} ms of real time a message`);
  } finally {
    await app.stop();
    slack.stop();
    await connection.dropDatabase();
    await connection.close();
  }
}

function tell(report: Report, name: string, posts: Posts, allowed: number, expected: number): void {
  // Messages that never came are no throughput.
  const value = posts.count === expected ? allowed / posts.tookMs : Number.NaN;
  report.figure({ name, value, baseline: `${allowed / 1000} s that the limits ask for`, aim });
  report.figure({
    name: `${name}, 429s`,
    value: posts.refused,
    baseline: 'a window counted apart',
    aim: { atMost: 0 },
  });
  report.note(`${name}: ${posts.count} of ${expected} posts in ${(posts.tookMs / 1000).toFixed(1)} s`);
}

function postsOf(slack: SandboxSlack): Posts {
  const ours = slack.log.calls.filter(
    ({ method, args }) => method === 'chat.postMessage' && String(args['text']).startsWith('probe:'),
  );
  const at = ours.filter(({ ok }) => ok).map((call) => call.at.getTime());
  const refused = slack.log.calls.filter(({ error }) => error === 'ratelimited').length;
  return { count: at.length, tookMs: Math.max(...at) - Math.min(...at), refused, at };
}
