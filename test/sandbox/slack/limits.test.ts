import fc from 'fast-check';
import { manualClock } from '#core/clock.ts';
import { createLimits } from '#sandbox/slack/limits.ts';
import { describe, expect, it } from 'vitest';
import { GENERAL, SHARED, manifestWith, quiet, recordingApp, refusal, testSlack } from './kit.ts';
import { WebClient } from '@slack/web-api';

describe('rate limits', () => {
  it('one post a second per channel, others unharmed, and Retry-After says when', async () => {
    const { client, move, slack } = testSlack();
    await client.chat.postMessage({ channel: SHARED, text: 'one' });
    const second = client.chat.postMessage({ channel: SHARED, text: 'two' });
    await expect(second).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 1 });
    await client.chat.postMessage({ channel: GENERAL, text: 'elsewhere' });
    await move(1000);
    await client.chat.postMessage({ channel: SHARED, text: 'two' });
    expect(slack.messages(SHARED)).toHaveLength(2);
  });

  it('a pace of one a second is never refused, a faster one soon is', async () => {
    const { client, move } = testSlack();
    for (let index = 0; index < 90; index += 1) {
      await client.chat.postMessage({ channel: SHARED, text: `${index}` });
      await move(1000);
    }
    let refused = 0;
    for (let index = 0; index < 20; index += 1) {
      await client.chat.postMessage({ channel: SHARED, text: `${index}` }).catch(() => (refused += 1));
      await move(800);
    }
    expect(refused).toBeGreaterThan(0);
  });

  it('tier 2 lets twenty calls a minute pass and only that method waits', async () => {
    const { client, move } = testSlack();
    for (let index = 0; index < 20; index += 1) await client.users.list({});
    expect(await refusal(client.users.list({}))).toBe('slack_webapi_rate_limited_error');
    await client.auth.test();
    await move(60_000);
    await client.users.list({});
  });

  it('the workspace takes only so many posts a minute', async () => {
    const { slack, client } = testSlack();
    const channels = Array.from({ length: 340 }, (_unused, index) => `C1${index}`);
    for (const id of channels) slack.world.addChannel({ id, name: id, members: [slack.world.botUserId] });
    let refused = 0;
    for (const channel of channels) {
      await client.chat.postMessage({ channel, text: 'x' }).catch(() => (refused += 1));
    }
    expect(refused).toBe(10);
  });
});

describe('the window of a channel', () => {
  it('for any arrivals, no two accepted posts are closer than 750 ms, and who waits Retry-After is let in', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 2500 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(gaps, (waits) => {
        const clock = manualClock(new Date(0));
        const limits = createLimits(clock);
        const pass = (ms: number): void => clock.moveTo(new Date(clock.now().getTime() + ms));
        const accepted: number[] = [];
        for (const wait of waits) {
          pass(wait);
          const retryAfter = limits.take('chat.postMessage', 'post', SHARED);
          if (retryAfter === undefined) accepted.push(clock.now().getTime());
          else expect(retryAfter).toBeLessThanOrEqual(5);
        }
        for (const [index, at] of accepted.entries()) {
          expect(at - (accepted[index - 1] ?? -1000)).toBeGreaterThanOrEqual(750);
          expect(at - (accepted[index - 5] ?? -5000)).toBeGreaterThanOrEqual(4750);
        }
        const refused = limits.take('chat.postMessage', 'post', SHARED);
        pass((refused ?? 1) * 1000);
        if (refused !== undefined) expect(limits.take('chat.postMessage', 'post', SHARED)).toBeUndefined();
      }),
    );
  });
});

