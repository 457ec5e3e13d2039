import { fileURLToPath } from 'node:url';
import type { Clock, ManualClock } from '#core/clock.ts';
import type { Feature } from '#core/feature.ts';
import type { IdSource } from '#core/ids.ts';
import type { JobReport } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import { createFeatures } from '#features/index.ts';
import type { BuiltFeatures } from '#features/index.ts';
import type { Config } from '#platform/config.ts';
import type { DatabaseWatch } from '#platform/database-watch.ts';
import { readInstallation } from '#platform/installation.ts';
import type { Installation } from '#platform/installation.ts';
import { createJobRunner } from '#platform/job-runner.ts';
import { migrate, requireMigrated } from '#platform/migrations.ts';
import { requireReplicaSet } from '#platform/mongo.ts';
import type { ModelDeclaration } from '#platform/mongo.ts';
import { createOpsServer } from '#platform/ops-server.ts';
import { createSteppedScheduler } from '#platform/scheduler-stepped.ts';
import type { Participant, SteppedScheduler } from '#platform/scheduler-stepped.ts';
import { createAgendaScheduler } from '#platform/scheduler.ts';
import type { Scheduler } from '#platform/scheduler.ts';
import { createLineOf } from './assemble.ts';
import { createFoundation } from './foundation.ts';
import { createMessenger } from './messenger.ts';
import { platformModels } from './platform-models.ts';

/** What tests, demo and playground put in place of the real world. */
export interface AppOverrides {
  clock?: Clock;
  /** Time moves only when told; needs a manual clock. With a `watch` nothing is asked twice of what nobody wrote to. */
  stepped?: { clock: ManualClock; participants?: readonly Participant[]; watch?: DatabaseWatch };
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

const housekeepingMs = 15_000;

/** The composition root: builds everything from its settings and starts nothing (design §2). */
export async function createApp(config: Config, overrides: AppOverrides = {}): Promise<App> {
  const base = await createFoundation(config, overrides);
  const { clock, connection, log, metrics } = base;
  const all = (): readonly Feature[] => features.list;
  const features = createFeatures(
    {
      ...base,
      contributed: {
        hubButtons: () => all().flatMap((feature) => feature.hubButtons ?? []),
        homeSections: () => all().flatMap((feature) => feature.homeSections ?? []),
        lineOf: createLineOf(all),
        responseSources: () => all().flatMap((feature) => feature.responseCounts ?? []),
        eligibilityChecks: () => all().flatMap((feature) => feature.eligibilityChecks ?? []),
        touchContent: () => all().flatMap((feature) => feature.touchContent ?? []),
        touchSteps: () => all().flatMap((feature) => feature.touchSteps ?? []),
        onTouchClosed: () => all().flatMap((feature) => feature.onTouchClosed ?? []),
        previewPartnerChange: () => all().flatMap((feature) => feature.previewPartnerChange ?? []),
        standing: () => all().flatMap((feature) => feature.standing ?? []),
        onPartnerChange: () => all().flatMap((feature) => (feature.onPartnerChange ? [feature.onPartnerChange] : [])),
      },
    },
    overrides.moreFeatures,
  );
  const { inbox, outbox, catchUp, receiver, rateLimiter, connectBolt } = createMessenger(
    base,
    features,
    config,
    overrides,
  );
  const runner = createJobRunner({ jobs: all().flatMap((feature) => feature.jobs ?? []), clock, log, metrics });
  const stepped = overrides.stepped
    ? createSteppedScheduler({
        clock: overrides.stepped.clock,
        runner,
        observe: base.observe,
        participants: [inbox, outbox, ...(overrides.stepped.participants ?? [])],
      })
    : null;
  const scheduler: Scheduler =
    stepped ?? createAgendaScheduler({ connection, runner, log, pollMs: config.timing.jobPollMs, name: base.holder });
  const models = [...platformModels, ...(all().flatMap((feature) => feature.models ?? []) as ModelDeclaration[])];
  const folder = overrides.migrationsFolder ?? fileURLToPath(new URL('../migrations', import.meta.url));

  const stopping = new AbortController();
  let isReceiving = false;
  let starting: Promise<unknown> = Promise.resolve();
  let loops: Promise<unknown> = Promise.resolve();
  const ops = createOpsServer({
    ...config.ops,
    metrics,
    checks: {
      database: async () => Boolean(await connection.db?.admin().ping()),
      serving: () => Promise.resolve(isReceiving && !stopping.signal.aborted),
    },
  });

  async function prepare(): Promise<Installation> {
    await requireReplicaSet(connection);
    await requireMigrated({ connection, models, folder });
    base.installation.found = await readInstallation({ connection, client: base.clients.outbox, log });
    return base.installation.found;
  }

  async function housekeeping(): Promise<void> {
    while (!stopping.signal.aborted) {
      await outbox.measure().catch(() => undefined);
      await rateLimiter.clean().catch(() => undefined);
      await clock.sleep(housekeepingMs, stopping.signal).catch(() => undefined);
    }
  }

  async function start(): Promise<{ port: number; opsPort: number }> {
    connectBolt(await prepare());
    await catchUp.begin();
    const listening = await receiver.start();
    isReceiving = true;
    const { port: opsPort } = await ops.start();
    const { signal } = stopping;
    if (stepped) await catchUp.runAtOnce();
    else loops = Promise.all([inbox.run(signal), outbox.run(signal), catchUp.run(signal), housekeeping()]);
    await scheduler.start();
    log.info({ event: 'started', port: portOf(listening) }, 'Drumbeat serves');
    return { port: portOf(listening), opsPort };
  }

  return {
    features,
    stepped,
    jobNames: runner.jobs.map((job) => job.name),
    migrate: () => migrate({ connection, clock, models, folder }),
    runJob: (name, options) => runner.run(name, {}, options),
    prepare: async () => void (await prepare()),

    start() {
      const begun = start();
      starting = begun;
      return begun;
    },

    async stop() {
      stopping.abort();
      // What is half built cannot be taken down.
      await starting.catch(() => undefined);
      if (isReceiving) await receiver.stop().catch(() => undefined);
      await scheduler.stop();
      await loops;
      if (isReceiving) await inbox.drain().catch(() => undefined);
      await outbox.resign();
      await ops.stop();
      await connection.close();
    },
  };
}

function portOf(listening: unknown): number {
  const address = (listening as { address?: () => unknown } | undefined)?.address?.() as { port?: number } | undefined;
  return address?.port ?? 0;
}
