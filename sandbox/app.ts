import { readFileSync } from 'node:fs';
import type { App, AppOverrides } from '#app/app.ts';
import { createApp } from '#app/app.ts';
import type { Clock } from '#core/clock.ts';
import type { Config } from '#platform/config.ts';
import { readConfig } from '#platform/config.ts';
import type { Participant } from '#platform/scheduler-stepped.ts';
import type { SandboxSlack } from './slack/slack.ts';
import { createSandboxSlack } from './slack/slack.ts';

export const sandboxSecrets = {
  signingSecret: '0123456789abcdef0123456789abcdef',
  botToken: 'xoxb-sandbox-bot',
  appToken: 'xapp-sandbox-app',
} as const;

export const homeTeam = { id: 'T0LUMEN', name: 'Lumenforge' } as const;

export function manifest(): unknown {
  return JSON.parse(readFileSync(new URL('../manifest.json', import.meta.url), 'utf8'));
}

/** A sandbox Slack in which Drumbeat is installed at Lumenforge, the vendor of domain §16. */
export function createLumenforgeSlack(
  clock: Clock,
  options: Partial<Parameters<typeof createSandboxSlack>[0]> = {},
): SandboxSlack {
  return createSandboxSlack({ clock, manifest: manifest(), homeTeam, ...sandboxSecrets, ...options });
}

/** Settings of an app beside the sandbox: HTTP mode, any free ports. */
export function sandboxEnvironment(uri: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    MONGODB_URI: uri,
    SLACK_MODE: 'http',
    SLACK_BOT_TOKEN: sandboxSecrets.botToken,
    SLACK_SIGNING_SECRET: sandboxSecrets.signingSecret,
    SLACK_APP_TOKEN: sandboxSecrets.appToken,
    PORT: '0',
    OPS_PORT: '0',
    LOG_LEVEL: 'error',
    VENDOR_NAME: homeTeam.name,
    VENDOR_TIME_ZONE: 'America/New_York',
    VENDOR_COUNTRY: 'US',
    ...more,
  };
}

export function sandboxConfig(uri: string, more: Readonly<Record<string, string>> = {}): Config {
  return readConfig(sandboxEnvironment(uri, more));
}

/** The sandbox as the stepped driver sees it: deliveries come to rest, retries wake it. */
export function asParticipant(slack: SandboxSlack): Participant {
  return { drain: () => slack.settle(), nextDueAt: () => Promise.resolve(slack.nextDueAt() ?? null) };
}

/** Migrates, unless an earlier app has, starts, and tells the sandbox where the app listens. */
export async function startBesideSlack(
  slack: SandboxSlack,
  config: Config,
  overrides: AppOverrides,
  { isMigrated = false } = {},
): Promise<App> {
  const app = await createApp(config, overrides);
  if (!isMigrated) await app.migrate();
  const { port } = await app.start();
  if (config.slack.mode === 'socket') slack.connectApp({ kind: 'socket' });
  else slack.connectApp({ kind: 'http', url: `http://127.0.0.1:${port}/slack/events` });
  return app;
}
