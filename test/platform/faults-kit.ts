import type { SandboxSlack } from '#sandbox/slack/slack.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { Probe } from '#test/kit/probe.ts';
import { createProbe } from '#test/kit/probe.ts';
import { later, mapChannel, probeChannel, probeWorld } from './outbox-kit.ts';

export interface FaultTest extends TestApp {
  probe: Probe;
}

export const channels = [probeChannel, 'COTHER', 'CTHIRD', 'CFOURTH'] as const;

/** The probe with four internal channels. */
export async function startFaults(options: TestAppOptions = {}): Promise<FaultTest> {
  const probe = createProbe(probeChannel);
  const app = await createTestApp({
    ...options,
    world(slack) {
      probeWorld(slack);
      for (const id of ['CTHIRD', 'CFOURTH']) {
        slack.world.addChannel({ id, name: id.toLowerCase(), members: [slack.world.botUserId, 'UPRIYA'] });
      }
    },
    settings: { SLACK_TIMEOUT_MS: '100', LOST_ANSWER_MARGIN_MS: '1000', ...options.settings },
    overrides: { moreFeatures: (ctx) => [probe.feature(ctx)], ...options.overrides },
  });
  for (const id of channels) await mapChannel(app.database, id);
  return Object.assign(app, { probe });
}

/** Owes `count` messages to the channel, in order: `<channel> 1`, `<channel> 2`, … */
export async function owe(test: FaultTest, channelId: string, count: number, from = 1): Promise<string[]> {
  const keys = Array.from({ length: count }, (_, index) => `probe:${channelId}:${from + index}`);
  for (const key of keys) await test.probe.send({ key, to: { channelId } });
  return keys;
}

export function seconds(test: TestApp, count: number): Promise<void> {
  return test.time.advanceTo(later(test.clock, count));
}

/** Everything the bot has said, in the order in which it stands, threads included. */
export function everyText(slack: SandboxSlack, channelId: string): string[] {
  return slack
    .messages(channelId)
    .filter((message) => message.botId !== undefined)
    .map((message) => message.text);
}
