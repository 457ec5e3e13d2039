import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '#core/clock.ts';
import { adminOf, channelOf, sellerOf, staffPerson, teamOf } from '#test/kit/partners.ts';
import { acme, birch, deliveries, lastWord, startEdges, stranger } from './edge-kit.ts';
import type { EdgeTest } from './edge-kit.ts';
import { deliverRaw, domainDocuments, formOf, formPayload, pressPayload } from './hostile-kit.ts';

const seller = sellerOf(acme);

/** The app with what it knew before; whatever a test then sends must leave the domain as it was. */
async function startGuarded(): Promise<{ t: EdgeTest; unchanged(): Promise<void> }> {
  const t = await startEdges();
  const before = await domainDocuments(t.database);
  const messages = t.slack.everyMessage().length;
  t.log.lines.length = 0;
  return {
    t,
    async unchanged() {
      await t.time.advanceTo(new Date(t.clock.now().getTime() + 10_000));
      expect(await domainDocuments(t.database)).toEqual(before);
      expect(t.slack.everyMessage()).toHaveLength(messages);
      expect(t.probe.submissions).toEqual([]);
      expect(t.log.lines.filter(({ level }) => level === 'warn' || level === 'error')).not.toEqual([]);
    },
  };
}

afterEach(() => {
  if (Object.keys(Object.prototype).length > 0) throw new Error('somebody polluted Object.prototype');
});

describe('people who have no business here', () => {
  test('a stranger’s press is turned away with a sentence', async () => {
    const { t, unchanged } = await startGuarded();
    await t.slack.as(stranger.userId).press({ channelId: channelOf(acme), ts: t.noteTs, actionId: 'probe.note.press' });
    await t.time.settle();
    expect(t.probe.presses).toEqual([]);
    expect(lastWord(t, stranger.userId)).toContain('cannot help you here');
    await unchanged();
  });

  test('a user of another partner who presses in a foreign channel is a stranger there', async () => {
    const { t, unchanged } = await startGuarded();
    const user = { id: sellerOf(birch), team_id: teamOf(birch) };
    const answer = await deliverRaw(t, formOf(pressPayload(t, { user })));
    expect(answer.status).toBe(200);
    expect(t.probe.presses).toEqual([]);
    expect(await t.database.collection('audit_entries').countDocuments({ reason: 'stranger' })).toBe(1);
    await unchanged();
  });

  test('a person who claims the company of another is a stranger', async () => {
    const { t, unchanged } = await startGuarded();
    await deliverRaw(t, formOf(pressPayload(t, { user: { id: stranger.userId, team_id: teamOf(birch) } })));
    expect(t.probe.presses).toEqual([]);
    await unchanged();
  });

  test('a foreign entity forged into a button’s value reaches its handler as the own partner’s request', async () => {
    const { t } = await startGuarded();
    const place = { channelId: channelOf(acme), ts: t.noteTs, actionId: 'probe.note.press' };
    await t.slack.as(seller).press({ ...place, value: 'P-0102', forged: true });
    await t.time.settle();
    expect(t.probe.presses).toMatchObject([
      { value: 'P-0102', actor: { kind: 'partner', partnerId: 'P-0101' }, place: { partnerId: 'P-0101' } },
    ]);
  });

  const realButtons = [
    ['check-ins.prompt.answer', 'monthly_checkin:P-0102:2026-12'],
    ['directory.hub.confirm', channelOf(birch)],
    ['directory.hub.contacts', 'P-0102'],
  ];
  test.each(realButtons)(
    '%s with the value of another partner changes and shows nothing of it',
    async (actionId, value) => {
      const { t, unchanged } = await startGuarded();
      t.log.warn({ event: 'test' }, 'a forged value needs no warning of its own');
      await t.slack
        .as(stranger.userId)
        .press({ channelId: channelOf(acme), ts: t.noteTs, actionId, value, forged: true });
      await t.time.settle();
      await t.slack.as(sellerOf(birch)).press({
        ...{ channelId: channelOf(birch), ts: '1.000001', actionId, forged: true },
        value: value.replace('P-0102', 'P-0101').replace(channelOf(birch), channelOf(acme)),
      });
      await t.time.settle();
      const shown = [stranger.userId, sellerOf(birch)].flatMap((userId) => [
        ...t.slack.as(userId).ephemeralMessages(),
        t.slack.as(userId).currentView()?.content,
      ]);
      expect(JSON.stringify(shown)).not.toMatch(/Acme|P-0101/);
      expect(JSON.stringify(t.slack.as(stranger.userId).ephemeralMessages())).not.toMatch(/Birch|P-0102/);
      if (actionId !== 'directory.hub.confirm') await unchanged();
    },
  );
});

