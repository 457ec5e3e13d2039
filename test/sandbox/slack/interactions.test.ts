import { afterEach, describe, expect, it } from 'vitest';
import type { App, BlockAction } from '@slack/bolt';
import type { Button, ModalView, PlainTextElement, PlainTextInput, SectionBlock, StaticSelect } from '@slack/types';
import { startHttpApp, type RunningApp } from './bolt-app.ts';
import {
  ACME,
  ANNA,
  HOME,
  PAT,
  SHARED,
  manifestWithout,
  recordingApp,
  refusal,
  testSlack,
  type TestSlack,
} from './kit.ts';
import type { Listening } from '#sandbox/slack/server.ts';

const text = (value: string): PlainTextElement => ({ type: 'plain_text', text: value });
const button: Button = { type: 'button', action_id: 'ask.open', value: 'entity-1', text: text('Answer') };
const message = {
  channel: SHARED,
  text: 'Please answer',
  blocks: [{ type: 'actions' as const, block_id: 'a', elements: [button] }],
};
const note: PlainTextInput = { type: 'plain_text_input', action_id: 'value', max_length: 20 };
const mood: StaticSelect = {
  type: 'static_select',
  action_id: 'value',
  options: ['good', 'bad'].map((value) => ({ text: text(value), value })),
};
const form = (title: string): ModalView => ({
  type: 'modal',
  callback_id: 'ask.form',
  title: text(title),
  submit: text('Send'),
  blocks: [
    { type: 'input', block_id: 'note', label: text('Note'), element: note },
    { type: 'input', block_id: 'mood', optional: true, label: text('Mood'), element: mood },
  ],
});

const orderForm: ModalView = {
  ...form('Order'),
  blocks: [
    {
      type: 'input',
      block_id: 'order',
      label: text('Order'),
      element: { type: 'file_input', action_id: 'value', filetypes: ['pdf'], max_files: 2 },
    },
  ],
};

/** What Anna's press of a message's button may open a modal with. */
async function triggerFor({ slack, client }: Pick<TestSlack, 'slack' | 'client'>): Promise<string> {
  const { ts } = await client.chat.postMessage(message);
  const pressed = await slack.as(ANNA).press({ channelId: SHARED, ts: ts!, actionId: 'ask.open' });
  return String(pressed.deliveries[0]?.payload['trigger_id']);
}

