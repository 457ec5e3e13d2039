import { describe, expect, it } from 'vitest';
import {
  ACME,
  ANNA,
  BOT,
  GENERAL,
  HOME,
  PAT,
  SHARED,
  STRANGER,
  manifestWith,
  recordingApp,
  refusal,
  testSlack,
} from './kit.ts';

const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    new Response('', { status: code, headers });

describe('events', () => {
  it('an external mention names their team in the envelope and ours in the authorization', async () => {
    const { slack } = testSlack({ connect: { hints: 'never' } });
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    await slack.as(ANNA).mention({ channelId: SHARED, text: 'hello' });
    const [message, mention] = app.payloads();
    expect([message!['event'].type, mention!['event'].type]).toEqual(['message', 'app_mention']);
    expect(message!['event_id']).not.toBe(mention!['event_id']);
    expect(message).toMatchObject({
      team_id: ACME,
      context_team_id: HOME,
      authorizations: [{ team_id: HOME, user_id: BOT }],
      is_ext_shared_channel: true,
      event: { channel: SHARED, channel_type: 'group', user: ANNA, text: `<@${BOT}> hello` },
    });
    expect(message!['event']).not.toHaveProperty('user_team');
  });

  it('hints of the team come when they are switched on', async () => {
    const { slack } = testSlack({ connect: { hints: 'always', envelopeTeam: 'home' } });
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    await slack.as(ANNA).mention({ channelId: SHARED, text: 'hello' });
    expect(app.payloads()[1]).toMatchObject({ team_id: HOME, event: { user_team: ACME, source_team: ACME } });
  });

  it('the bot hears its own messages, edits included', async () => {
    const { slack, client } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    const { ts } = await client.chat.postMessage({ channel: SHARED, text: 'one' });
    await client.chat.update({ channel: SHARED, ts: ts!, text: 'two' });
    await slack.settle();
    expect(app.payloads()[0]!['event']).toMatchObject({ bot_id: 'B0DRUMBEAT', user: BOT, text: 'one' });
    expect(app.payloads()[1]!['event']).toMatchObject({ subtype: 'message_changed', message: { text: 'two' } });
  });

  it('failed events are tried again at once, after a minute and after five, with number and reason', async () => {
    const { slack, move } = testSlack();
    const app = recordingApp(status(500));
    slack.connectApp(app.endpoint);
    await slack.as(ANNA).say({ channelId: SHARED, text: 'hello' });
    await slack.settle();
    expect(app.requests).toHaveLength(2);
    await move(59_999);
    expect(app.requests).toHaveLength(2);
    expect(slack.nextDueAt()).toEqual(new Date('2026-11-16T09:01:00Z'));
    await move(1);
    await move(300_000);
    await move(3_600_000);
    const retries = app.requests.map(({ headers }) => [
      headers.get('x-slack-retry-num'),
      headers.get('x-slack-retry-reason'),
    ]);
    expect(retries).toEqual([[null, null], ...['1', '2', '3'].map((num) => [num, 'http_error'])]);
    expect(new Set(app.payloads().map((payload) => payload['event_id'])).size).toBe(1);
    expect(slack.nextDueAt()).toBeUndefined();
  });

  it('x-slack-no-retry stops the ladder, and so does a good answer', async () => {
    const { slack, move } = testSlack();
    const stubborn = recordingApp(status(500, { 'x-slack-no-retry': '1' }));
    slack.connectApp(stubborn.endpoint);
    await slack.as(ANNA).say({ channelId: SHARED, text: 'hello' });
    await move(3_600_000);
    expect(stubborn.requests).toHaveLength(1);
    let first = true;
    const recovering = recordingApp(() => {
      const code = first ? 503 : 200;
      first = false;
      return new Response('', { status: code });
    });
    slack.connectApp(recovering.endpoint);
    await slack.as(ANNA).say({ channelId: SHARED, text: 'hello' });
    await move(3_600_000);
    expect(recovering.requests).toHaveLength(2);
  });

  it('an app that hangs is a timeout after three seconds of the clock, one that is gone a failed connection', async () => {
    const { slack, clock, move } = testSlack();
    const hanging = recordingApp(() => new Promise<Response>(() => undefined));
    slack.connectApp(hanging.endpoint);
    const saying = slack.as(ANNA).say({ channelId: SHARED, text: 'hello' });
    await Promise.resolve();
    slack.disconnectApp();
    clock.moveTo(new Date(clock.now().getTime() + 3000));
    expect((await saying).deliveries[0]).toMatchObject({ failure: 'http_timeout' });
    await slack.settle();
    const restarted = recordingApp();
    slack.connectApp(restarted.endpoint);
    await move(60_000);
    expect(restarted.requests[0]?.headers.get('x-slack-retry-reason')).toBe('connection_failed');
  });

  it('a replayed delivery is the same bytes with the same signature', async () => {
    const { slack } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    await slack.as(ANNA).say({ channelId: SHARED, text: 'hello' });
    await slack.replayLast();
    const [first, second] = app.requests;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers.get('x-slack-signature')).toBe(first?.headers.get('x-slack-signature'));
  });

  it('files come as stubs in shared channels and whole from files.info', async () => {
    const { slack, client } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    const files = [{ name: 'plan.txt', mimetype: 'text/plain', content: 'the plan' }];
    await slack.as(ANNA).say({ channelId: SHARED, text: 'see', files });
    const [stub] = app.payloads()[0]!['event'].files;
    expect(stub).toEqual({ id: stub?.id, mode: 'file_access', file_access: 'check_file_info' });
    const { file } = await client.files.info({ file: stub!.id });
    expect(file).toMatchObject({ name: 'plan.txt', size: 8 });
    const open = await slack.fetch(file!.url_private!);
    const mine = await slack.fetch(file!.url_private!, { headers: { authorization: 'Bearer xoxb-test' } });
    expect([open.headers.get('content-type'), await mine.text()]).toEqual(['text/html', 'the plan']);
  });

  it('channels change their id, their name, their companies and their members', async () => {
    const { slack, client } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    await client.chat.postMessage({ channel: SHARED, text: 'kept' });
    await slack.settle();
    await slack.world.changeId(SHARED, 'C0NEW');
    expect(await refusal(client.conversations.info({ channel: SHARED }))).toBe('channel_not_found');
    expect(slack.messages('C0NEW')).toHaveLength(1);
    await slack.world.rename('C0NEW', 'ext-acme-2');
    await slack.world.invite('C0NEW', [STRANGER], ANNA);
    await slack.world.disconnectTeam('C0NEW', ACME);
    await slack.world.archive('C0NEW', PAT);
    const names = app.payloads().map(({ event }) => event.subtype ?? event.type);
    expect(names.slice(1)).toEqual([
      'channel_id_changed',
      'group_rename',
      'channel_join',
      'member_joined_channel',
      'channel_unshared',
      'channel_archive',
      'group_archive',
    ]);
    expect((await client.conversations.members({ channel: 'C0NEW' })).members).toEqual([BOT, PAT]);
  });

  it('nothing is sent that the manifest did not ask for or has no scope for', async () => {
    const { slack } = testSlack({ manifest: manifestWith([], ['reaction_added']) });
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    const said = await slack.as(PAT).say({ channelId: GENERAL, text: 'hello' });
    await slack.as(PAT).react({ channelId: GENERAL, ts: said.ts, name: 'eyes' });
    expect(app.payloads().map(({ event }) => event.type)).toEqual(['message']);
  });
});

