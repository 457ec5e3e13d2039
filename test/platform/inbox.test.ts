import { expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import { channelOf, sellerOf } from '#test/kit/partners.ts';
import { acme, deliveries, lastWord, openForm, startEdges } from './edge-kit.ts';
import type { EdgeTest } from './edge-kit.ts';
import { abandon, hang, startWithFaultyDatabase } from './crash-kit.ts';

const person = sellerOf(acme);

function press(t: EdgeTest) {
  return t.slack.as(person).press({ channelId: channelOf(acme), ts: t.noteTs, actionId: 'probe.note.press' });
}

const minutes = (t: EdgeTest, count: number) => new Date(t.clock.now().getTime() + count * 60_000);

test('a delivery that cannot be stored is answered 500 and nothing is done', async () => {
  const t = await startWithFaultyDatabase();
  t.failCommand({ failCommands: ['insert'], errorCode: 8000 });
  const { status } = await press(t);
  expect(status).toBe(500);
  t.failCommand('off');
  await t.time.settle();
  expect(t.probe.presses).toEqual([]);
  expect(await deliveries(t, 'action')).toEqual([]);
});

test('an event that could not be stored comes again by Slack’s retry and is done once', async () => {
  const t = await startWithFaultyDatabase();
  let heard = 0;
  t.probe.onMention = () => void (heard += 1);
  t.failCommand({ failCommands: ['insert'], errorCode: 8000, times: 2 });
  const said = await t.slack.as(person).mention({ channelId: channelOf(acme), text: 'probe' });
  expect(said.deliveries.map((delivery) => delivery.status)).toContain(500);
  await t.time.advanceTo(minutes(t, 10));
  expect(heard).toBe(1);
  const retried = t.slack.log.deliveries.filter((delivery) => delivery.retryNum > 0);
  expect(retried.map((delivery) => delivery.status)).toContain(200);
});

test('the row is stored before Slack is answered', async () => {
  const t = await startEdges();
  let state: unknown;
  t.probe.onPress = async () => {
    state = (await deliveries(t, 'action')).at(-1)?.['state'];
  };
  await press(t);
  await t.time.settle();
  expect(state).toBe('received');
});

test('a delivery that comes again is acknowledged and done once', async () => {
  const t = await startEdges();
  await press(t);
  await t.time.settle();
  expect((await t.slack.replayLast()).status).toBe(200);
  await t.time.settle();
  expect(t.probe.presses).toHaveLength(1);
  expect(await deliveries(t, 'action')).toHaveLength(1);
});

test('a delivery that comes again while it is worked on is acknowledged and left to its owner', async () => {
  const t = await startEdges();
  const { promise, resolve } = Promise.withResolvers<void>();
  t.probe.onPress = () => promise;
  await press(t);
  expect((await t.slack.replayLast()).status).toBe(200);
  resolve();
  await t.time.settle();
  expect(t.probe.presses).toHaveLength(1);
});

test('a retry of Slack’s ladder is the same delivery', async () => {
  const t = await startEdges();
  let heard = 0;
  t.probe.onMention = () => void (heard += 1);
  await t.slack.as(person).mention({ channelId: channelOf(acme), text: 'probe' });
  const event = t.slack.log.deliveries.findLast((delivery) => delivery.name === 'app_mention');
  const signed = t.slack.signedRequest(JSON.stringify(event?.payload));
  signed.headers.set('x-slack-retry-num', '1');
  signed.headers.set('x-slack-retry-reason', 'http_timeout');
  expect((await t.slack.rawDelivery(signed)).status).toBe(200);
  await t.time.settle();
  expect(heard).toBe(1);
});

test('after a crash between storing and working another replica takes the row up when its lease has run out', async () => {
  const t = await startEdges();
  t.probe.onPress = hang;
  await press(t);
  const next = await abandon(t);
  await t.time.settle();
  expect(next.presses).toEqual([]);
  await t.time.advanceTo(minutes(t, 2));
  expect(next.presses).toMatchObject([{ replayed: true }]);
  expect((await deliveries(t, 'action')).at(-1)).toMatchObject({ state: 'done', attempts: 2, body: null });
});

test('a press taken up after a crash opens no modal, its trigger being dead', async () => {
  const t = await startEdges();
  t.probe.onPress = hang;
  await press(t);
  const next = await abandon(t);
  next.onPress = (request) => request.openModal({ type: 'modal' } as never);
  await t.time.advanceTo(minutes(t, 2));
  expect(next.presses).toHaveLength(1);
  expect(t.slack.as(person).currentView()).toBeUndefined();
  expect(t.slack.log.calls.filter((call) => call.method === 'views.open')).toEqual([]);
});

test('a delivery that takes its worker with it again and again is given up and kept', async () => {
  const t = await startEdges();
  t.probe.onPress = hang;
  await press(t);
  await t.database.collection('inbox_deliveries').updateMany({ kind: 'action' }, { $set: { attempts: 8 } });
  const next = await abandon(t);
  await t.time.advanceTo(minutes(t, 2));
  expect(next.presses).toEqual([]);
  const row = (await deliveries(t, 'action')).at(-1);
  expect(row).toMatchObject({ state: 'failed', reason: 'core.abandoned' });
  expect(String(row?.['body'])).toContain('probe.note.press');
  expect(t.log.find('error', 'given up')).toHaveLength(1);
});

test.each(['same', 'new'] as const)(
  'a form answered with field errors can be corrected and sent again (%s hash)',
  async (hashAfterErrors) => {
    const t = await startEdges({ slack: { connect: { hashAfterErrors } } });
    await openForm(t, person);
    t.probe.onSubmit = ({ values }) =>
      values['amount'] === '7' ? { kind: 'close' } : { kind: 'errors', fields: { amount: 'not seven' } };
    const first = await t.slack.as(person).submitView({ values: { amount: '6', note: 'kept' } });
    expect(first.errors).toEqual({ amount: 'not seven' });
    const second = await t.slack.as(person).submitView({ values: { amount: '7' } });
    expect(second.view).toBeUndefined();
    expect(t.probe.submissions.map((request) => request.values)).toEqual([
      { amount: '6', note: 'kept' },
      { amount: '7', note: 'kept' },
    ]);
    expect((await deliveries(t, 'view')).every((row) => row['body'] === null)).toBe(true);
  },
);

test('a form sent twice at once is one submission, and both are given its answer', async () => {
  const t = await startEdges();
  await openForm(t, person);
  const { promise, resolve } = Promise.withResolvers<void>();
  t.probe.onSubmit = async () => {
    await promise;
    return { kind: 'errors', fields: { amount: 'too much' } };
  };
  const both = [t.slack.as(person).submitView({ values: { amount: '9' } }), t.slack.as(person).submitView()];
  await expect.poll(() => t.probe.submissions.length).toBe(1);
  resolve();
  const results = await Promise.all(both);
  expect(results.map((result) => result.errors)).toEqual([{ amount: 'too much' }, { amount: 'too much' }]);
  expect(t.probe.submissions).toHaveLength(1);
  expect(t.slack.as(person).currentView()).toBeDefined();
});

test('a form that is done and sent again is one submission', async () => {
  const t = await startEdges();
  await openForm(t, person);
  await t.slack.as(person).submitView({ values: { amount: '9' } });
  expect((await t.slack.replayLast()).status).toBe(200);
  expect(t.probe.submissions).toHaveLength(1);
});

test('a form taken up after a crash and refused then is kept with what was typed', async () => {
  const t = await startEdges();
  await openForm(t, person);
  const view = t.slack.as(person).currentView();
  t.probe.onSubmit = () => hang().then(() => ({ kind: 'close' }));
  const sent = t.slack.as(person).submitView({ values: { note: 'an hour of work' } });
  await expect.poll(() => t.probe.submissions.length).toBe(1);
  const next = await abandon(t);
  next.onSubmit = () => ({ kind: 'errors', fields: { amount: 'missing' } });
  await t.time.advanceTo(minutes(t, 2));
  expect((await sent).error).toBeDefined();
  expect(t.slack.as(person).currentView()?.id).toBe(view?.id);
  const row = (await deliveries(t, 'view')).at(-1);
  expect(row).toMatchObject({ state: 'failed' });
  expect(String(row?.['body'])).toContain('an hour of work');
  expect(t.log.find('error', 'it is kept')).toHaveLength(1);
});

test('what is done is erased at once, and its key is kept seven days', async () => {
  const t = await startEdges();
  await press(t);
  await t.time.settle();
  expect((await deliveries(t, 'action')).at(-1)).toMatchObject({ state: 'done', body: null });
  await t.time.advanceTo(minutes(t, 7 * 24 * 60 - 30));
  expect(await deliveries(t, 'action')).toHaveLength(1);
  await t.time.advanceTo(minutes(t, 120));
  await t.time.settle();
  expect(await deliveries(t, 'action')).toEqual([]);
});

test('what cannot be done now is tried again ever later, given up after eight tries, and kept', async () => {
  const t = await startEdges();
  const triedAt: number[] = [];
  t.probe.onPress = () => {
    triedAt.push(t.clock.now().getTime());
    throw new AppError({ kind: 'unavailable', code: 'core.unavailable' });
  };
  await press(t);
  await t.time.advanceTo(minutes(t, 60));
  const waits = triedAt.slice(1).map((at, index) => (at - (triedAt[index] ?? 0)) / 1000);
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128]);
  expect((await deliveries(t, 'action')).at(-1)).toMatchObject({
    state: 'failed',
    reason: 'core.unavailable',
    attempts: 8,
  });
  expect(String((await deliveries(t, 'action')).at(-1)?.['body'])).toContain('probe.note.press');
  expect(t.slack.as(person).ephemeralMessages()).toHaveLength(1);
  expect(lastWord(t, person)).toContain('could not save');
});

test('a mention with a file that is read again from history is the same delivery', async () => {
  const t = await startEdges();
  let heard = 0;
  t.probe.onMention = () => void (heard += 1);
  const file = { name: 'plan.txt', mimetype: 'text/plain', content: 'x' };
  await t.slack.as(person).mention({ channelId: channelOf(acme), text: 'probe', files: [file] });
  await t.time.settle();
  await t.database.collection('channel_cursors').updateMany({}, { $set: { lastTs: '1.000000' } });
  await t.restart();
  await t.time.settle();
  expect(heard).toBe(1);
});
