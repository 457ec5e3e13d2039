import { randomUUID } from 'node:crypto';
import { worldHolidays } from '#core/calendar/holidays-world.ts';
import { createHolidays } from '#core/calendar/holidays.ts';
import { systemClock } from '#core/clock.ts';
import { AppError } from '#core/errors.ts';
import { randomIds } from '#core/ids.ts';
import type { Write } from '#core/write.ts';
import { createAudit } from '#platform/audit.ts';
import type { Config } from '#platform/config.ts';
import type { Installation } from '#platform/installation.ts';
import { observeNothing } from '#platform/database-watch.ts';
import { createLogger } from '#platform/logger.ts';
import { createMetrics } from '#platform/metrics.ts';
import { connectMongo, createInOneWrite } from '#platform/mongo.ts';
import { createIntentWriter } from '#platform/outbox/intents.ts';
import { createLedger } from '#platform/outbox/ledger.ts';
import { createSlackClients } from '#platform/slack-clients.ts';
import { createSlackReader } from '#platform/slack-reader.ts';
import type { AppOverrides } from './app.ts';
import { knownSecretsOf, outboxLimitsOf } from './settings-of.ts';

export type Foundation = Awaited<ReturnType<typeof createFoundation>>;

/** What stands before any feature: clock, log, database, the way to Slack, and the one write of a verb. */
export async function createFoundation(config: Config, overrides: AppOverrides) {
  const clock = overrides.stepped?.clock ?? overrides.clock ?? systemClock();
  const metrics = createMetrics();
  const log =
    overrides.log ??
    createLogger({ level: config.log.level, pretty: config.log.pretty, secrets: knownSecretsOf(config) });
  const limits = outboxLimitsOf(config);
  const connection = await connectMongo({
    uri: config.mongodbUri.reveal(),
    ...(overrides.database === undefined ? {} : { database: overrides.database }),
    timeoutMs: 10_000,
  });
  overrides.stepped?.watch?.add(connection);
  const clients = createSlackClients({
    token: config.slack.botToken.reveal(),
    ...(config.slack.apiUrl === null ? {} : { apiUrl: config.slack.apiUrl }),
    timeoutMs: limits.slackTimeoutMs,
    ...(overrides.fetch === undefined ? {} : { fetch: overrides.fetch }),
    log,
    metrics,
  });
  const installation: { found: Installation | null } = { found: null };
  const installed = (): Installation => {
    if (installation.found) return installation.found;
    throw new AppError({ kind: 'bug', code: 'core.bug', details: { reason: 'the app is not started' } });
  };
  const audit = createAudit({ connection, clock });
  const intents = createIntentWriter(connection);
  const afterCommit: (() => void)[] = [];
  const inOneWrite = createInOneWrite({
    connection,
    clock,
    open: (session, at) => {
      const write: Write = {
        session,
        at,
        audit: (entry) => audit.append(write, entry),
        send: (intent) => intents.send(write, intent),
        react: (reaction) => intents.react(write, reaction),
        withdraw: (key) => intents.withdraw(write, key),
      };
      return write;
    },
    committed: () => {
      for (const tell of afterCommit) tell();
    },
  });
  return {
    clock,
    ids: overrides.ids ?? randomIds(),
    metrics,
    log,
    limits,
    connection,
    /** Whether what was read would still be the same; only where this app is known to be the only writer. */
    observe: overrides.stepped?.watch?.observe ?? observeNothing,
    clients,
    installation,
    slack: createSlackReader({ client: clients.interactive, clock, identity: installed }),
    holidays: createHolidays(worldHolidays),
    audit,
    ledger: createLedger(connection),
    inOneWrite,
    /** Told after every committed write. */
    onCommit: (tell: () => void) => void afterCommit.push(tell),
    /** Unique per process: who holds leases and locks. */
    holder: `${process.pid}-${randomUUID()}`,
  };
}