describe('who Slack says people are', () => {
  it('externals come reduced, are no strangers in a shared channel, and are missing from users.list', async () => {
    const { client } = testSlack({ manifest: manifestWith(['users:read.email']) });
    const { user: anna } = await client.users.info({ user: ANNA, include_locale: true });
    expect(anna).toMatchObject({ team_id: ACME, is_stranger: false });
    expect([anna!.locale, anna!.profile?.email]).toEqual([undefined, undefined]);
    expect((await client.users.info({ user: STRANGER })).user?.is_stranger).toBe(true);
    const { user: pat } = await client.users.info({ user: PAT, include_locale: true });
    expect([pat!.locale, pat!.profile?.email]).toEqual(['en-US', 'pat@vendor.example']);
    expect((await client.users.list({})).members?.map((user) => user.id)).toEqual([BOT, PAT]);
    expect((await client.conversations.members({ channel: SHARED })).members).toContain(ANNA);
  });

  it('only conversations.info names the connected companies', async () => {
    const { client } = testSlack();
    const { channel } = await client.conversations.info({ channel: SHARED });
    expect(channel).toMatchObject({ is_ext_shared: true, connected_team_ids: [ACME], conversation_host_id: HOME });
    const { channels } = await client.conversations.list({ types: 'private_channel' });
    expect(channels).toHaveLength(1);
    expect(channels?.[0]).not.toHaveProperty('connected_team_ids');
  });
});
