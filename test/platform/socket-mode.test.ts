import { expect, onTestFinished, test } from 'vitest';
import { realDelay, systemClock } from '#core/clock.ts';
import { createLumenforgeSlack, sandboxConfig, startBesideSlack } from '#sandbox/app.ts';
import { freshDatabaseName } from '#sandbox/database.ts';
import mongoose from 'mongoose';
import { testDatabaseUri } from '#test/kit/database.ts';
import { memoryLog } from '#test/kit/log.ts';
import { channelOf, partnerIdOf, partnerWorld, seedPartners, sellerOf } from '#test/kit/partners.ts';
import type { TestApp } from '#test/kit/app.ts';
import { acme, createEdgeProbe } from './edge-kit.ts';

const seller = sellerOf(acme);
const soon = { timeout: 15_000, interval: 20 };

/** The app as it serves: Socket Mode over a real WebSocket, real time, Agenda. */
async function startOverSocket() {
  const clock = systemClock();
  const slack = createLumenforgeSlack(clock);
  partnerWorld([acme])(slack);
  const listening = await slack.listen();
  const uri = await testDatabaseUri();
  const database = await mongoose.createConnection(uri, { dbName: freshDatabaseName() }).asPromise();
  const probe = createEdgeProbe();
  const log = memoryLog();
  const config = sandboxConfig(uri, { SLACK_MODE: 'socket', SLACK_API_URL: listening.apiUrl, OUTBOX_IDLE_MS: '50' });
  const app = await startBesideSlack(slack, config, {
    log,
    database: database.name,
    moreFeatures: (ctx) => [probe.feature(ctx)],
  });
  onTestFinished(async () => {
    await app.stop();
    slack.stop();
    await listening.close();
    await database.dropDatabase();
    await database.close();
  });
  await seedPartners({ app, slack, clock, database } as unknown as TestApp, [acme]);
  await expect.poll(() => slack.socketMode.connections(), soon).toBe(1);
  return { slack, probe, app, log, database };
}

test(
  'a journey over Socket Mode survives a dropped connection: button, form, and what was missed meanwhile',
  { timeout: 60_000 },
  async () => {
    const { slack, probe, database } = await startOverSocket();
    const heard: string[] = [];
    probe.onMention = ({ text }) => void heard.push(text);
    const place = { partnerId: partnerIdOf(acme), audience: 'partner' as const, to: { channelId: channelOf(acme) } };
    probe.onPress = async (request) => {
      await probe.send({ key: 'probe:pressed', ...place });
      expect(request.actor).toMatchObject({ kind: 'partner', partnerId: partnerIdOf(acme) });
    };

    await probe.send({ key: 'probe:note', ...place, params: { text: 'Please press', button: 'opaque' } });
    const said = () => slack.messages(channelOf(acme)).map((message) => message.text);
    await expect.poll(said, soon).toContain('Please press');
    const ts = slack.messages(channelOf(acme)).find((message) => message.text === 'Please press')?.ts ?? '';
    const button = { channelId: channelOf(acme), ts };
    expect((await slack.as(seller).press({ ...button, actionId: 'probe.note.press' })).status).toBe(200);
    await expect.poll(said, soon).toContain('probe:pressed');
    await slack.as(seller).mention({ channelId: channelOf(acme), text: 'probe one' });
    await expect.poll(() => heard, soon).toEqual(['probe one']);
    await expect.poll(() => database.collection('channel_cursors').countDocuments(), soon).toBe(1);

    slack.socketMode.drop();
    const missed = await slack.as(seller).mention({ channelId: channelOf(acme), text: 'probe two' });
    expect(missed.deliveries.map((delivery) => delivery.failure)).toContain('missed');
    await expect.poll(() => slack.socketMode.connections(), soon).toBe(1);
    await expect.poll(() => heard, soon).toEqual(['probe one', 'probe two']);

    await slack.as(seller).press({ ...button, actionId: 'probe.form.open', forged: true });
    await expect.poll(() => slack.as(seller).currentView()?.content['callback_id'], soon).toBe('probe.form');
    probe.onSubmit = ({ values }) =>
      values['amount'] === '7' ? { kind: 'close' } : { kind: 'errors', fields: { amount: 'not seven' } };
    expect((await slack.as(seller).submitView({ values: { amount: '6' } })).errors).toEqual({ amount: 'not seven' });
    expect((await slack.as(seller).submitView({ values: { amount: '7' } })).view).toBeUndefined();
    await slack.as(seller).mention({ channelId: channelOf(acme), text: 'probe three' });
    await expect.poll(() => heard, soon).toEqual(['probe one', 'probe two', 'probe three']);
    await realDelay(20);
    expect(said().filter((text) => text === 'probe:pressed')).toHaveLength(1);
  },
);
