import mongoose from 'mongoose';
import { WebClient } from '@slack/web-api';
import { expect, onTestFinished, test } from 'vitest';
import type { ManualClock } from '#core/clock.ts';
import { manualClock, realDelay } from '#core/clock.ts';
import { createCatchUp } from '#platform/catch-up.ts';
import { createLumenforgeSlack, homeTeam, sandboxSecrets } from '#sandbox/app.ts';
import { freshDatabaseName } from '#sandbox/database.ts';
import type { SandboxSlack } from '#sandbox/slack/slack.ts';
import { testDatabaseUri } from '#test/kit/database.ts';
import { memoryLog } from '#test/kit/log.ts';

const channelIds = Array.from({ length: 60 }, (_, n) => `C${n}`);

/** A bot that begins to catch up, beside a Slack that allows fifty reads of history a minute. */
async function botBegins() {
  const clock = manualClock(new Date('2026-12-08T09:00:00Z'));
  const slack = createLumenforgeSlack(clock);
  slack.world.addUser({ id: 'UPRIYA', teamId: homeTeam.id, name: 'priya' });
  for (const id of channelIds)
    slack.world.addChannel({ id, name: id.toLowerCase(), members: [slack.world.botUserId, 'UPRIYA'] });
  const connection = await mongoose
    .createConnection(await testDatabaseUri(), { dbName: freshDatabaseName() })
    .asPromise();
  const received: string[] = [];
  const catchUp = createCatchUp({
    connection,
    client: new WebClient(sandboxSecrets.botToken, {
      fetch: slack.fetch,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    }),
    clock,
    log: memoryLog(),
    botUserId: () => slack.world.botUserId,
    listChannelIds: () => Promise.resolve(channelIds),
    receive: (incoming) => {
      received.push((incoming.body as { event: { text: string } }).event.text);
      return Promise.resolve();
    },
  });
  const stopping = new AbortController();
  onTestFinished(async () => {
    stopping.abort();
    slack.stop();
    await connection.dropDatabase();
    await connection.close();
  });
  await catchUp.begin();
  clock.moveTo(new Date('2026-12-08T09:00:05Z'));
  return { clock, slack, catchUp, received, stopping };
}

/** Moves time second by second, so that a wait on the clock ends. */
async function untilDone(clock: ManualClock, work: Promise<void>): Promise<void> {
  const done = work.then(() => true);
  for (;;) {
    clock.moveTo(new Date(clock.now().getTime() + 1000));
    if (await Promise.race([done, realDelay(1).then(() => false)])) return;
  }
}

const say = (slack: SandboxSlack, channelId: string, text: string) => slack.as('UPRIYA').say({ channelId, text });

test('more channels than Slack lets us read in a minute are all read, and lost posts keep most of the reads', async () => {
  const bot = await botBegins();
  for (const channelId of channelIds) await say(bot.slack, channelId, `missed in ${channelId}`);
  await bot.catchUp.begin();
  bot.slack.faults.rateLimit('conversations.history', { times: 1, retryAfterSec: 30 });
  await untilDone(bot.clock, bot.catchUp.run(bot.stopping.signal));
  expect(bot.received.toSorted()).toEqual(channelIds.map((channelId) => `missed in ${channelId}`).toSorted());
  const startedAt = bot.slack.log.calls.map((call) => call.at.getTime());
  const mostInAMinute = Math.max(
    ...startedAt.map((at) => startedAt.filter((other) => other >= at && other < at + 60_000).length),
  );
  expect(mostInAMinute).toBeLessThanOrEqual(25);
});

test('a message that comes in before its channel was read does not hide what was missed there', async () => {
  const bot = await botBegins();
  await say(bot.slack, 'C59', 'missed');
  await bot.catchUp.begin();
  const { ts } = bot.slack.messages('C59').at(-1) ?? { ts: '' };
  await bot.catchUp.markRead('C59', String(Number(ts) + 1));
  await untilDone(bot.clock, bot.catchUp.run(bot.stopping.signal));
  expect(bot.received).toEqual(['missed']);
});
