import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createHolidays } from '#core/calendar/holidays.ts';
import { holidays2026To27 } from '#core/calendar/holidays-2026-27.ts';
import type { Clock, ManualClock } from '#core/clock.ts';
import { systemClock } from '#core/clock.ts';
import { AppError } from '#core/errors.ts';
import type { Feature } from '#core/feature.ts';
import type { IdSource } from '#core/ids.ts';
import { randomIds } from '#core/ids.ts';
import type { JobReport } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { Write } from '#core/write.ts';
import { createFeatures } from '#features/index.ts';
import type { BuiltFeatures } from '#features/index.ts';
import { auditEntries, createAudit } from '#platform/audit.ts';
import { createCatchUp } from '#platform/catch-up.ts';
import type { Config } from '#platform/config.ts';
import { createErrorHandler } from '#platform/error-handler.ts';
import { createIdentity } from '#platform/identity.ts';
import { createInbox } from '#platform/inbox/inbox.ts';
import { cursorModel, deliveryModel } from '#platform/inbox/model.ts';
import { installationModel, readInstallation } from '#platform/installation.ts';
import type { Installation } from '#platform/installation.ts';
import { createJobRunner } from '#platform/job-runner.ts';
import { createLogger } from '#platform/logger.ts';
import { createMetrics } from '#platform/metrics.ts';
import { migrate, requireMigrated } from '#platform/migrations.ts';
import { connectMongo, createInOneWrite, requireReplicaSet } from '#platform/mongo.ts';
import type { ModelDeclaration } from '#platform/mongo.ts';
import { createOpsServer } from '#platform/ops-server.ts';
import { createIntentWriter } from '#platform/outbox/intents.ts';
import { leaseModel } from '#platform/outbox/leader.ts';
import { outboundModel } from '#platform/outbox/model.ts';
import { createOutbox } from '#platform/outbox/outbox.ts';
import { allowanceModel, createRateLimiter } from '#platform/rate-limiter.ts';
import { agendaModel, createAgendaScheduler, createSteppedScheduler } from '#platform/scheduler.ts';
import type { Participant, Scheduler, SteppedScheduler } from '#platform/scheduler.ts';
import { createReceiver, createSlackApp, withInbox } from '#platform/slack-app.ts';
import { createSlackClients } from '#platform/slack-clients.ts';
import { createSlackReader } from '#platform/slack-reader.ts';
import { createMessageRegistry, createOutcomes, featureErrorTexts } from './assemble.ts';
import { outboxLimitsOf, slackSecretsOf } from './settings-of.ts';
import { createSendPolicy } from './policy.ts';

/** What tests, demo and playground put in place of the real world. */
export interface AppOverrides {
  clock?: Clock;
  /** Time moves only when told; needs a manual clock. */
  stepped?: { clock: ManualClock; participants?: readonly Participant[] };
  ids?: IdSource;
  log?: Log;
  /** The way to Slack. */
  fetch?: typeof fetch;
  database?: string;
  migrationsFolder?: string;
  /** More features behind the list, for tests of contribution points. */
  moreFeatures?: Parameters<typeof createFeatures>[1];
}

export interface App {
  features: BuiltFeatures;
  /** Checks everything a promise rests on, then serves. Returns where it listens. */
  start(): Promise<{ port: number; opsPort: number }>;
  stop(): Promise<void>;
  migrate(): Promise<readonly string[]>;
  /** The checks of `start` without serving: for the command line. */
  prepare(): Promise<void>;
  jobNames: readonly string[];
  /** Runs one job once; the app must be prepared or started. */
  runJob(name: string, options?: { at?: Date; dryRun?: boolean }): Promise<JobReport>;
  /** Present under `stepped`. */
  stepped: SteppedScheduler | null;
}

