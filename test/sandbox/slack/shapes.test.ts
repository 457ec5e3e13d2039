import type {
  ActionsBlock,
  Button,
  InputBlock,
  ModalView,
  PlainTextElement,
  PlainTextOption,
  StaticSelect,
} from '@slack/types';
import { describe, expect, it } from 'vitest';
import { ACME, ANNA, BOT, GENERAL, HOME, PAT, SHARED, manifest, recordingApp, refusal, testSlack } from './kit.ts';

const text = (value: string): PlainTextElement => ({ type: 'plain_text', text: value });
const actions = (element: Button | StaticSelect): ActionsBlock[] => [
  { type: 'actions', block_id: 'a', elements: [element] },
];
const option = (value: string): PlainTextOption => ({ text: text(value), value });
const pick: StaticSelect = {
  type: 'static_select',
  action_id: 'ask.pick',
  placeholder: text('Pick'),
  options: [option('a'), option('b')],
};
const open: Button = { type: 'button', action_id: 'ask.open', text: text('Open') };
const note: InputBlock = {
  type: 'input',
  block_id: 'note',
  label: text('Note'),
  element: { type: 'plain_text_input', action_id: 'value' },
};

describe('shapes of interactions', () => {
  it('a select carries the option as it was posted', async () => {
    const { slack, client } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    const { ts } = await client.chat.postMessage({ channel: SHARED, text: 'x', blocks: actions(pick) });
    await slack.as(ANNA).press({ channelId: SHARED, ts: ts!, actionId: 'ask.pick', value: 'b' });
    expect(app.payloads().at(-1)).toMatchObject({ actions: [{ type: 'static_select', selected_option: option('b') }] });
  });

  it('a submission names the person’s own team and can lack the installed one', async () => {
    const { slack, client } = testSlack({ connect: { omitInstalledTeam: true } });
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    const { ts } = await client.chat.postMessage({ channel: SHARED, text: 'x', blocks: actions(open) });
    const pressed = await slack.as(ANNA).press({ channelId: SHARED, ts: ts!, actionId: 'ask.open' });
    const view: ModalView = {
      type: 'modal',
      callback_id: 'ask.form',
      title: text('Ask'),
      submit: text('Send'),
      notify_on_close: true,
      blocks: [{ ...note, optional: true }],
    };
    await client.views.open({ trigger_id: String(pressed.deliveries[0]?.payload['trigger_id']), view: view });
    await slack.as(ANNA).submitView();
    const payload = app.payloads().at(-1)!;
    expect(payload).toMatchObject({ type: 'view_submission', team: { id: ACME }, user: { team_id: ACME } });
    expect(payload['view']).not.toHaveProperty('app_installed_team_id');
    expect(payload['view'].state.values).toEqual({ note: { value: { type: 'plain_text_input', value: null } } });
    const again = await slack.as(ANNA).press({ channelId: SHARED, ts: ts!, actionId: 'ask.open' });
    await client.views.open({ trigger_id: String(again.deliveries[0]?.payload['trigger_id']), view: view });
    await slack.as(ANNA).closeView();
    expect(app.payloads().at(-1)).toMatchObject({ type: 'view_closed', team: { id: ACME }, is_cleared: false });
  });

  it('errors for fields that are not there, and a failing app, leave the modal open with what was typed', async () => {
    const { slack, client } = testSlack();
    const answers = ['', JSON.stringify({ response_action: 'errors', errors: { other: 'x' } }), 'fail'];
    const app = recordingApp(() => {
      const answer = answers.shift() ?? '';
      return new Response(answer, { status: answer === 'fail' ? 500 : 200 });
    });
    const { ts } = await client.chat.postMessage({ channel: SHARED, text: 'x', blocks: actions(open) });
    await slack.settle();
    slack.connectApp(app.endpoint);
    const anna = slack.as(ANNA);
    const pressed = await anna.press({ channelId: SHARED, ts: ts!, actionId: 'ask.open' });
    const view: ModalView = { type: 'modal', title: text('Ask'), submit: text('Send'), blocks: [note] };
    await client.views.open({ trigger_id: String(pressed.deliveries[0]?.payload['trigger_id']), view: view });
    const wrong = await anna.submitView({ values: { note: 'typed' } });
    expect([wrong.error, anna.lastError]).toEqual([
      'invalid_response_errors',
      'We had some trouble connecting. Try again?',
    ]);
    const failed = await anna.submitView();
    expect([failed.status, failed.view?.values['note']?.['value']?.['value']]).toEqual([500, 'typed']);
    expect((await anna.submitView()).view).toBeUndefined();
  });

  it('shortcuts reach the app for our people only', async () => {
    const shortcuts = [
      { name: 'Flag', type: 'message', callback_id: 'flag', description: 'Flag it' },
      { name: 'New', type: 'global', callback_id: 'new', description: 'New one' },
    ];
    const { slack } = testSlack({ manifest: { ...manifest, features: { ...manifest.features, shortcuts } } });
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    const { ts } = await slack.as(ANNA).say({ channelId: SHARED, text: 'look' });
    await slack.as(PAT).messageShortcut('flag', { channelId: SHARED, ts });
    await slack.as(PAT).globalShortcut('new');
    const refused = await slack.as(ANNA).messageShortcut('flag', { channelId: SHARED, ts });
    expect(app.payloads().slice(1)).toMatchObject([
      { type: 'message_action', message_ts: ts, team: { id: HOME }, message: { text: 'look' } },
      { type: 'shortcut', callback_id: 'new', user: { team_id: HOME } },
    ]);
    expect(refused.deliveries).toEqual([]);
  });

  it('an ephemeral message shows to one person, in no history, and its buttons work', async () => {
    const { slack, client } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    await client.chat.postEphemeral({ channel: SHARED, user: ANNA, text: 'psst', blocks: actions(open) });
    expect(await refusal(client.chat.postEphemeral({ channel: GENERAL, user: ANNA, text: 'x' }))).toBe(
      'user_not_in_channel',
    );
    const [shown] = slack.as(ANNA).ephemeralMessages(SHARED);
    expect([slack.as(PAT).ephemeralMessages(), slack.messages(SHARED)]).toEqual([[], []]);
    await slack.as(ANNA).press({ channelId: SHARED, ts: shown!.ts, actionId: 'ask.open' });
    expect(app.payloads()[0]).toMatchObject({ container: { is_ephemeral: true, message_ts: shown!.ts } });
    expect(app.payloads()[0]).not.toHaveProperty('message');
  });

  it('a direct message reaches the app as message.im, and a partner’s bot is known by its bot_id', async () => {
    const { slack } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    await slack.as(ANNA).sayDirectly('hello');
    slack.world.addUser({ id: 'U0THEIRBOT', teamId: ACME, name: 'theirbot', isBot: true });
    await slack.world.invite(SHARED, ['U0THEIRBOT'], ANNA);
    await slack.as('U0THEIRBOT').say({ channelId: SHARED, text: 'beep' });
    const events = app.payloads().map(({ event }) => event);
    expect(events[0]).toMatchObject({ channel_type: 'im', user: ANNA, text: 'hello' });
    expect(events.at(-1)).toMatchObject({ bot_id: 'B0THEIRBOT', text: 'beep' });
  });
});