describe('requests that are not Slack’s', () => {
  const nowSeconds = () => Math.floor(systemClock().now().getTime() / 1000);
  test('a forged signature is answered 401 and stored nowhere', async () => {
    const { t, unchanged } = await startGuarded();
    const before = (await deliveries(t)).length;
    const answer = await deliverRaw(t, formOf(pressPayload(t)), { secret: 'not-the-secret' });
    expect(answer).toMatchObject({ status: 401, responseText: '' });
    expect(await deliveries(t)).toHaveLength(before);
    await unchanged();
  });

  test('a request signed more than five minutes ago is answered 401', async () => {
    const { t, unchanged } = await startGuarded();
    const answer = await deliverRaw(t, formOf(pressPayload(t)), { timestamp: nowSeconds() - 301 });
    expect(answer.status).toBe(401);
    expect(t.probe.presses).toEqual([]);
    await unchanged();
  });

  test('a request replayed byte for byte is acknowledged and done once', async () => {
    const { t } = await startGuarded();
    const request = t.slack.signedRequest(formOf(pressPayload(t)));
    for (const copy of [request.clone(), request.clone(), request]) {
      expect((await t.slack.rawDelivery(copy)).status).toBe(200);
    }
    await t.time.settle();
    expect(t.probe.presses).toHaveLength(1);
  });
});

describe('buttons pressed more than once', () => {
  const sendOnce = (t: EdgeTest) => {
    t.probe.onPress = async () =>
      t.probe.send({
        key: 'probe:answer:1',
        to: { channelId: channelOf(acme) },
        partnerId: 'P-0101',
        audience: 'partner',
      });
  };
  const answered = (t: EdgeTest) =>
    t.slack.messages(channelOf(acme)).filter((message) => message.text === 'probe:answer:1');

  test('twice by one person: two requests, one effect', async () => {
    const { t } = await startGuarded();
    sendOnce(t);
    const place = { channelId: channelOf(acme), ts: t.noteTs, actionId: 'probe.note.press' };
    await Promise.all([t.slack.as(seller).press(place), t.slack.as(seller).press(place)]);
    await t.time.advanceTo(new Date(t.clock.now().getTime() + 60_000));
    expect(t.probe.presses).toHaveLength(2);
    expect(answered(t)).toHaveLength(1);
  });

  test('by two people at the same moment: one effect, nobody sees an error', async () => {
    const { t } = await startGuarded();
    sendOnce(t);
    const place = { channelId: channelOf(acme), ts: t.noteTs, actionId: 'probe.note.press' };
    await Promise.all([seller, adminOf(acme), staffPerson.priya].map((userId) => t.slack.as(userId).press(place)));
    await t.time.advanceTo(new Date(t.clock.now().getTime() + 60_000));
    expect(answered(t)).toHaveLength(1);
    expect([seller, adminOf(acme), staffPerson.priya].map((userId) => lastWord(t, userId))).toEqual(['', '', '']);
  });
});

function eventOf(more: object): object {
  const event = {
    type: 'app_mention',
    user: sellerOf(acme),
    channel: channelOf(acme),
    ts: '1.5',
    text: 'probe',
    ...more,
  };
  return { type: 'event_callback', event_id: 'Ev9', event };
}

