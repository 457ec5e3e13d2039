import { describe, expect, test } from 'vitest';
import { actionIds } from '#blocks/check-ins/ids.ts';
import type { TestApp } from '#test/kit/app.ts';
import { adminOf, channelOf, sellerOf, staffPerson } from '#test/kit/partners.ts';
import {
  after,
  appWith,
  berlin,
  december,
  goTo,
  newYorkAtTen,
  occurrenceOf,
  promptOf,
  staffTexts,
  warsaw,
} from './kit.ts';

async function askedApp(): Promise<TestApp> {
  const app = await appWith([warsaw, berlin]);
  await goTo(app, december.prompt);
  return app;
}

async function reply(app: TestApp, text: string, userId = sellerOf(warsaw), partner = warsaw): Promise<string> {
  const channelId = channelOf(partner);
  const said = app.slack.as(userId).say({ channelId, text, threadTs: promptOf(app.slack, partner).ts });
  await after(app, said);
  return (await said).ts;
}

const answers = async (app: TestApp, partner = warsaw) =>
  (await occurrenceOf(app, partner)).answers.map(({ questionId, value }) => [questionId, value]);

/** Emoji on one message of the partner's channel. */
function marks(app: TestApp, ts: string, partner = warsaw): readonly string[] {
  const root = promptOf(app.slack, partner).ts;
  const message = app.slack.thread(channelOf(partner), root).find((entry) => entry.ts === ts);
  return (message?.reactions ?? []).map(({ name }) => name);
}

/** A message event under the prompt, as Slack would send it. */
function deliver(app: TestApp, event: Readonly<Record<string, string>>): Promise<unknown> {
  const place = { channel: channelOf(warsaw), channel_type: 'channel', thread_ts: promptOf(app.slack, warsaw).ts };
  const body = {
    type: 'event_callback',
    event_id: `Ev${event['ts']}`,
    team_id: 'TLUMENFORGE',
    event: { type: 'message', ...place, ...event, event_ts: event['ts'] },
  };
  return app.slack.rawDelivery(app.slack.signedRequest(JSON.stringify(body)));
}

/** What the bot wrote in the thread. */
function botReplies(app: TestApp, partner = warsaw): readonly string[] {
  return app.slack
    .thread(channelOf(partner), promptOf(app.slack, partner).ts)
    .slice(1)
    .filter(({ userId }) => userId === app.slack.world.botUserId)
    .map(({ text }) => text);
}

