import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startEdges } from './edge-kit.ts';
import { later, probeChannel, texts } from './outbox-kit.ts';
import { channels, owe, seconds, startFaults } from './faults-kit.ts';
import type { FaultTest } from './faults-kit.ts';

function refused(t: FaultTest, error: string): number {
  return t.slack.log.calls.filter((call) => call.error === error).length;
}

async function delivered(t: FaultTest): Promise<string[]> {
  const rows = await t.database
    .collection('outbound_messages')
    .find({ state: { $ne: 'settled' } })
    .toArray();
  return rows.map((row) => `${String(row._id)} is ${String(row['state'])}: ${String(row['reason'])}`);
}

describe('Slack down for ten minutes', () => {
  test('afterwards every message is there, once, in order in every channel', async () => {
    const t = await startFaults();
    const first = await owe(t, probeChannel, 5);
    const other = await owe(t, 'COTHER', 3);
    t.slack.faults.down({ forMs: 600_000 });
    await seconds(t, 300);
    const second = await owe(t, probeChannel, 3, 6);
    await seconds(t, 290);
    const third = await owe(t, probeChannel, 2, 9);
    expect(t.slack.everyMessage()).toEqual([]);
    await seconds(t, 600);
    expect(texts(t.slack)).toEqual([...first, ...second, ...third]);
    expect(texts(t.slack, 'COTHER')).toEqual(other);
    expect(await delivered(t)).toEqual([]);
    expect(refused(t, 'ratelimited')).toBe(0);
  });

  test('a thread stays in order under its root', async () => {
    const t = await startFaults();
    t.slack.faults.down({ forMs: 600_000 });
    await t.probe.send({ key: 'probe:root' });
    for (const n of [1, 2, 3]) await t.probe.send({ key: `probe:reply:${n}`, thread: { key: 'probe:root' } });
    await seconds(t, 1200);
    const [root] = t.slack.messages(probeChannel);
    expect(t.slack.thread(probeChannel, root?.ts ?? '').map((message) => message.text)).toEqual([
      ...(t.slack.thread(probeChannel, root?.ts ?? '')[0]?.text === 'probe:root' ? ['probe:root'] : []),
      'probe:reply:1',
      'probe:reply:2',
      'probe:reply:3',
    ]);
  });

  test('edits and deletions owed meanwhile are made afterwards', async () => {
    const t = await startFaults();
    await owe(t, probeChannel, 2);
    await seconds(t, 10);
    t.slack.faults.down({ forMs: 600_000 });
    await t.probe.send({ key: `probe:${probeChannel}:1`, params: { text: 'edited' } });
    await t.probe.withdraw(`probe:${probeChannel}:2`);
    await seconds(t, 900);
    expect(texts(t.slack)).toEqual(['edited']);
  });
});

describe('429', () => {
  test('on one channel delays that channel by Retry-After and no other', async () => {
    const t = await startFaults();
    t.slack.faults.rateLimit('chat.postMessage', { channelId: probeChannel, times: 1, retryAfterSec: 30 });
    const held = await owe(t, probeChannel, 2);
    const free = await owe(t, 'COTHER', 3);
    await seconds(t, 10);
    expect(texts(t.slack)).toEqual([]);
    expect(texts(t.slack, 'COTHER')).toEqual(free);
    await seconds(t, 25);
    expect(texts(t.slack)).toEqual(held);
  });

  test('on all channels delays all and loses nothing', async () => {
    const t = await startFaults();
    t.slack.faults.rateLimit('*', { times: 6, retryAfterSec: 20 });
    const owed = [];
    for (const id of channels) owed.push(await owe(t, id, 3));
    await seconds(t, 300);
    expect(channels.map((id) => texts(t.slack, id))).toEqual(owed);
    expect(await delivered(t)).toEqual([]);
  });
});

describe('one slow channel', () => {
  test('does not delay the others', async () => {
    const t = await startFaults({ slack: { latencyMs: () => 0 } });
    t.slack.faults.slow(probeChannel, 800);
    await owe(t, probeChannel, 2);
    await t.time.settle().catch(() => undefined);
    const free = await owe(t, 'COTHER', 3);
    await seconds(t, 10);
    expect(texts(t.slack, 'COTHER')).toEqual(free);
    t.slack.faults.slow(probeChannel, 0);
    await seconds(t, 600);
    expect(texts(t.slack)).toEqual([`probe:${probeChannel}:1`, `probe:${probeChannel}:2`]);
  });
});