describe('bodies that no client of Slack sends', () => {
  test('four megabytes are answered 413', async () => {
    const { t, unchanged } = await startGuarded();
    const body = formOf(pressPayload(t, { padding: 'x'.repeat(4 * 1024 * 1024) }));
    expect((await deliverRaw(t, body)).status).toBe(413);
    await unchanged();
  });

  const json = 'application/json';
  const form = 'application/x-www-form-urlencoded';
  const broken: [string, string, string][] = [
    ['broken JSON', '{"type":"event_callback"', json],
    ['an empty body', '', json],
    ['broken JSON in a form', 'payload=%7B%22type', form],
    ['a form that is not url-encoded', 'payload={%%%', form],
    ['bytes', '\u0000\u0001\ufffd', json],
  ];
  test.each(broken)('%s is answered 400', async (_name, body, contentType) => {
    const { t, unchanged } = await startGuarded();
    const answer = await deliverRaw(t, body, { contentType });
    expect(answer).toMatchObject({ status: 400, responseText: '' });
    await unchanged();
  });

  const odd: [string, string, string][] = [
    ['null', ' null\n', json],
    ['a form of null', 'payload=null', form],
    ['a number', '7', json],
    ['a text', '"hello"', json],
    ['a list', '[]', json],
    ['a form without a payload', 'a=b&c=d&a=e', form],
    ['an unknown type', '{"type":"never_heard_of"}', json],
    ['nesting ten thousand deep', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, json],
    ['an object nested a hundred thousand deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, json],
    ['an event that is null', '{"type":"event_callback","event_id":"Ev1","event":null}', json],
    ['an event that is a text', '{"type":"event_callback","event_id":"Ev2","event":"x"}', json],
    ['a command without anything', 'command=%2Fpartner', form],
  ];
  test.each(odd)('%s is answered without a word of ours and changes nothing', async (_name, body, contentType) => {
    const { t, unchanged } = await startGuarded();
    const answer = await deliverRaw(t, body, { contentType });
    expect([200, 400, 500]).toContain(answer.status);
    expect(answer.responseText).toBe('');
    expect(
      (await t.slack.as(seller).press({ channelId: channelOf(acme), ts: t.noteTs, actionId: 'probe.note.press' }))
        .status,
    ).toBe(200);
    await unchanged();
  });

  const without: [string, (t: EdgeTest) => unknown][] = [
    ['a press without a user', (t) => pressPayload(t, { user: undefined })],
    ['a press by a user without a company', (t) => pressPayload(t, { user: { id: seller } })],
    ['a press without an action', (t) => pressPayload(t, { actions: [] })],
    ['a press with a list of nothing', (t) => pressPayload(t, { actions: [null] })],
    ['a press without actions', (t) => pressPayload(t, { actions: undefined })],
    ['a press whose ids are objects', (t) => pressPayload(t, { user: { id: { $ne: null }, team_id: { $gt: '' } } })],
    ['a press in a channel that is an object', (t) => pressPayload(t, { container: { channel_id: { $ne: '' } } })],
    ['an event of a user that is a query', () => eventOf({ user: { $ne: null } })],
    ['an event in a channel that is a query', () => eventOf({ channel: { $ne: null } })],
    ['a form without a view', () => formPayload({ view: undefined })],
    ['a form without a user', () => formPayload({ user: undefined })],
    ['a form of nobody’s callback', () => formPayload({}, { id: 'V2', callback_id: undefined })],
  ];
  test.each(without)('%s gets a safe answer', async (_name, payload) => {
    const { t, unchanged } = await startGuarded();
    const answer = await deliverRaw(t, formOf(payload(t)));
    expect([200, 500]).toContain(answer.status);
    expect(answer.responseText).not.toMatch(/at .*\.ts|Error/);
    expect(t.probe.presses).toEqual([]);
    await unchanged();
  });
});

describe('values of a form that attack the code behind it', () => {
  async function submitted(values: string): Promise<EdgeTest> {
    const t = await startEdges();
    const payload = JSON.stringify(formPayload()).replace('"values":{}', `"values":${values}`);
    const answer = await deliverRaw(t, new URLSearchParams({ payload }).toString());
    expect(answer.status).toBe(200);
    return t;
  }

  test('a field named __proto__ is a field and changes no prototype', async () => {
    const t = await submitted(
      '{"__proto__":{"x":{"selected_options":[{"value":"evil"}]}},"constructor":{"x":{"value":"c"}}}',
    );
    const values = t.probe.submissions[0]?.values ?? {};
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
    expect(Object.entries(values)).toEqual([
      ['__proto__', ['evil']],
      ['constructor', 'c'],
    ]);
  });

  test('field names with dots and dollars arrive as they are', async () => {
    const t = await submitted('{"a.b":{"x":{"value":"1"}},"$where":{"x":{"value":"2"}},"":{"x":{"value":"3"}}}');
    expect(t.probe.submissions[0]?.values).toEqual({ 'a.b': '1', $where: '2', '': '3' });
    expect((await deliveries(t, 'view')).at(-1)).toMatchObject({ state: 'done', body: null });
  });

  test('fields without an element are left out', async () => {
    const t = await submitted('{"a":null,"b":{},"c":{"x":null},"d":"text","e":{"x":{"value":"kept"}}}');
    expect(t.probe.submissions[0]?.values['e']).toBe('kept');
  });
});