describe('a reply in the thread', () => {
  test('is recorded like buttons, ticked, and shown in the prompt', async () => {
    const app = await askedApp();
    const ts = await reply(app, '1 good, 2 stuck: pricing');
    expect(await answers(app)).toEqual([
      ['C1', '4'],
      ['C2', 'need_help'],
      ['C3', ['pricing']],
    ]);
    const { state, answers: given } = await occurrenceOf(app, warsaw);
    expect(state).toBe('partial');
    expect(given.every(({ source, by }) => source === 'words' && by.userId === sellerOf(warsaw))).toBe(true);
    expect(marks(app, ts)).toEqual(['white_check_mark']);
    expect(promptOf(app.slack, warsaw).blocks).toContain('✓ Noted: In your way: Pricing');
    expect(botReplies(app)).toEqual([expect.stringMatching(/^Thanks. Logged:(\n• \*FU-\d+\* .*){2}$/)]);
  });

  test('of all that is asked completes the check-in', async () => {
    const app = await askedApp();
    await reply(app, '1 great\n2 yes\n3 nothing\n4 nothing');
    expect((await occurrenceOf(app, warsaw)).state).toBe('completed');
    expect(promptOf(app.slack, warsaw).text).toContain('thanks, done');
  });

  test('in German is understood and answered in German', async () => {
    const app = await askedApp();
    const ts = await reply(app, '1 gut, 2 ja', adminOf(berlin), berlin);
    expect(await answers(app, berlin)).toEqual([
      ['C1', '4'],
      ['C2', 'yes'],
    ]);
    expect(marks(app, ts, berlin)).toEqual(['white_check_mark']);
    await reply(app, 'Können wir nächste Woche reden?', adminOf(berlin), berlin);
    expect(botReplies(app, berlin)).toEqual([expect.stringContaining('`1 gut, 2 ja, 3 Preise, 4 Schulung`')]);
  });

  test('delivered again, also after the app has forgotten the delivery, is one answer and one mark', async () => {
    const app = await askedApp();
    const ts = await reply(app, '2, please call me');
    const before = await occurrenceOf(app, warsaw);
    await app.database.collection('inbox_deliveries').deleteMany({});
    await app.restart();
    await after(app, Promise.resolve());
    await after(app, deliver(app, { user: sellerOf(warsaw), text: '2, please call me', ts }));
    const { answers: given, replies } = await occurrenceOf(app, warsaw);
    expect([given.length, replies.length]).toEqual([before.answers.length, 1]);
    expect(marks(app, ts)).toEqual(['white_check_mark']);
    expect(botReplies(app).filter((text) => text.includes('The part I understood'))).toHaveLength(1);
  });

  test('written while the app was down is read when it is back', async () => {
    const app = await askedApp();
    await app.app.stop();
    const { ts: threadTs } = promptOf(app.slack, warsaw);
    const said = await app.slack.as(sellerOf(warsaw)).say({ channelId: channelOf(warsaw), text: '1 good', threadTs });
    expect(await answers(app)).toEqual([]);
    await app.restart();
    // No time passes in which Slack could try again.
    await app.time.settle();
    expect(await answers(app)).toEqual([['C1', '4']]);
    expect(marks(app, said.ts)).toEqual(['white_check_mark']);
  });

  test('by a member who may only post is as good as a tap', async () => {
    const app = await askedApp();
    app.slack.world.addUser({ id: 'UPOSTONLY', teamId: 'TP101', name: 'Pia Post' });
    await app.slack.world.invite(channelOf(warsaw), ['UPOSTONLY'], adminOf(warsaw));
    await reply(app, '4', 'UPOSTONLY');
    const [answer] = (await occurrenceOf(app, warsaw)).answers;
    expect(answer).toMatchObject({ questionId: 'C1', value: '4', source: 'words', by: { userId: 'UPOSTONLY' } });
  });

  test('and a tap at the same time both count', async () => {
    const app = await askedApp();
    const place = { channelId: channelOf(warsaw), ts: promptOf(app.slack, warsaw).ts };
    const tap = app.slack.as(adminOf(warsaw)).press({ ...place, actionId: actionIds.rate[2] });
    const words = app.slack.as(sellerOf(warsaw)).say({ channelId: place.channelId, threadTs: place.ts, text: '2 yes' });
    await after(app, Promise.all([tap, words]));
    expect((await answers(app)).toSorted()).toEqual([
      ['C1', '3'],
      ['C2', 'yes'],
    ]);
  });
});