describe('faults', () => {
  it('each switch hits as often as it was told and is counted', async () => {
    const { slack, client } = testSlack({ rateLimits: 'off' });
    const limited = slack.faults.rateLimit('chat.postMessage', { times: 1, retryAfterSec: 7, channelId: SHARED });
    await client.chat.postMessage({ channel: GENERAL, text: 'x' });
    await expect(client.chat.postMessage({ channel: SHARED, text: 'x' })).rejects.toMatchObject({ retryAfter: 7 });
    await client.chat.postMessage({ channel: SHARED, text: 'x' });
    const broken = slack.faults.serverError('*');
    await expect(client.auth.test()).rejects.toMatchObject({ code: 'slack_webapi_http_error' });
    broken.clear();
    await client.auth.test();
    expect([limited.hits, broken.hits, slack.faults.list().length]).toEqual([1, 1, 0]);
  });

  it('a lost answer leaves the message in the channel', async () => {
    const { slack, client } = testSlack({ rateLimits: 'off' });
    slack.faults.loseAnswer('chat.postMessage', { times: 1 });
    slack.faults.loseAnswer('chat.postMessage', { times: 1, how: '500' });
    const post = () => client.chat.postMessage({ channel: SHARED, text: 'x' });
    expect(await refusal(post())).toBe('slack_webapi_request_error');
    expect(await refusal(post())).toBe('slack_webapi_http_error');
    expect(slack.messages(SHARED)).toHaveLength(2);
    expect(slack.log.calls.map(({ status, error, ts }) => [status, error, ts])).toEqual([
      ['broken', 'answer_lost', slack.messages(SHARED)[0]?.ts],
      [500, 'answer_lost', slack.messages(SHARED)[1]?.ts],
    ]);
  });

  it('a call that is never answered ends by the caller’s own timeout, without effect', async () => {
    const { slack } = testSlack();
    const client = new WebClient('xoxb-test', {
      fetch: slack.fetch,
      timeout: 20,
      logger: quiet,
      retryConfig: { retries: 0 },
    });
    slack.faults.timeout('chat.postMessage');
    expect(await refusal(client.chat.postMessage({ channel: SHARED, text: 'x' }))).toBe('slack_webapi_request_error');
    expect(slack.messages(SHARED)).toEqual([]);
  });

  it('Slack is down until its time has passed, over HTTP too', async () => {
    const { slack, client, move } = testSlack();
    const listening = await slack.listen();
    const retryConfig = { retries: 0 };
    const remote = new WebClient('xoxb-test', { slackApiUrl: listening.apiUrl, logger: quiet, retryConfig });
    slack.faults.down({ forMs: 600_000 });
    expect(await refusal(client.auth.test())).toBe('slack_webapi_request_error');
    expect(await refusal(remote.auth.test())).toBe('slack_webapi_request_error');
    await move(600_000);
    expect((await remote.auth.test()).ok).toBe(true);
    await listening.close();
  });

  it('a slow channel takes its time on the clock', async () => {
    const { slack, client, clock } = testSlack();
    slack.faults.slow(SHARED, 4000);
    let done = false;
    const call = client.chat.postMessage({ channel: SHARED, text: 'x' }).then(() => (done = true));
    await expect.poll(() => slack.nextDueAt()).toEqual(new Date('2026-11-16T09:00:02Z'));
    await client.chat.postMessage({ channel: GENERAL, text: 'x' });
    expect([done, slack.messages(SHARED).length]).toEqual([false, 0]);
    clock.moveTo(slack.nextDueAt()!);
    await expect.poll(() => slack.messages(SHARED).length).toBe(1);
    clock.moveTo(slack.nextDueAt()!);
    await call;
    expect(done).toBe(true);
  });
});

describe('tokens and files', () => {
  it('a missing or wrong token is refused, and so is a revoked one', async () => {
    const { slack, client } = testSlack();
    slack.connectApp(recordingApp().endpoint);
    const call = async (token?: string) => {
      const headers = token ? { authorization: `Bearer ${token}` } : {};
      const response = await slack.fetch('https://slack.com/api/auth.test', { method: 'POST', headers });
      const answer: { error?: string } = JSON.parse(await response.text());
      return answer.error;
    };
    expect([await call(), await call('xoxb-wrong'), await call('xoxb-test')]).toEqual([
      'not_authed',
      'invalid_auth',
      undefined,
    ]);
    await slack.world.uninstall();
    expect(await refusal(client.auth.test())).toBe('invalid_auth');
    expect(JSON.stringify(slack.log.calls)).not.toContain('xoxb');
  });

  it('a file goes up in three steps and appears in the thread', async () => {
    const { slack, client } = testSlack({ manifest: manifestWith(['files:write']) });
    const { ts } = await client.chat.postMessage({ channel: SHARED, text: 'deck' });
    const upload = { channel_id: SHARED, thread_ts: ts!, filename: 'deck.pdf', file: Buffer.from('slides') };
    await client.filesUploadV2(upload);
    const [reply] = slack.thread(SHARED, ts!);
    const { file } = await client.files.info({ file: reply!.fileIds[0]! });
    expect(file).toMatchObject({ name: 'deck.pdf', size: 6 });
  });
});