describe('a partner works with a real Bolt app over HTTP', () => {
  let test: TestSlack;
  let running: RunningApp;
  let listening: Listening;
  afterEach(async () => {
    await running.stop();
    await listening.close();
    test.slack.stop();
  });

  async function start(wire: (app: App) => void): Promise<void> {
    test = testSlack();
    listening = await test.slack.listen();
    running = await startHttpApp(listening.apiUrl, wire);
    test.slack.connectApp({ kind: 'http', url: running.url });
  }

  it('presses a button, gets field errors, corrects them, moves on and closes', async () => {
    const submitted: unknown[] = [];
    await start((app) => {
      app.action<BlockAction>('ask.open', async ({ ack, body, client }) => {
        await ack();
        await client.views.open({
          trigger_id: body.trigger_id,
          view: form('First'),
        });
      });
      app.view('ask.form', async ({ ack, body, view }) => {
        submitted.push([body.team?.id, body.user.team_id, view.app_installed_team_id]);
        const typed = view.state.values['note']?.['value']?.value;
        if (typed === 'wrong') return ack({ response_action: 'errors', errors: { note: 'Not like this' } });
        if (view.title.text === 'First') return ack({ response_action: 'push', view: form('Second') });
        return ack({ response_action: 'clear' });
      });
    });
    const { ts } = await test.client.chat.postMessage(message);
    const anna = test.slack.as(ANNA);
    const pressed = await anna.press({ channelId: SHARED, ts: ts!, actionId: 'ask.open' });
    expect(pressed).toMatchObject({ status: 200, error: undefined });
    await viewOpens(test);
    expect((await anna.submitView()).errors).toEqual({ note: 'Please complete this required field.' });
    expect(submitted).toEqual([]);
    expect((await anna.submitView({ values: { note: 'wrong', mood: 'bad' } })).errors).toEqual({
      note: 'Not like this',
    });
    expect(anna.currentView()?.values['note']?.['value']).toMatchObject({ value: 'wrong' });
    const pushed = await anna.submitView({ values: { note: 'right' } });
    expect([pushed.view?.content['title'], anna.viewStack().length]).toEqual([text('Second'), 2]);
    const cleared = await anna.submitView({ values: { note: 'done' } });
    expect(cleared).toMatchObject({ sent: true, errors: {}, view: undefined });
    expect(submitted[0]).toEqual([ACME, ACME, HOME]);
  });

  it('a slow app costs the user the modal they asked for: the trigger lives three seconds, once', async () => {
    await start((app) => app.action('ask.open', async ({ ack }) => ack()));
    const { ts } = await test.client.chat.postMessage(message);
    const pressed = await test.slack.as(ANNA).press({ channelId: SHARED, ts: ts!, actionId: 'ask.open' });
    const trigger_id = String(pressed.deliveries[0]?.payload['trigger_id']);
    await test.client.views.open({ trigger_id, view: form('First') });
    expect(await refusal(test.client.views.open({ trigger_id, view: form('First') }))).toBe('exchanged_trigger_id');
    const again = await test.slack.as(ANNA).press({ channelId: SHARED, ts: ts!, actionId: 'ask.open' });
    await test.move(3001);
    const late = { trigger_id: String(again.deliveries[0]?.payload['trigger_id']), view: form('First') };
    expect(await refusal(test.client.views.open(late))).toBe('expired_trigger_id');
  });

  it('commands work for our staff; for externals Slack refuses them and the app is not called', async () => {
    await start((app) => app.command('/partner', async ({ ack, command }) => ack(`you said ${command.text}`)));
    await test.slack.as(PAT).command('/partner connect Acme', { channelId: SHARED });
    expect(test.slack.as(PAT).ephemeralMessages()).toMatchObject([{ text: 'you said connect Acme', via: 'command' }]);
    const refused = await test.slack.as(ANNA).command('/partner connect', { channelId: SHARED });
    expect(refused).toMatchObject({ status: undefined, deliveries: [], error: '/partner is not a valid command' });
    expect(test.slack.log.deliveries.map((delivery) => delivery.kind)).toEqual(['command']);
  });

  it('an app without a listener answers 404 and the person sees an error', async () => {
    await start(() => undefined);
    const failed = await test.slack.as(PAT).command('/partner help', { channelId: SHARED });
    expect(failed).toMatchObject({ status: 404, error: '/partner failed with the error "dispatch_failed"' });
    expect(test.slack.as(PAT).lastError).toBe(failed.error);
  });

  it('forged and old signatures are turned away by the app', async () => {
    await start(() => undefined);
    const body = JSON.stringify({ type: 'event_callback', event: { type: 'message' } });
    const forged = await test.slack.rawDelivery(test.slack.signedRequest(body, { secret: 'other' }));
    const old = await test.slack.rawDelivery(test.slack.signedRequest(body, { timestamp: 1_700_000_000 }));
    expect([forged.status, old.status]).toEqual([401, 401]);
  });
});

