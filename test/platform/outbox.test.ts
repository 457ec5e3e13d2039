import { describe, expect, test } from 'vitest';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { Probe } from '#test/kit/probe.ts';
import { createProbe } from '#test/kit/probe.ts';
import { later, mapChannel, probeChannel, probeWorld, texts } from './outbox-kit.ts';

interface Started extends TestApp {
  probe: Probe;
}

async function start(options: TestAppOptions = {}): Promise<Started> {
  const probe = createProbe(probeChannel);
  const app = await createTestApp({
    world: probeWorld,
    ...options,
    overrides: { moreFeatures: (ctx) => [probe.feature(ctx)], ...options.overrides },
  });
  await mapChannel(app.database, probeChannel);
  await mapChannel(app.database, 'COTHER');
  return Object.assign(app, { probe });
}

describe('the outbox', () => {
  test('posts what a verb owes once, and tells the feature where it stands', async () => {
    const t = await start();
    await t.probe.send({ key: 'probe:note:1' });
    await t.time.settle();
    expect(texts(t.slack)).toEqual(['probe:note:1']);
    expect(t.probe.outcomes).toEqual([
      expect.objectContaining({ kind: 'delivered', key: 'probe:note:1', channelId: probeChannel }),
    ]);
  });

  test('edits the message when the same key comes with other params, and does nothing when they are equal', async () => {
    const t = await start();
    await t.probe.send({ key: 'probe:note:1', params: { text: 'one' } });
    await t.time.settle();
    await t.probe.send({ key: 'probe:note:1', params: { text: 'one' } });
    await t.probe.send({ key: 'probe:note:1', params: { text: 'two' } });
    await t.time.settle();
    expect(texts(t.slack)).toEqual(['two']);
    expect(t.slack.log.calls.filter((call) => call.method === 'chat.update')).toHaveLength(1);
    expect(t.probe.outcomes).toHaveLength(1);
  });

  test('renders only the last of several edits', async () => {
    const t = await start();
    for (const text of ['a', 'b', 'c']) await t.probe.send({ key: 'probe:note:1', params: { text } });
    await t.time.settle();
    expect(texts(t.slack)).toEqual(['c']);
    expect(t.slack.log.calls.filter((call) => call.method.startsWith('chat.'))).toHaveLength(1);
  });

  test('deletes what is withdrawn, and never posts what was withdrawn before it went out', async () => {
    const t = await start();
    await t.probe.send({ key: 'probe:note:1' });
    await t.time.settle();
    await t.probe.send({ key: 'probe:note:2' });
    await t.probe.withdraw('probe:note:1');
    await t.probe.withdraw('probe:note:2');
    await t.time.advanceTo(later(t.clock, 10));
    expect(texts(t.slack)).toEqual([]);
    expect(t.probe.outcomes.at(-1)).toMatchObject({ kind: 'dropped', key: 'probe:note:2', reason: 'withdrawn' });
  });

  test('keeps a second between posts of one channel and lets other channels go on', async () => {
    const t = await start();
    for (const n of [1, 2, 3]) await t.probe.send({ key: `probe:note:${n}` });
    await t.probe.send({ key: 'probe:other:1', to: { channelId: 'COTHER' } });
    await t.time.settle();
    expect(texts(t.slack)).toEqual(['probe:note:1']);
    expect(texts(t.slack, 'COTHER')).toEqual(['probe:other:1']);
    await t.time.advanceTo(later(t.clock, 5));
    expect(texts(t.slack)).toEqual(['probe:note:1', 'probe:note:2', 'probe:note:3']);
    expect(t.slack.log.calls.filter((call) => call.error === 'ratelimited')).toEqual([]);
  });

  test('sends urgent rows first, then in the order in which they were owed', async () => {
    const t = await start();
    await t.probe.send({ key: 'probe:note:1', priority: 'P3' });
    await t.probe.send({ key: 'probe:note:2', priority: 'P2' });
    await t.probe.send({ key: 'probe:note:3', priority: 'P1' });
    await t.time.advanceTo(later(t.clock, 5));
    expect(texts(t.slack)).toEqual(['probe:note:3', 'probe:note:1', 'probe:note:2']);
  });

  test('a reply waits for its root and stands in its thread', async () => {
    const t = await start();
    const tomorrow = later(t.clock, 24 * 3600);
    await t.probe.send({ key: 'probe:root', notBefore: tomorrow });
    await t.probe.send({ key: 'probe:reply', thread: { key: 'probe:root' } });
    await t.time.advanceTo(later(t.clock, 60));
    expect(t.slack.messages(probeChannel)).toHaveLength(0);
    await t.time.advanceTo(new Date(tomorrow.getTime() + 10_000));
    const [root] = t.slack.messages(probeChannel);
    expect(root?.text).toBe('probe:root');
    expect(t.slack.thread(probeChannel, root?.ts ?? '').map((message) => message.text)).toContain('probe:reply');
  });

  test('a reply that is planned for later keeps its time when its root goes out', async () => {
    const t = await start();
    const tomorrow = later(t.clock, 24 * 3600);
    await t.probe.send({ key: 'probe:root' });
    await t.probe.send({ key: 'probe:reply', thread: { key: 'probe:root' }, notBefore: tomorrow });
    await t.time.advanceTo(later(t.clock, 3600));
    expect(t.slack.messages(probeChannel).map((message) => message.text)).toEqual(['probe:root']);
    await t.time.advanceTo(tomorrow);
    expect(t.slack.messages(probeChannel).map((message) => message.text)).toEqual(['probe:root', 'probe:reply']);
  });

  test('a reply whose root was dropped is dropped with it', async () => {
    const t = await start();
    await t.probe.send({ key: 'probe:root', notBefore: later(t.clock, 60), notAfter: later(t.clock, 30) });
    await t.probe.send({ key: 'probe:reply', thread: { key: 'probe:root' } });
    await t.time.advanceTo(later(t.clock, 300));
    expect(t.probe.outcomes).toEqual([
      expect.objectContaining({ key: 'probe:root', kind: 'dropped', reason: 'expired' }),
      expect.objectContaining({ key: 'probe:reply', kind: 'dropped', reason: 'root_not_sent' }),
    ]);
    expect(t.slack.messages(probeChannel)).toHaveLength(0);
  });

  test('pins a message once it stands, and a second pin is no error', async () => {
    const t = await start();
    await t.probe.send({ key: 'probe:hub', pinned: true });
    await t.time.advanceTo(later(t.clock, 5));
    expect(t.slack.pins(probeChannel).map((message) => message.text)).toEqual(['probe:hub']);
  });

  test('reacts to a message of ours and to one of a person', async () => {
    const t = await start();
    const { ts } = (await t.slack.as('UPRIYA').say({ channelId: probeChannel, text: 'hello' })) as { ts?: string };
    const personTs = ts ?? t.slack.messages(probeChannel).at(-1)?.ts ?? '';
    await t.probe.send({ key: 'probe:note:1' });
    await t.probe.ctx().inOneWrite(async (write) => {
      await write.react({ key: 'probe:r:1', partnerId: null, on: { key: 'probe:note:1' }, name: 'eyes' });
      await write.react({
        key: 'probe:r:2',
        partnerId: null,
        on: { channelId: probeChannel, ts: personTs },
        name: 'eyes',
      });
    });
    await t.time.advanceTo(later(t.clock, 5));
    const reacted = t.slack
      .messages(probeChannel)
      .filter((message) => JSON.stringify(message.reactions).includes('eyes'));
    expect(reacted).toHaveLength(2);
  });

  test('a message that may not be read where it goes is not posted, and staff can read why', async () => {
    const t = await start();
    await t.probe.send({ key: 'probe:foreign', to: { channelId: 'CNOWHERE' } });
    await t.time.settle();
    expect(t.probe.outcomes).toEqual([expect.objectContaining({ kind: 'dropped', reason: 'wrong_audience' })]);
    expect(await t.database.collection('audit_entries').countDocuments({ action: 'message.dropped' })).toBe(1);
  });

  test('a channel that Slack refuses fails with Slack’s reason and stops nothing else', async () => {
    const t = await start();
    await t.slack.world.archive('COTHER', 'UPRIYA');
    await t.probe.send({ key: 'probe:other', to: { channelId: 'COTHER' } });
    await t.probe.send({ key: 'probe:note' });
    await t.time.settle();
    expect(t.probe.outcomes.find((outcome) => outcome.key === 'probe:other')).toMatchObject({
      kind: 'failed',
      reason: 'is_archived',
    });
    expect(texts(t.slack)).toEqual(['probe:note']);
  });

  test('params that do not fit their message fail without stopping the channel', async () => {
    const t = await start();
    await t.probe.send({ key: 'probe:bad', params: { text: 7 } });
    await t.probe.send({ key: 'probe:good' });
    await t.time.advanceTo(later(t.clock, 5));
    expect(texts(t.slack)).toEqual(['probe:good']);
    expect(t.probe.outcomes.find((outcome) => outcome.key === 'probe:bad')).toMatchObject({
      kind: 'failed',
      reason: 'render',
    });
  });
});
