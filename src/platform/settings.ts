import { z } from 'zod';
import { isKnownZone } from '#core/calendar/instants.ts';
import { Secret } from './secret.ts';

/** One environment variable: how its text is read, and what to tell who has to set it. */
interface Setting<Value> {
  schema: z.ZodType<Value>;
  /** A sentence for the operator: how to get a right value. */
  how: string;
}

const missing = { error: 'is missing' };
const slackApp = 'api.slack.com/apps → your app';

/** Every setting of a deployment (design §9); `.env.example` documents the same list. */
export const settings = {
  MONGODB_URI: setting(
    secretMatching(/^mongodb(\+srv)?:\/\/\S+$/u, 'must begin with mongodb:// or mongodb+srv://'),
    'The address of a MongoDB replica set with its database, e.g. mongodb://127.0.0.1:27017/drumbeat?replicaSet=rs0.',
  ),
  SLACK_BOT_TOKEN: setting(
    secretMatching(/^xoxb-\S+$/u, 'must begin with xoxb-'),
    `${slackApp} → OAuth & Permissions → Bot User OAuth Token.`,
  ),
  SLACK_MODE: setting(
    z.enum(['socket', 'http'], 'must be socket or http').default('socket'),
    'socket needs no public address; http needs one that Slack can reach.',
  ),
  SLACK_APP_TOKEN: setting(
    secretMatching(/^xapp-\S+$/u, 'must begin with xapp-').optional(),
    `Needed with SLACK_MODE=socket: ${slackApp} → Basic Information → App-Level Tokens, scope connections:write.`,
  ),
  SLACK_SIGNING_SECRET: setting(
    secretMatching(/^\S{16,}$/u, 'must be at least 16 characters without spaces').optional(),
    `Needed with SLACK_MODE=http: ${slackApp} → Basic Information → Signing Secret.`,
  ),
  SLACK_API_URL: setting(
    z.string().refine(isSafeAddress, 'must be https, or http on this machine').optional(),
    'Leave it out to use Slack itself; set it only to reach a sandbox.',
  ),
  PORT: setting(wholeNumber(3000, 0, 65_535), 'The port for Slack with SLACK_MODE=http; 0 takes any free port.'),
  OPS_HOST: setting(
    z
      .string()
      .regex(/^[\w.:-]+$/u, 'must be a host name or an address')
      .default('127.0.0.1'),
    'Where health and metrics listen; keep it private.',
  ),
  OPS_PORT: setting(wholeNumber(9090, 0, 65_535), 'The port for health and metrics; 0 takes any free port.'),
  LOG_LEVEL: setting(
    z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error').default('info'),
    'debug says the most.',
  ),
  LOG_PRETTY: setting(
    z
      .enum(['true', 'false'], 'must be true or false')
      .transform((text) => text === 'true')
      .default(false),
    'true writes for people, false writes JSON.',
  ),
  VENDOR_NAME: setting(
    z.string(missing).max(80, 'must be at most 80 characters'),
    'Your company, as partners know it.',
  ),
  VENDOR_TIME_ZONE: setting(
    z.string(missing).refine(isKnownZone, 'must be an IANA time zone'),
    'Where your partner team works, e.g. Europe/Berlin.',
  ),
  VENDOR_COUNTRY: setting(
    z.string(missing).refine(isCountry, 'must be an ISO 3166 country of two capital letters'),
    'Whose holidays your partner team keeps, e.g. DE.',
  ),
  SLACK_TIMEOUT_MS: setting(wholeNumber(10_000, 100, 60_000), 'After so long a call to Slack counts as lost.'),
  LOST_ANSWER_MARGIN_MS: setting(
    wholeNumber(5000, 100, 60_000),
    'So long after the time-out a lost answer is looked up in the channel.',
  ),
  OUTBOX_LEASE_MS: setting(wholeNumber(6000, 500, 60_000), 'So long a silent replica keeps the outbox.'),
  OUTBOX_RENEW_MS: setting(wholeNumber(2000, 100, 30_000), 'At most half of OUTBOX_LEASE_MS.'),
  CHANNEL_POST_INTERVAL_MS: setting(wholeNumber(1000, 10, 60_000), 'Slack takes one post a second per channel.'),
  WORKSPACE_POSTS_PER_MINUTE: setting(wholeNumber(300, 1, 10_000), 'Slack promises several hundred a minute.'),
  INBOX_LEASE_MS: setting(wholeNumber(15_000, 500, 600_000), 'After so long an unfinished delivery is taken up again.'),
  OUTBOX_IDLE_MS: setting(wholeNumber(500, 10, 60_000), 'So often the outbox looks for work that nobody announced.'),
  OUTBOX_CONCURRENCY: setting(wholeNumber(24, 1, 100), 'So many calls to Slack the outbox has under way at once.'),
  JOB_POLL_MS: setting(wholeNumber(1000, 50, 60_000), 'So often the scheduler looks for due jobs.'),
};

export type SettingName = keyof typeof settings;
export type SettingValues = { [Name in SettingName]: z.output<(typeof settings)[Name]['schema']> };
export const settingNames = Object.keys(settings) as SettingName[];

function setting<Value>(schema: z.ZodType<Value>, how: string): Setting<Value> {
  return { schema, how };
}

function secretMatching(pattern: RegExp, wrong: string): z.ZodType<Secret> {
  return z
    .string(missing)
    .regex(pattern, wrong)
    .transform((text) => new Secret(text));
}

function wholeNumber(fallback: number, least: number, most: number): z.ZodType<number> {
  const wrong = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/u, wrong)
    .transform(Number)
    .refine((number) => number >= least && number <= most, wrong)
    .default(fallback);
}

function isCountry(text: string): boolean {
  return /^[A-Z]{2}$/u.test(text) && regionNames.of(text) !== undefined;
}

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Tokens go to this address, so it may only be encrypted or local. */
function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username || password || search || hash) return false;
  const isLoopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback);
}
