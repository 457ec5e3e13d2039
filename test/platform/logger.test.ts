import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { Log, LogFields } from '#core/log-fields.ts';
import { createLogger } from '#platform/logger.ts';
import type { LoggerOptions } from '#platform/logger.ts';
import { Secret } from '#platform/secret.ts';

const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';
const botToken = ['xoxb', '1234567890', 'AbCdEf'].join('-');
const appToken = ['xapp', '1', 'A0B1', '77aa'].join('-');

function testLog(options: Partial<LoggerOptions> = {}): {
  log: Log;
  lines: () => Record<string, unknown>[];
  text: () => string;
} {
  const written: string[] = [];
  const destination = { write: (line: string) => void written.push(line) };
  return {
    log: createLogger({ level: 'debug', pretty: false, destination, secrets: [signingSecret], ...options }),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
    text: () => written.join(''),
  };
}

describe('createLogger', () => {
  it('writes one JSON line with level, time, fields and message', () => {
    const { log, lines } = testLog();
    log.info({ feature: 'check-ins', count: 3 }, 'sent');
    expect(lines()).toEqual([{ level: 'info', time: expect.any(String), feature: 'check-ins', count: 3, msg: 'sent' }]);
  });

  it('keeps quiet below its level', () => {
    const { log, text } = testLog({ level: 'warn' });
    log.info({}, 'quiet');
    log.warn({}, 'loud');
    expect(text()).not.toContain('quiet');
    expect(text()).toContain('loud');
  });

  it('carries fields to every line of a log made from it, the nearest one wins', () => {
    const { log, lines } = testLog();
    log.with({ partnerId: 'P-0001', verb: 'a' }).with({ verb: 'b' }).warn({ attempt: 2 }, 'again');
    expect(lines()[0]).toMatchObject({ partnerId: 'P-0001', verb: 'b', attempt: 2 });
    expect(Object.keys(lines()[0] ?? {})).not.toContain('droppedFields');
  });

  it('drops and counts fields that are not on the list, also objects in the place of an id', () => {
    const { log, lines, text } = testLog();
    const fields = { email: 'a@b.example', userId: { name: 'Ada' }, partnerId: 'P-0001' } as unknown as LogFields;
    log.with({ text: 'hush' } as LogFields).info(fields, 'x');
    expect(lines()[0]).toMatchObject({ partnerId: 'P-0001', droppedFields: 3 });
    expect(text()).not.toMatch(/hush|Ada|a@b/u);
  });

  it('does not read the message as a format', () => {
    const { log, lines } = testLog();
    log.info({}, '100%s of %o');
    expect(lines()[0]).toMatchObject({ msg: '100%s of %o' });
  });

  it.each([
    ['a bot token', `failed with ${botToken}`, botToken],
    ['an app token', `failed with ${appToken}.`, appToken],
    ['a rotated token', 'token xoxe.xoxp-1-Mi0yLTE', 'Mi0yLTE'],
    ['a bearer token', 'Authorization: Bearer abc.def', 'abc.def'],
    ['the signing secret', `key=${signingSecret}`, signingSecret],
    ['database credentials', 'cannot reach mongodb+srv://app:p@ss/w0rd@db.example/drumbeat', 'w0rd'],
    ['credentials of a proxy', 'via http://joe:hunter2@proxy.example', 'hunter2'],
    ['a response_url', 'POST https://hooks.slack.com/actions/T1/2/abcdef', 'abcdef'],
    ['a request signature', `got v0=${'0a'.repeat(32)}`, '0a0a0a'],
  ])('never prints %s, wherever it stands', (_what, sentence, secret) => {
    const { log, text } = testLog();
    const error = new Error(sentence, { cause: new AggregateError([new Error(sentence)], sentence) });
    const wrapped = new AppError({ kind: 'bug', code: 'core.bug', details: { at: [sentence] }, cause: error });
    log.error({ err: wrapped, reason: sentence, details: { deep: { deeper: sentence } } }, sentence);
    log.error({ err: sentence }, 'a thrown string');
    expect(text()).not.toContain(secret);
    expect(text()).toContain('[secret]');
  });

  it('never prints a token, whatever is around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.stringMatching(/^[A-Za-z0-9]{8,20}$/u), (before, after, tail) => {
        const { log, text } = testLog();
        log.info({ reason: `${before}xoxb-12-${tail} ${after}` }, `${before} ${signingSecret}${after}`);
        expect(text()).not.toContain(`xoxb-12-${tail}`);
        expect(text()).not.toContain(signingSecret);
      }),
    );
  });

  it('says kind, code, details, stack and cause of an error, but not what its user sees', () => {
    const { log, lines, text } = testLog();
    const cause = Object.assign(new Error('refused'), {
      code: 'ECONNREFUSED',
      data: { body: 'hush' },
      request: 'hush',
    });
    const details = { limit: 'buttonText', body: 'hush', botToken: 'hush', token: new Secret('hush') };
    log.error(
      { err: new AppError({ kind: 'unavailable', code: 'core.x', params: { name: 'hush' }, details, cause }) },
      'x',
    );
    expect(lines()[0]?.['err']).toMatchObject({
      type: 'AppError',
      kind: 'unavailable',
      code: 'core.x',
      details: { limit: 'buttonText', body: '[removed]' },
      stack: expect.stringContaining('logger.test.ts'),
      cause: { type: 'Error', message: 'refused', code: 'ECONNREFUSED' },
    });
    expect(text()).not.toContain('hush');
  });

  it('leaves out what people typed from the messages of libraries', () => {
    const { log, text } = testLog();
    const parsing = (): unknown => JSON.parse('{"note": hush}');
    expect(parsing).toThrow(SyntaxError);
    try {
      parsing();
    } catch (err) {
      log.warn({ err }, 'broken JSON');
    }
    log.warn({ err: new Error('E11000 duplicate key error index: name_1 dup key: { name: "hush" }') }, 'taken');
    log.warn({ err: new Error('Cast to Number failed for value "hush" (type string) at path "amount"') }, 'cast');
    expect(text()).toContain('is not valid JSON');
    expect(text()).toContain('name_1');
    expect(text()).not.toContain('hush');
  });

  it('survives circles, depth and foreign objects', () => {
    const { log, lines } = testLog();
    const circle: Record<string, unknown> = {
      when: new Date('2026-11-20T10:00:00Z'),
      big: 1n,
      many: Array(100).fill(1),
    };
    circle['self'] = circle;
    const error = new Error('round');
    error.cause = error;
    log.info({ details: circle, err: error }, 'x');
    expect(lines()[0]?.['details']).toMatchObject({ when: '2026-11-20T10:00:00.000Z', big: '[bigint]' });
  });

  it('writes for people when asked', () => {
    const { log, text } = testLog({ pretty: true });
    log.warn({ partnerId: 'P-0001', reason: botToken }, 'look here');
    expect(text()).toContain('WARN');
    expect(text()).toContain('look here');
    expect(text()).not.toContain(botToken);
    expect(() => JSON.parse(text()) as unknown).toThrow(SyntaxError);
  });
});
