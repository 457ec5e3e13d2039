import type { ActionsBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { ANNA, BOT, GENERAL, SHARED, refusal, testSlack } from './kit.ts';

const ask: ActionsBlock[] = [
  {
    type: 'actions',
    block_id: 'ask',
    elements: [{ type: 'button', action_id: 'yes', value: '1', text: { type: 'plain_text', text: 'Yes' } }],
  },
];

describe('messages over the real client', () => {
  it('a post appears in the channel and in its history, newest first, without thread replies', async () => {
    const { client, move } = testSlack();
    const first = await client.chat.postMessage({ channel: SHARED, text: 'one' });
    await move(1000);
    await client.chat.postMessage({ channel: SHARED, text: 'reply', thread_ts: first.ts! });
    await move(1000);
    await client.chat.postMessage({ channel: SHARED, text: 'two' });
    const history = await client.conversations.history({ channel: SHARED });
    expect(history.messages?.map((message) => message.text)).toEqual(['two', 'one']);
    const thread = await client.conversations.replies({ channel: SHARED, ts: first.ts! });
    expect(thread.messages?.map((message) => message.text)).toEqual(['one', 'reply']);
  });

  it('text alone on update wipes the blocks', async () => {
    const { client, slack } = testSlack();
    const posted = await client.chat.postMessage({ channel: SHARED, text: 'one', blocks: ask });
    await client.chat.update({ channel: SHARED, ts: posted.ts!, text: 'two' });
    expect(slack.messages(SHARED)[0]).toMatchObject({ text: 'two', blocks: [] });
  });

  it('metadata comes back only with include_all_metadata', async () => {
    const { client } = testSlack();
    const metadata = { event_type: 'outbox', event_payload: { hash: 'abc' } };
    await client.chat.postMessage({ channel: SHARED, text: 'one', metadata });
    const plain = await client.conversations.history({ channel: SHARED });
    const full = await client.conversations.history({ channel: SHARED, include_all_metadata: true });
    expect(plain.messages?.[0]).not.toHaveProperty('metadata');
    expect(full.messages?.[0]).toMatchObject({ metadata });
  });

  it('refuses what Slack refuses', async () => {
    const { client, slack, move } = testSlack();
    slack.world.addChannel({ id: 'C0EMPTY', name: 'empty', members: [] });
    slack.world.addChannel({ id: 'C0SECRET', name: 'secret', isPrivate: true, members: [] });
    const anna = await slack.as(ANNA).say({ channelId: SHARED, text: 'hello' });
    const refused = {
      unknown: client.chat.postMessage({ channel: 'C0NOWHERE', text: 'x' }),
      outside: client.chat.postMessage({ channel: 'C0EMPTY', text: 'x' }),
      secret: client.chat.postMessage({ channel: 'C0SECRET', text: 'x' }),
      thread: client.chat.postMessage({ channel: GENERAL, text: 'x', thread_ts: '1.000001' }),
      foreign: client.chat.update({ channel: SHARED, ts: anna.ts, text: 'mine now' }),
      gone: client.chat.update({ channel: SHARED, ts: '1.000001', text: 'x' }),
      method: client.apiCall('chat.nothing'),
      scope: client.bookmarks.list({ channel_id: SHARED }),
    };
    const codes = Object.entries(refused).map(async ([name, call]) => [name, await refusal(call)]);
    expect(Object.fromEntries(await Promise.all(codes))).toEqual({
      unknown: 'channel_not_found',
      outside: 'not_in_channel',
      secret: 'channel_not_found',
      thread: 'thread_not_found',
      foreign: 'cant_update_message',
      gone: 'message_not_found',
      method: 'unknown_method',
      scope: 'missing_scope',
    });
    await slack.world.archive(GENERAL, 'U0PAT');
    await move(5000);
    expect(await refusal(client.chat.postMessage({ channel: GENERAL, text: 'x' }))).toBe('is_archived');
    expect(slack.log.calls.filter((call) => !call.ok).every((call) => call.source)).toBe(true);
  });

  it('reactions and pins refuse the second time', async () => {
    const { client, slack } = testSlack();
    const { ts } = await client.chat.postMessage({ channel: SHARED, text: 'one' });
    const reaction = { channel: SHARED, timestamp: ts!, name: 'eyes' };
    await client.reactions.add(reaction);
    expect(await refusal(client.reactions.add(reaction))).toBe('already_reacted');
    await client.reactions.remove(reaction);
    expect(await refusal(client.reactions.remove(reaction))).toBe('no_reaction');
    await client.pins.add({ channel: SHARED, timestamp: ts! });
    expect(await refusal(client.pins.add({ channel: SHARED, timestamp: ts! }))).toBe('already_pinned');
    expect(slack.pins(SHARED)).toHaveLength(1);
    await client.pins.remove({ channel: SHARED, timestamp: ts! });
    expect(await refusal(client.pins.remove({ channel: SHARED, timestamp: ts! }))).toBe('no_pin');
  });

  it('a message to a user id goes into their direct messages', async () => {
    const { client, slack } = testSlack();
    await client.chat.postMessage({ channel: ANNA, text: 'hello' });
    expect(
      slack
        .as(ANNA)
        .dms()
        .map((message) => [message.userId, message.text]),
    ).toEqual([[BOT, 'hello']]);
    expect(await refusal(client.conversations.open({ users: 'U0STRANGER' }))).toBe('user_not_visible');
  });

  it('history pages by cursor and by oldest', async () => {
    const { client, move } = testSlack({ rateLimits: 'off' });
    const sent: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const { ts } = await client.chat.postMessage({ channel: SHARED, text: `m${index}` });
      sent.push(ts!);
      await move(1000);
    }
    const first = await client.conversations.history({ channel: SHARED, limit: 2 });
    const cursor = first.response_metadata!.next_cursor!;
    const second = await client.conversations.history({ channel: SHARED, limit: 2, cursor });
    const texts = [...first.messages!, ...second.messages!].map((message) => message.text);
    expect(texts).toEqual(['m4', 'm3', 'm2', 'm1']);
    const since = await client.conversations.history({ channel: SHARED, oldest: sent[3]! });
    const inclusive = await client.conversations.history({ channel: SHARED, oldest: sent[3]!, inclusive: true });
    expect([since.messages!.length, inclusive.messages!.length]).toEqual([1, 2]);
  });

  it('blocks that break a limit are refused with the reason', async () => {
    const { client } = testSlack();
    const blocks = Array.from({ length: 51 }, () => ({ type: 'divider' }));
    const call = client.chat.postMessage({ channel: SHARED, text: 'x', blocks });
    await expect(call).rejects.toMatchObject({
      data: { ok: false, response_metadata: { messages: [expect.stringContaining('[ERROR]')] } },
    });
  });
});
