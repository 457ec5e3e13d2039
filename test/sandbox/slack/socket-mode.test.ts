import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Listening } from '#sandbox/slack/server.ts';
import { startSocketApp, type RunningApp } from './bolt-app.ts';
import { ANNA, PAT, SHARED, testSlack, type TestSlack } from './kit.ts';

let test: TestSlack;
let listening: Listening;
let running: RunningApp;
let heard: string[];

beforeEach(async () => {
  test = testSlack();
  heard = [];
  listening = await test.slack.listen();
  running = await startSocketApp(listening.apiUrl, (app) => {
    app.message(
      async ({ message }) => void heard.push('text' in message && message.text !== undefined ? message.text : ''),
    );
    app.command('/partner', async ({ ack }) => ack('hello'));
  });
  test.slack.connectApp({ kind: 'socket' });
  await connected();
});

afterEach(async () => {
  await running.stop();
  await listening.close();
  test.slack.stop();
});

async function connected(): Promise<void> {
  await expect.poll(() => test.slack.socketMode.connections(), { timeout: 5000 }).toBe(1);
}

it('events and commands reach a real Bolt app and are acknowledged', async () => {
  const said = await test.slack.as(ANNA).say({ channelId: SHARED, text: 'hello' });
  expect(said.deliveries[0]).toMatchObject({ status: 200, failure: undefined });
  await expect.poll(() => heard).toEqual(['hello']);
  await test.slack.as(PAT).command('/partner', { channelId: SHARED });
  expect(test.slack.as(PAT).ephemeralMessages()).toMatchObject([{ text: 'hello' }]);
});

it('what happens while no connection is open is missed; the app reconnects and hears the next', async () => {
  test.slack.socketMode.drop();
  const missed = await test.slack.as(ANNA).say({ channelId: SHARED, text: 'missed' });
  expect(missed.deliveries[0]).toMatchObject({ failure: 'missed' });
  await connected();
  await test.slack.as(ANNA).say({ channelId: SHARED, text: 'heard' });
  await expect.poll(() => heard).toEqual(['heard']);
  expect(test.slack.nextDueAt()).toBeUndefined();
});

it('a refresh lets the app reconnect by itself', async () => {
  test.slack.socketMode.refresh();
  await expect
    .poll(() => test.slack.log.calls.filter((call) => call.method === 'apps.connections.open').length)
    .toBe(2);
  await connected();
  await test.slack.as(ANNA).say({ channelId: SHARED, text: 'after' });
  await expect.poll(() => heard).toEqual(['after']);
});