describe('a lost answer', () => {
  test.each(['break', '500'] as const)('(%s) is found in the channel and not posted again', async (how) => {
    const t = await startFaults();
    t.slack.faults.loseAnswer('chat.postMessage', { times: 1, how });
    const owed = await owe(t, probeChannel, 3);
    await seconds(t, 60);
    expect(texts(t.slack)).toEqual(owed);
    expect(t.probe.outcomes.filter((outcome) => outcome.kind === 'delivered')).toHaveLength(3);
  });

  test('in a thread is found among the replies of its root', async () => {
    const t = await startFaults();
    await t.probe.send({ key: 'probe:root' });
    await seconds(t, 5);
    t.slack.faults.loseAnswer('chat.postMessage', { times: 1 });
    await t.probe.send({ key: 'probe:reply:1', thread: { key: 'probe:root' } });
    await t.probe.send({ key: 'probe:reply:2', thread: { key: 'probe:root' } });
    await seconds(t, 60);
    const all = t.slack.messages(probeChannel).map((message) => message.text);
    expect(all).toEqual(['probe:root', 'probe:reply:1', 'probe:reply:2']);
  });

  test('in a direct message is found there', async () => {
    const t = await startEdges();
    t.slack.faults.loseAnswer('chat.postMessage', { times: 1 });
    await t.probe.send({ key: 'probe:dm', to: { userId: 'UPRIYA', teamId: t.slack.world.homeTeamId } });
    await seconds(t, 60);
    expect(
      t.slack
        .as('UPRIYA')
        .dms()
        .map((message) => message.text),
    ).toEqual(['probe:dm']);
    expect(await delivered(t)).toEqual([]);
  });

  test('a post that never arrived is posted after the look-up, and not before the time-out and five seconds', async () => {
    const t = await startFaults();
    t.slack.faults.serverError('chat.postMessage', { times: 1 });
    const [key] = await owe(t, probeChannel, 1);
    await t.time.settle();
    const lookups = () =>
      t.slack.log.calls.filter((call) => call.method === 'conversations.history' && call.args['include_all_metadata']);
    expect(lookups()).toEqual([]);
    await seconds(t, 1);
    expect(texts(t.slack)).toEqual([]);
    await seconds(t, 2);
    expect(lookups()).toHaveLength(1);
    expect(texts(t.slack)).toEqual([key]);
  });

  test('waits while the look-up fails, and never posts on a guess', async () => {
    const t = await startFaults();
    t.slack.faults.loseAnswer('chat.postMessage', { times: 1 });
    t.slack.faults.serverError('conversations.history');
    const owed = await owe(t, probeChannel, 1);
    await seconds(t, 900);
    expect(texts(t.slack)).toEqual(owed);
    expect(t.probe.outcomes).toEqual([]);
    t.slack.faults.clear();
    await seconds(t, 200);
    expect(texts(t.slack)).toEqual(owed);
    expect(t.probe.outcomes).toMatchObject([{ kind: 'delivered' }]);
  });

  test('ends as failed, with Slack’s reason, when the look-up is refused', async () => {
    const t = await startFaults();
    t.slack.faults.serverError('chat.postMessage', { times: 1 });
    const [key] = await owe(t, probeChannel, 1);
    await t.time.settle();
    t.slack.world.channel(probeChannel).memberIds.delete(t.slack.world.botUserId);
    await seconds(t, 60);
    expect(t.probe.outcomes).toMatchObject([{ kind: 'failed', key, reason: expect.stringMatching(/^lookup_/) }]);
    expect(await t.database.collection('audit_entries').countDocuments({ action: 'message.failed' })).toBe(1);
  });

  test('a time-out without an answer is a lost answer', async () => {
    const t = await startFaults();
    t.slack.faults.timeout('chat.postMessage', { times: 1 });
    const owed = await owe(t, probeChannel, 2);
    await seconds(t, 60);
    expect(texts(t.slack).toSorted()).toEqual(owed);
    expect(await delivered(t)).toEqual([]);
  });
});

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('owe' as const),
      channel: fc.nat(3),
      count: fc.integer({ min: 1, max: 8 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('rateLimit' as const, 'serverError' as const, 'break' as const, '500' as const),
      method: fc.constantFrom('chat.postMessage', 'conversations.history', 'conversations.replies', '*'),
      times: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('down' as const), seconds: fc.integer({ min: 1, max: 90 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 40 }) }) },
);

test(
  'two hundred messages through random faults: each is there once, in its thread',
  { timeout: 180_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 80 }), async (steps) => {
        const t = await startFaults();
        const owed: string[][] = channels.map(() => []);
        const roots = channels.map((id) => `probe:root:${id}`);
        for (const [index, id] of channels.entries())
          await t.probe.send({ key: roots[index] ?? '', to: { channelId: id } });
        for (const one of steps) await take(t, one, owed, roots);
        for (const [index] of channels.entries()) {
          const missing = 50 - (owed[index]?.length ?? 0);
          await take(t, { do: 'owe', channel: index, count: Math.max(0, missing) }, owed, roots);
        }
        t.slack.faults.clear();
        await seconds(t, 1800);
        expect(await delivered(t)).toEqual([]);
        for (const [index, id] of channels.entries()) {
          const said = t.slack.messages(id);
          expect(said.map((message) => message.text).toSorted()).toEqual(
            [roots[index], ...(owed[index] ?? [])].toSorted(),
          );
          const root = said.find((message) => message.text === roots[index]);
          const strays = said.filter(
            (message) => message.text.includes(':reply:') !== (message.threadTs === root?.ts && message !== root),
          );
          expect(strays).toEqual([]);
        }
      }),
      { numRuns: 2, seed: 20_261_116 },
    );
  },
);

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

async function take(t: FaultTest, one: Step, owed: string[][], roots: readonly string[]): Promise<void> {
  const { faults } = t.slack;
  switch (one.do) {
    case 'owe': {
      const keys = owed[one.channel] ?? [];
      const channelId = channels[one.channel] ?? probeChannel;
      for (let n = 0; n < one.count; n += 1) {
        const isReply = keys.length % 3 === 2;
        const key = `probe:${isReply ? 'reply' : 'note'}:${channelId}:${keys.length}`;
        keys.push(key);
        const thread = isReply ? { thread: { key: roots[one.channel] ?? '' } } : {};
        await t.probe.send({ key, to: { channelId }, ...thread });
      }
      return;
    }
    case 'rateLimit':
      return void faults.rateLimit(one.method, { times: one.times, retryAfterSec: 3 });
    case 'serverError':
      return void faults.serverError(one.method, { times: one.times });
    case 'break':
    case '500':
      return void faults.loseAnswer('chat.postMessage', { times: one.times, how: one.do });
    case 'down':
      return faults.down({ forMs: one.seconds * 1000 });
    case 'wait':
      return t.time.advanceTo(later(t.clock, one.seconds));
  }
}
