import { AppError } from '#core/errors.ts';
import type { Secret } from './secret.ts';
import { settingNames, settings } from './settings.ts';
import type { SettingName, SettingValues } from './settings.ts';

/** What only a deploy may change (design §9). */
export interface Config {
  mongodbUri: Secret;
  slack: SlackConfig;
  ops: { host: string; port: number };
  log: { level: 'debug' | 'info' | 'warn' | 'error'; pretty: boolean };
  /** Time zone: IANA. Country: ISO 3166 alpha-2. */
  vendor: { name: string; timeZone: string; country: string };
  timing: Timing;
}

export type SlackConfig = {
  botToken: Secret;
  /** null: Slack itself. Ends with a slash. */
  apiUrl: string | null;
} & ({ mode: 'socket'; appToken: Secret } | { mode: 'http'; signingSecret: Secret; port: number });

/** Leases, pace and time-outs (design §6), in milliseconds unless named otherwise. */
export interface Timing {
  slackTimeoutMs: number;
  lostAnswerMarginMs: number;
  outboxLeaseMs: number;
  outboxRenewMs: number;
  outboxIdleMs: number;
  /** Calls to Slack under way at once. */
  outboxConcurrency: number;
  channelPostIntervalMs: number;
  workspacePostsPerMinute: number;
  inboxLeaseMs: number;
  jobPollMs: number;
}

/** Everything that is wrong with the settings: a line each, `NAME: what is wrong. How to get it`. Holds no value. */
export class ConfigProblems extends AppError {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super({ kind: 'invalid', code: 'core.config', details: { lines } });
    this.name = 'ConfigProblems';
    this.lines = lines;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks every setting; the only reader of the process environment (design §3). Blank counts as missing.
 * Throws ConfigProblems with all problems at once.
 */
export function readConfig(env: Environment = process.env): Config {
  const problems = new Map<SettingName, string>();
  const values = parseEach(env, problems);
  checkTogether(values, problems);
  if (problems.size > 0) throw new ConfigProblems(linesOf(problems));
  return configOf(values as SettingValues);
}

function parseEach(env: Environment, problems: Map<SettingName, string>): Partial<SettingValues> {
  const values: Record<string, unknown> = {};
  for (const name of settingNames) {
    const parsed = settings[name].schema.safeParse(env[name]?.trim() || undefined);
    if (parsed.success) values[name] = parsed.data;
    else problems.set(name, parsed.error.issues[0]?.message ?? 'is wrong');
  }
  return values;
}

function checkTogether(values: Partial<SettingValues>, problems: Map<SettingName, string>): void {
  const needed = values.SLACK_MODE === 'http' ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN';
  if (values.SLACK_MODE && !values[needed] && !problems.has(needed)) problems.set(needed, 'is missing');
  const { OUTBOX_LEASE_MS: leaseMs, OUTBOX_RENEW_MS: renewMs } = values;
  if (leaseMs !== undefined && renewMs !== undefined && renewMs * 2 > leaseMs) {
    problems.set('OUTBOX_RENEW_MS', 'must be at most half of OUTBOX_LEASE_MS');
  }
  if (
    values.SLACK_MODE === 'http' &&
    values.PORT !== 0 &&
    values.PORT !== undefined &&
    values.PORT === values.OPS_PORT
  ) {
    problems.set('OPS_PORT', 'must differ from PORT');
  }
}

/** In the order in which the settings are declared. */
function linesOf(problems: ReadonlyMap<SettingName, string>): string[] {
  return settingNames
    .filter((name) => problems.has(name))
    .map((name) => `${name}: ${problems.get(name)}. ${settings[name].how}`);
}

function configOf(values: SettingValues): Config {
  return {
    mongodbUri: values.MONGODB_URI,
    slack: slackConfigOf(values),
    ops: { host: values.OPS_HOST, port: values.OPS_PORT },
    log: { level: values.LOG_LEVEL, pretty: values.LOG_PRETTY },
    vendor: { name: values.VENDOR_NAME, timeZone: values.VENDOR_TIME_ZONE, country: values.VENDOR_COUNTRY },
    timing: timingOf(values),
  };
}

function slackConfigOf(values: SettingValues): SlackConfig {
  const common = {
    botToken: values.SLACK_BOT_TOKEN,
    apiUrl: values.SLACK_API_URL?.replace(/\/*$/u, '/') ?? null,
  };
  return values.SLACK_MODE === 'http'
    ? { ...common, mode: 'http', signingSecret: values.SLACK_SIGNING_SECRET as Secret, port: values.PORT }
    : { ...common, mode: 'socket', appToken: values.SLACK_APP_TOKEN as Secret };
}

function timingOf(values: SettingValues): Timing {
  return {
    slackTimeoutMs: values.SLACK_TIMEOUT_MS,
    lostAnswerMarginMs: values.LOST_ANSWER_MARGIN_MS,
    outboxLeaseMs: values.OUTBOX_LEASE_MS,
    outboxRenewMs: values.OUTBOX_RENEW_MS,
    outboxIdleMs: values.OUTBOX_IDLE_MS,
    outboxConcurrency: values.OUTBOX_CONCURRENCY,
    channelPostIntervalMs: values.CHANNEL_POST_INTERVAL_MS,
    workspacePostsPerMinute: values.WORKSPACE_POSTS_PER_MINUTE,
    inboxLeaseMs: values.INBOX_LEASE_MS,
    jobPollMs: values.JOB_POLL_MS,
  };
}