describe('interactions in process', () => {
  it('the payload of an external press names the installing team and the person’s own', async () => {
    const { slack, client } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    const { ts } = await client.chat.postMessage(message);
    await slack.settle();
    await slack.as(ANNA).press({ channelId: SHARED, ts: ts!, actionId: 'ask.open' });
    expect(app.payloads().at(-1)).toMatchObject({
      type: 'block_actions',
      team: { id: HOME },
      user: { id: ANNA, team_id: ACME },
      actions: [{ action_id: 'ask.open', block_id: 'a', value: 'entity-1' }],
      container: { message_ts: ts, channel_id: SHARED },
    });
  });

  it('nobody can press what the message does not offer, unless the test forges it', async () => {
    const { slack, client } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    const { ts } = await client.chat.postMessage(message);
    const place = { channelId: SHARED, ts: ts!, actionId: 'ask.other' };
    await expect(async () => slack.as(ANNA).press(place)).rejects.toThrow('there is no element');
    const other = { ...place, actionId: 'ask.open', value: 'entity-2' };
    await expect(async () => slack.as(ANNA).press(other)).rejects.toThrow('there is no element');
    await expect(async () => slack.as('U0STRANGER').press({ ...place, actionId: 'ask.open' })).rejects.toThrow(
      'not in',
    );
    await slack.as('U0STRANGER').press({ ...place, value: 'entity-2', forged: true });
    expect(app.payloads().at(-1)).toMatchObject({ user: { id: 'U0STRANGER' }, actions: [{ value: 'entity-2' }] });
  });

  it('an unanswered interaction fails after three seconds and is not tried again', async () => {
    const { slack, client, clock } = testSlack();
    const { ts } = await client.chat.postMessage(message);
    const app = recordingApp(() => new Promise<Response>(() => undefined));
    slack.connectApp(app.endpoint);
    const pressing = slack.as(ANNA).press({ channelId: SHARED, ts: ts!, actionId: 'ask.open' });
    await Promise.resolve();
    clock.moveTo(new Date(clock.now().getTime() + 3000));
    expect(await pressing).toMatchObject({ status: undefined, error: 'We had some trouble connecting. Try again?' });
    expect(app.requests).toHaveLength(1);
  });

  it('a response_url works five times in half an hour, ephemeral unless it says otherwise', async () => {
    const { slack, client, move } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    const { ts } = await client.chat.postMessage(message);
    await slack.as(ANNA).press({ channelId: SHARED, ts: ts!, actionId: 'ask.open' });
    const url = String(app.payloads().at(-1)?.['response_url']);
    const answer = (body: object) => slack.fetch(url, { method: 'POST', body: JSON.stringify(body) });
    await answer({ text: 'only you' });
    await answer({ text: 'everybody', response_type: 'in_channel' });
    await answer({ text: 'new', replace_original: true });
    await answer({ delete_original: true });
    await answer({ text: 'last' });
    expect((await answer({ text: 'too much' })).status).toBe(404);
    expect(
      slack
        .as(ANNA)
        .ephemeralMessages()
        .map((entry) => entry.text),
    ).toEqual(['only you', 'last']);
    expect(slack.messages(SHARED).map((entry) => entry.text)).toEqual(['everybody']);
    await slack.as(PAT).command('/partner x', { channelId: SHARED });
    await move(30 * 60_000 + 1);
    const late = String(app.payloads().findLast((payload) => payload['command'])?.['response_url']);
    expect((await slack.fetch(late, { method: 'POST', body: '{"text":"x"}' })).status).toBe(404);
  });

  it('a response_url works over HTTP too', async () => {
    const { slack, client } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    const { close } = await slack.listen();
    const { ts } = await client.chat.postMessage(message);
    await slack.as(ANNA).press({ channelId: SHARED, ts: ts!, actionId: 'ask.open' });
    const url = String(app.payloads().at(-1)?.['response_url']);
    expect((await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'only you' }) })).status).toBe(200);
    expect(slack.as(ANNA).ephemeralMessages()).toMatchObject([{ text: 'only you' }]);
    await close();
  });

  it('the modal stack holds three views and a stale hash is a conflict', async () => {
    const { slack, client } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    const { ts } = await client.chat.postMessage(message);
    const trigger = async () => {
      const pressed = await slack.as(ANNA).press({ channelId: SHARED, ts: ts!, actionId: 'ask.open' });
      return String(pressed.deliveries[0]?.payload['trigger_id']);
    };
    const view = form('First');
    const opened = await client.views.open({ trigger_id: await trigger(), view });
    await client.views.push({ trigger_id: await trigger(), view });
    await client.views.push({ trigger_id: await trigger(), view });
    expect(await refusal(client.views.push({ trigger_id: await trigger(), view }))).toBe('push_limit_reached');
    const { id, hash } = opened.view!;
    await client.views.update({ view_id: id!, hash: hash!, view });
    expect(await refusal(client.views.update({ view_id: id!, hash: hash!, view }))).toBe('hash_conflict');
    expect(await refusal(client.views.update({ view_id: 'V0GONE', view }))).toBe('not_found');
  });

  it('files chosen in a form reach the app whole, and the app may load them', async () => {
    const { slack, client } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    const anna = slack.as(ANNA);
    await client.views.open({ trigger_id: await triggerFor({ slack, client }), view: orderForm });
    expect((await anna.submitView()).errors).toEqual({ order: 'Please complete this required field.' });
    const file = { name: 'order.pdf', mimetype: 'application/pdf', content: 'signed' };
    const large = { ...file, content: new Uint8Array(10 * 1024 * 1024 + 1) };
    for (const refused of [[file, file, file], [{ ...file, name: 'order.exe' }], [large]]) {
      await expect(anna.submitView({ values: { order: refused } })).rejects.toThrow('§4');
    }
    await anna.submitView({ values: { order: [file] } });
    const [id] = [...slack.state.files.keys()];
    expect(app.payloads().at(-1)?.view.state.values).toMatchObject({
      order: { value: { type: 'file_input', files: [{ id, name: 'order.pdf', size: 6 }] } },
    });
    expect((await client.files.info({ file: id! })).file?.name).toBe('order.pdf');
    expect(await refusal(client.files.info({ file: 'F0GONE' }))).toBe('file_not_found');
  });

  it('a form that asks for files needs the scope to read them', async () => {
    const { slack, client } = testSlack({ manifest: manifestWithout('files:read') });
    slack.connectApp(recordingApp().endpoint);
    const view = orderForm;
    expect(await refusal(client.views.open({ trigger_id: await triggerFor({ slack, client }), view }))).toBe(
      'missing_scope',
    );
    expect(slack.log.calls.at(-1)?.source).toBe('§7');
  });

  it('feedback and icon buttons say which was pressed', async () => {
    const { slack, client } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    const both = [
      {
        type: 'feedback_buttons' as const,
        action_id: 'ask.rate',
        positive_button: { text: text('Good'), value: 'good' },
        negative_button: { text: text('Bad'), value: 'bad' },
      },
      { type: 'icon_button' as const, action_id: 'ask.drop', icon: 'trash', text: text('Drop'), value: 'entity-1' },
    ];
    const { ts } = await client.chat.postMessage({ ...message, blocks: [{ type: 'context_actions', elements: both }] });
    const place = { channelId: SHARED, ts: ts! };
    await slack.as(ANNA).press({ ...place, actionId: 'ask.rate', value: 'bad' });
    await slack.as(ANNA).press({ ...place, actionId: 'ask.drop' });
    const actions = app.payloads().flatMap((payload) => payload['actions'] ?? []);
    expect(actions).toMatchObject([
      { type: 'feedback_buttons', value: 'bad' },
      { type: 'icon_button', value: 'entity-1' },
    ]);
  });

  it('the Home tab shows what was published', async () => {
    const { slack, client } = testSlack();
    const app = recordingApp();
    slack.connectApp(app.endpoint);
    await slack.as(ANNA).openHome();
    expect(app.payloads()[0]).toMatchObject({
      event: { type: 'app_home_opened', user: ANNA, tab: 'home' },
      team_id: ACME,
    });
    const blocks: SectionBlock[] = [{ type: 'section', text: { type: 'mrkdwn', text: 'Hello' }, accessory: button }];
    await client.views.publish({ user_id: ANNA, view: { type: 'home', blocks } });
    await slack.as(ANNA).pressInHome({ actionId: 'ask.open' });
    expect(app.payloads().at(-1)).toMatchObject({ container: { type: 'view' }, view: { type: 'home' } });
    expect(slack.homeOf(ANNA)?.content['blocks']).toHaveLength(1);
  });
});

async function viewOpens({ slack }: TestSlack): Promise<void> {
  await expect.poll(() => slack.as(ANNA).currentView()).toBeDefined();
}
