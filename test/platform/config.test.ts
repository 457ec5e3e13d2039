import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigProblems, readConfig } from '#platform/config.ts';
import type { Environment } from '#platform/config.ts';
import { settingNames, settings } from '#platform/settings.ts';

const complete = {
  MONGODB_URI: 'mongodb://drummer:hush@db.example/drumbeat?replicaSet=rs0',
  SLACK_BOT_TOKEN: 'xoxb-1-hush',
  SLACK_APP_TOKEN: 'xapp-1-hush',
  VENDOR_NAME: 'Meridian',
  VENDOR_TIME_ZONE: 'Europe/Berlin',
  VENDOR_COUNTRY: 'DE',
};

function linesFor(env: Environment): readonly string[] {
  try {
    readConfig(env);
  } catch (thrown) {
    if (thrown instanceof ConfigProblems) return thrown.lines;
    throw thrown;
  }
  return [];
}

function namesFor(changes: Environment): string[] {
  return linesFor({ ...complete, ...changes }).map((line) => line.split(':')[0] ?? '');
}

describe('readConfig', () => {
  it('needs six settings and has a default for the rest', () => {
    const config = readConfig(complete);
    expect(config).toMatchObject({
      slack: { mode: 'socket', apiUrl: null },
      ops: { host: '127.0.0.1', port: 9090 },
      log: { level: 'info', pretty: false },
      vendor: { name: 'Meridian', timeZone: 'Europe/Berlin', country: 'DE' },
      timing: {
        slackTimeoutMs: 10_000,
        outboxLeaseMs: 6000,
        channelPostIntervalMs: 1000,
        workspacePostsPerMinute: 300,
      },
    });
    expect(config.slack.botToken.reveal()).toBe('xoxb-1-hush');
  });

  it('lists everything that is missing at once, and how to get it', () => {
    const lines = linesFor({});
    expect(lines.map((line) => line.split('.')[0])).toEqual([
      'MONGODB_URI: is missing',
      'SLACK_BOT_TOKEN: is missing',
      'SLACK_APP_TOKEN: is missing',
      'VENDOR_NAME: is missing',
      'VENDOR_TIME_ZONE: is missing',
      'VENDOR_COUNTRY: is missing',
    ]);
    expect(lines[1]).toContain('Bot User OAuth Token');
  });

  it('takes blank settings for missing ones and cuts spaces off', () => {
    expect(namesFor({ VENDOR_NAME: '  ', SLACK_APP_TOKEN: '' })).toEqual(['SLACK_APP_TOKEN', 'VENDOR_NAME']);
    expect(readConfig({ ...complete, OPS_PORT: ' 0\n', LOG_LEVEL: '' })).toMatchObject({ ops: { port: 0 } });
  });

  it('asks for the signing secret over HTTP and for the app token over Socket Mode', () => {
    const overHttp = { ...complete, SLACK_APP_TOKEN: '', SLACK_MODE: 'http' };
    expect(linesFor(overHttp).map((line) => line.split(':')[0])).toEqual(['SLACK_SIGNING_SECRET']);
    const config = readConfig({ ...overHttp, SLACK_SIGNING_SECRET: '0123456789abcdef', PORT: '8080' });
    expect(config.slack).toMatchObject({ mode: 'http', port: 8080 });
  });

  it.each<Environment>([
    { MONGODB_URI: 'postgres://db.example/x' },
    { SLACK_BOT_TOKEN: 'xoxp-1-hush' },
    { SLACK_APP_TOKEN: 'xoxb-1-hush' },
    { SLACK_MODE: 'carrier-pigeon' },
    { SLACK_SIGNING_SECRET: 'short' },
    { PORT: '65536' },
    { OPS_PORT: '-1' },
    { OPS_PORT: '1e3' },
    { OPS_HOST: 'a b' },
    { LOG_LEVEL: 'loud' },
    { LOG_PRETTY: 'yes' },
    { VENDOR_TIME_ZONE: 'Europe/Atlantis' },
    { VENDOR_TIME_ZONE: '+01:00' },
    { VENDOR_COUNTRY: 'QX' },
    { VENDOR_COUNTRY: 'Germany' },
    { SLACK_TIMEOUT_MS: '0' },
    { JOB_POLL_MS: '2.5' },
    { OUTBOX_RENEW_MS: '3001' },
    { SLACK_API_URL: 'http://slack.example/api/' },
    { SLACK_API_URL: 'http://127.0.0.1.example/api/' },
    { SLACK_API_URL: 'https://user:hush@slack.example/' },
    { SLACK_API_URL: 'not an address' },
  ])('refuses %j and names just that setting', (changes) => {
    expect(namesFor(changes)).toEqual(Object.keys(changes));
  });

  it('refuses one port for Slack and for health', () => {
    const http = { SLACK_MODE: 'http', SLACK_SIGNING_SECRET: '0123456789abcdef' };
    expect(namesFor({ ...http, PORT: '9090' })).toEqual(['OPS_PORT']);
    expect(namesFor({ ...http, PORT: '0', OPS_PORT: '0' })).toEqual([]);
  });

  it('takes a sandbox on this machine for Slack', () => {
    const config = readConfig({ ...complete, SLACK_API_URL: 'http://127.0.0.1:4000/api' });
    expect(config.slack.apiUrl).toBe('http://127.0.0.1:4000/api/');
  });

  it('never shows a secret, neither in the config nor in a problem', () => {
    const config = readConfig(complete);
    const problems = linesFor({ ...complete, SLACK_BOT_TOKEN: 'hush', MONGODB_URI: 'hush', PORT: 'hush' });
    expect(problems).toHaveLength(3);
    for (const shown of [JSON.stringify(config), inspect(config), `${config.mongodbUri}`, problems.join('\n')]) {
      expect(shown).not.toContain('hush');
    }
    expect(inspect(config)).toContain('[secret]');
  });
});

describe('.env.example', () => {
  const assignments = [...readFileSync('.env.example', 'utf8').matchAll(/^(# )?([A-Z][A-Z_]+)=(.*)$/gmu)];
  const documented = Object.fromEntries(assignments.map(([, , name = '', value = '']) => [name, value]));

  it('documents every setting once and nothing else', () => {
    expect(assignments.map(([, , name]) => name).toSorted()).toEqual([...settingNames].toSorted());
  });

  it('shows the true defaults', () => {
    const shown = assignments.filter(([, isComment]) => isComment).map(([, , name]) => name as keyof typeof settings);
    for (const name of shown) {
      expect(settings[name].schema.parse(documented[name]), name).toEqual(settings[name].schema.parse(undefined));
    }
    const withDefault = settingNames.filter((name) => {
      const parsed = settings[name].schema.safeParse(undefined);
      return parsed.success && parsed.data !== undefined;
    });
    expect(shown.toSorted()).toEqual(withDefault.toSorted());
  });
});
