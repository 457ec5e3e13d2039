import { expect, test } from 'vitest';
import { runsOnce } from '#test/kit/runs-once.ts';
import type { TestAppOptions } from '#test/kit/app.ts';
import { channelOf, partnerIdOf, sellerOf, staffPerson } from '#test/kit/partners.ts';
import { acme, openForm, startEdges } from './edge-kit.ts';
import type { EdgeTest } from './edge-kit.ts';

const steps = (method: string) => ['before', 'after', 'lost'].map((at) => `crash ${at} ${method} 1`);

/** A verb that owes a pinned message, a reply under it, a direct message and an emoji, all named by what is answered. */
async function answerAll({ probe, slack, noteTs }: EdgeTest): Promise<void> {
  const partner = { partnerId: partnerIdOf(acme), audience: 'partner' as const, to: { channelId: channelOf(acme) } };
  const priya = { userId: staffPerson.priya, teamId: slack.world.homeTeamId };
  await probe.send({ key: 'probe:answer:1', ...partner, pinned: true });
  await probe.send({ key: 'probe:reply:1', ...partner, thread: { key: 'probe:answer:1' } });
  await probe.send({ key: 'probe:told:1', to: priya });
  await probe.ctx().inOneWrite((write) =>
    write.react({
      key: 'probe:seen:1',
      partnerId: partnerIdOf(acme),
      on: { channelId: channelOf(acme), ts: noteTs },
      name: 'eyes',
    }),
  );
}

async function start(options: Pick<TestAppOptions, 'wrapFetch'>): Promise<EdgeTest> {
  const t = await startEdges(options);
  t.probe.onPress = () => answerAll(t);
  t.probe.onSubmit = async () => {
    await answerAll(t);
    return { kind: 'close' };
  };
  return t;
}

test('a button has one effect: pressed twice, and after a crash at each step', { timeout: 120_000 }, async () => {
  const place = { channelId: channelOf(acme), actionId: 'probe.note.press' };
  const runs = await runsOnce({
    create: start,
    act: (t) => t.slack.as(sellerOf(acme)).press({ ...place, ts: t.noteTs }),
  });
  expect(runs).toEqual(
    expect.arrayContaining([
      'done twice',
      'stored, then taken up by another replica',
      ...['chat.postMessage', 'pins.add', 'reactions.add'].flatMap(steps),
    ]),
  );
});

test('a form has one effect when its worker dies before the answer', { timeout: 60_000 }, async () => {
  const t = await start({});
  await openForm(t, sellerOf(acme));
  await t.slack.as(sellerOf(acme)).submitView({ values: { amount: '7' } });
  await t.slack.replayLast();
  await t.time.advanceTo(new Date(t.clock.now().getTime() + 60_000));
  const said = t.slack.messages(channelOf(acme)).map((message) => message.text);
  expect(said.filter((text) => text === 'probe:answer:1')).toHaveLength(1);
});

test(
  'a message and its reply owed in one write both come, though nothing else happens',
  { timeout: 120_000 },
  async () => {
    const partner = {
      partnerId: partnerIdOf(acme),
      audience: 'partner' as const,
      to: { channelId: channelOf(acme) },
      priority: 'P1' as const,
      topic: 'probe',
      notAfter: null,
      mentions: [],
      message: 'probe.note',
    };
    const root = { ...partner, key: 'probe:root:1', params: { text: 'root' } };
    const reply = { ...partner, key: 'probe:reply:1', params: { text: 'reply' }, thread: { key: root.key } };
    const act = ({ probe }: EdgeTest) =>
      probe.ctx().inOneWrite(async (write) => {
        await write.send(root);
        await write.send(reply);
      });
    expect(await runsOnce({ create: start, act })).toEqual(expect.arrayContaining(steps('chat.postMessage')));
  },
);

test('an act with a second effect is found out', async () => {
  let count = 0;
  const act = (t: EdgeTest) => t.probe.send({ key: `probe:count:${(count += 1)}`, to: { channelId: channelOf(acme) } });
  await expect(runsOnce({ create: start, act })).rejects.toThrow('done twice');
});