describe('threads and deletions', () => {
  it('a parent that is deleted leaves a tombstone, its thread stays', async () => {
    const { slack, client, move } = testSlack();
    const parent = await client.chat.postMessage({ channel: SHARED, text: 'parent' });
    await slack.as(ANNA).say({ channelId: SHARED, text: 'reply', threadTs: parent.ts! });
    await client.chat.delete({ channel: SHARED, ts: parent.ts! });
    const { messages } = await client.conversations.replies({ channel: SHARED, ts: parent.ts! });
    expect(messages?.map((message) => message.text)).toEqual(['This message was deleted.', 'reply']);
    await move(1000);
    const update = client.chat.update({ channel: SHARED, ts: parent.ts!, text: 'back' });
    expect(await refusal(update)).toBe('message_not_found');
  });

  it('a broadcast reply is in the history too, a plain one is not, and a reply is no thread', async () => {
    const { client, move } = testSlack();
    const { ts } = await client.chat.postMessage({ channel: SHARED, text: 'parent' });
    const reply = { channel: SHARED, thread_ts: ts! };
    await move(1000);
    const plain = await client.chat.postMessage({ ...reply, text: 'plain' });
    await move(1000);
    await client.chat.postMessage({ ...reply, text: 'loud', reply_broadcast: true });
    const { messages } = await client.conversations.history({ channel: SHARED });
    expect(messages?.map((message) => message.text)).toEqual(['loud', 'parent']);
    expect(messages?.[1]).toMatchObject({ reply_count: 2, reply_users: [BOT] });
    await move(1000);
    const nested = client.chat.postMessage({ channel: SHARED, thread_ts: plain.ts!, text: 'x' });
    expect(await refusal(nested)).toBe('cannot_reply_to_message');
  });
});