describe('who is heard', () => {
  test.each([
    ['a stranger', { user: 'USTRANGE' }],
    ['another partner’s person', { user: adminOf(berlin) }],
    ['another bot', { user: sellerOf(warsaw), bot_id: 'BOTHER' }],
    ['a bot’s message', { user: sellerOf(warsaw), subtype: 'bot_message' }],
    ['an edit', { user: sellerOf(warsaw), subtype: 'message_changed' }],
    ['nobody', {}],
  ])('%s changes nothing and hears nothing', async (_name, event) => {
    const app = await askedApp();
    app.slack.world.addTeam({ id: 'TSTRANGE', name: 'Elsewhere' });
    app.slack.world.addUser({ id: 'USTRANGE', teamId: 'TSTRANGE', name: 'Max' });
    const calls = app.slack.log.calls.length;
    await after(app, deliver(app, { ...event, text: '1 bad', ts: '1797000000.000100' }));
    expect(await answers(app)).toEqual([]);
    expect((await occurrenceOf(app, warsaw)).replies).toEqual([]);
    const written = app.slack.log.calls.slice(calls).filter(({ method }) => method.startsWith('chat.'));
    expect(written).toEqual([]);
  });

  test('the same event of a colleague is an answer', async () => {
    const app = await askedApp();
    await after(app, deliver(app, { user: adminOf(warsaw), text: '1 bad', ts: '1797000000.000100' }));
    expect(await answers(app)).toEqual([['C1', '1']]);
  });

  test('our own staff talk in the thread undisturbed', async () => {
    const app = await askedApp();
    await reply(app, '1 bad', staffPerson.priya);
    expect(await answers(app)).toEqual([]);
    expect(botReplies(app)).toEqual([]);
  });

  test('a reply under somebody else’s message is theirs', async () => {
    const app = await askedApp();
    const seller = app.slack.as(sellerOf(warsaw));
    const { ts: threadTs } = await seller.say({ channelId: channelOf(warsaw), text: 'Lunch?' });
    await after(app, seller.say({ channelId: channelOf(warsaw), text: '1 good', threadTs }));
    expect(await answers(app)).toEqual([]);
  });

  test('an edited reply is not read again, and a message outside the thread not at all', async () => {
    const app = await askedApp();
    const ts = await reply(app, '1 good');
    const seller = app.slack.as(sellerOf(warsaw));
    await after(app, seller.editMessage({ channelId: channelOf(warsaw), ts, text: '1 bad' }));
    await after(app, seller.say({ channelId: channelOf(warsaw), text: '1 bad' }));
    expect(await answers(app)).toEqual([['C1', '4']]);
    expect(botReplies(app)).toEqual([]);
  });
});

describe('what cannot be understood', () => {
  test('gets one sentence that says what can be said, is kept, and reaches the manager, not the channel', async () => {
    const app = await askedApp();
    const ts = await reply(app, 'Could you send <the> new deck?');
    expect(await answers(app)).toEqual([]);
    expect((await occurrenceOf(app, warsaw)).state).toBe('sent');
    expect((await occurrenceOf(app, warsaw)).replies).toEqual([
      expect.objectContaining({ text: expect.stringContaining('new deck?'), afterClose: false }),
    ]);
    expect(marks(app, ts)).toEqual([]);
    expect(botReplies(app)).toEqual([expect.stringContaining('`1 good, 2 yes, 3 pricing, 4 training`')]);
    await goTo(app, newYorkAtTen('2026-12-08'));
    expect(staffTexts(app.slack)).toEqual([expect.stringContaining('new deck?')]);
  });

  test('in part is recorded in part', async () => {
    const app = await askedApp();
    const ts = await reply(app, '1 good, 2 the customer wants a call');
    expect(await answers(app)).toEqual([['C1', '4']]);
    expect(marks(app, ts)).toEqual(['white_check_mark']);
    expect(botReplies(app)).toEqual([expect.stringContaining('The part I understood is noted')]);
  });

  test('but is a courtesy is left alone', async () => {
    const app = await askedApp();
    await reply(app, '1 good');
    for (const text of ['Thanks!', 'ok', ':+1:']) await reply(app, text);
    expect(await answers(app)).toEqual([['C1', '4']]);
    expect(botReplies(app)).toEqual([]);
    expect((await occurrenceOf(app, warsaw)).replies).toEqual([]);
  });

  test('because the check-in is closed is said so, kept, and told to the manager', async () => {
    const app = await askedApp();
    await goTo(app, december.close);
    await reply(app, '1 bad, 3 pricing');
    await reply(app, 'sorry for being late');
    const occurrence = await occurrenceOf(app, warsaw);
    expect([occurrence.state, occurrence.answers.length]).toEqual(['missed', 0]);
    expect(occurrence.afterClose.map(({ questionId }) => questionId)).toEqual(['C1', 'C3']);
    expect(occurrence.replies.map(({ text }) => text)).toEqual(['1 bad, 3 pricing', 'sorry for being late']);
    expect(botReplies(app).filter((text) => text.includes('This check-in is closed'))).toHaveLength(2);
    await goTo(app, newYorkAtTen('2026-12-23'));
    expect(staffTexts(app.slack).join()).toContain('sorry for being late');
  });
});