/** The composition root: builds everything from its settings and starts nothing (design §2). */
export async function createApp(config: Config, overrides: AppOverrides = {}): Promise<App> {
  const clock = overrides.stepped?.clock ?? overrides.clock ?? systemClock();
  const ids = overrides.ids ?? randomIds();
  const metrics = createMetrics();
  const log = overrides.log ?? createLogger({ level: config.log.level, pretty: config.log.pretty });
  const holder = `${process.pid}-${randomUUID()}`;
  const secrets = slackSecretsOf(config);
  const limits = outboxLimitsOf(config);
  const connection = await connectMongo({
    uri: config.mongodbUri.reveal(),
    ...(overrides.database === undefined ? {} : { database: overrides.database }),
    timeoutMs: 10_000,
  });
  const clients = createSlackClients({
    token: config.slack.botToken.reveal(),
    ...(config.slack.apiUrl === null ? {} : { apiUrl: config.slack.apiUrl }),
    timeoutMs: limits.slackTimeoutMs,
    ...(overrides.fetch === undefined ? {} : { fetch: overrides.fetch }),
    log,
    metrics,
  });
  let installation: Installation | null = null;
  const installed = (): Installation => {
    if (!installation) throw new AppError({ kind: 'bug', code: 'core.bug', details: { reason: 'the app is not started' } });
    return installation;
  };
  const slack = createSlackReader({ client: clients.interactive, clock, identity: installed });
  const holidays = createHolidays(holidays2026To27);

  const audit = createAudit({ connection, clock });
  const intents = createIntentWriter(connection);
  let wakeOutbox = (): void => undefined;
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
    committed: () => wakeOutbox(),
  });

  const all = (): readonly Feature[] => features.list;
  const features = createFeatures(
    {
      clock,
      ids,
      log,
      holidays,
      inOneWrite,
      slack,
      connection,
      contributed: {
        hubButtons: () => all().flatMap((feature) => feature.hubButtons ?? []),
        homeSections: () => all().flatMap((feature) => feature.homeSections ?? []),
        onPartnerChange: () => all().flatMap((feature) => (feature.onPartnerChange ? [feature.onPartnerChange] : [])),
      },
    },
    overrides.moreFeatures,
  );
  const homeReader = { language: 'en' as const, zone: config.vendor.timeZone };
  const outbox = createOutbox({
    connection,
    client: clients.outbox,
    clock,
    log,
    metrics,
    limits,
    inOneWrite,
    addressees: features.addressees,
    policy: createSendPolicy({
      program: features.program,
      addressees: features.addressees,
      vendorCalendar: holidays.calendarFor(config.vendor.country),
    }),
    messages: createMessageRegistry(features.list),
    outcomes: createOutcomes(features.list),
    homeReader,
    holder,
  });
  wakeOutbox = outbox.wake;

  const rateLimiter = createRateLimiter({ connection, clock });
  const inner = createReceiver({
    ...secrets,
    ...(config.slack.apiUrl === null ? {} : { apiUrl: config.slack.apiUrl }),
    ...(overrides.fetch === undefined ? {} : { fetch: overrides.fetch }),
    log,
  });
  const receiver = withInbox(inner, (incoming) => inbox.receive(incoming));
  const inbox = createInbox({
    connection,
    clock,
    log,
    metrics,
    leaseMs: config.timing.inboxLeaseMs,
    process: (incoming, delivery) => receiver.process(incoming, delivery),
  });
  const catchUp = createCatchUp({
    connection,
    client: clients.outbox,
    clock,
    log,
    botUserId: slack.botUserId,
    listChannelIds: features.people.listMappedChannelIds,
    receive: inbox.receive,
  });

  const runner = createJobRunner({ jobs: features.list.flatMap((feature) => feature.jobs ?? []), clock, log, metrics });
  const stepped = overrides.stepped
    ? createSteppedScheduler({
        clock: overrides.stepped.clock,
        runner,
        participants: [inbox, outbox, ...(overrides.stepped.participants ?? [])],
      })
    : null;
  const scheduler: Scheduler =
    stepped ?? createAgendaScheduler({ connection, runner, log, pollMs: config.timing.jobPollMs, name: holder });

  const models = [
    ...(features.list.flatMap((feature) => feature.models ?? []) as ModelDeclaration[]),
    ...([auditEntries, cursorModel, deliveryModel, installationModel, leaseModel, outboundModel, allowanceModel, agendaModel] as ModelDeclaration[]),
  ];
  const folder = overrides.migrationsFolder ?? fileURLToPath(new URL('../migrations', import.meta.url));
  const ops = createOpsServer({
    host: config.ops.host,
    port: config.ops.port,
    metrics,
    checks: {
      database: async () => Boolean(await connection.db?.admin().ping()),
      serving: () => Promise.resolve(installation !== null && !stopping.signal.aborted),
    },
  });
  const stopping = new AbortController();
  let receiving = false;
  let loops: Promise<unknown> = Promise.resolve();

  async function prepare(): Promise<Installation> {
    await requireReplicaSet(connection);
    await requireMigrated({ connection, models, folder });
    installation = await readInstallation({ connection, client: clients.outbox, log });
    return installation;
  }

  return {
    features,
    stepped,
    prepare: async () => void (await prepare()),
    migrate: () => migrate({ connection, clock, models, folder }),
    jobNames: runner.jobs.map((job) => job.name),
    runJob: (name, options) => runner.run(name, {}, options),

    async start() {
      const bot = await prepare();
      createSlackApp(
        {
          features: features.list,
          identity: createIdentity({ people: features.people, slack }),
          errors: createErrorHandler({ errorTexts: featureErrorTexts(features.list), log }),
          audit,
          rateLimiter,
          interactive: clients.interactive,
          fetch: clients.fetch,
          log,
          homeTeamId: slack.homeTeamId,
          botUserId: slack.botUserId,
          token: config.slack.botToken.reveal(),
          bot,
          homeSections: () => features.list.flatMap((feature) => feature.homeSections ?? []),
          async onChannelEvent(event) {
            if (event.type === 'channel_id_changed') await outbox.readdress(event.oldChannelId, event.newChannelId);
            if (event.type === 'user_changed') slack.forgetPerson(event.userId);
          },
          onMessageRead: catchUp.markRead,
        },
        receiver,
      );
      const listening = await receiver.start();
      receiving = true;
      const { port: opsPort } = await ops.start();
      if (!stepped) loops = Promise.all([inbox.run(stopping.signal), outbox.run(stopping.signal), housekeeping()]);
      await catchUp.run();
      await scheduler.start();
      log.info({ event: 'started', port: portOf(listening) }, 'Drumbeat serves');
      return { port: portOf(listening), opsPort };
    },

    async stop() {
      stopping.abort();
      if (receiving) await receiver.stop().catch(() => undefined);
      await scheduler.stop();
      await loops;
      await inbox.drain().catch(() => undefined);
      await ops.stop();
      await connection.close();
    },
  };

  async function housekeeping(): Promise<void> {
    while (!stopping.signal.aborted) {
      await outbox.measure().catch(() => undefined);
      await rateLimiter.clean().catch(() => undefined);
      await clock.sleep(15_000, stopping.signal).catch(() => undefined);
    }
  }
}

function portOf(listening: unknown): number {
  const address = (listening as { address?: () => unknown } | undefined)?.address?.() as { port?: number } | undefined;
  return address?.port ?? 0;
}
