import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import type { App } from '#app/app.ts';
import { manualClock } from '#core/clock.ts';
import { createDatabaseWatch } from '#platform/database-watch.ts';
import { asParticipant, createLumenforgeSlack, sandboxConfig, startBesideSlack } from '#sandbox/app.ts';
import { freshDatabaseName, openDatabase } from '#sandbox/database.ts';
import type { AppProcess } from '#sandbox/process/child.ts';
import { forkApp, uriOfDatabase } from '#sandbox/process/child.ts';
import type { SetClock } from '#sandbox/process/clock.ts';
import { createSetClock, createSwitchedClock } from '#sandbox/process/clock.ts';
import type { SandboxSlack } from '#sandbox/slack/slack.ts';
import type { TestApp } from './app.ts';
import type { TestPartner } from './partners.ts';
import { partnerWorld, seedPartners } from './partners.ts';

/** December's check-ins in London: prompts on Tue 8 Dec 2026 at 10:00; by these settings reminders at 11:30 that day. */
export const checkInDay = {
  setUpAt: new Date('2026-12-08T09:40:00Z'),
  beforePrompts: new Date('2026-12-08T09:59:00Z'),
  prompts: new Date('2026-12-08T10:00:00Z'),
  reminders: new Date('2026-12-08T11:30:00Z'),
  over: new Date('2026-12-08T11:34:00Z'),
} as const;

/** Short leases and time-outs, so that what a crash leaves is taken up within seconds. */
export const shortSettings = {
  OUTBOX_LEASE_MS: '2000',
  OUTBOX_RENEW_MS: '500',
  OUTBOX_IDLE_MS: '50',
  SLACK_TIMEOUT_MS: '1000',
  // A post takes effect within 100 ms: safe even when this busy process is a second late; a lease takes longer anyway.
  LOST_ANSWER_MARGIN_MS: '500',
  INBOX_LEASE_MS: '2000',
  JOB_POLL_MS: '200',
} as const;

/** Database and sandbox Slack in this process, with partners whose check-ins are prepared; the app comes as processes. */
export interface ProcessWorld {
  slack: SandboxSlack;
  database: Connection;
  partners: readonly TestPartner[];
  clock: SetClock;
  /** Where processes find this world's database. */
  uri: string;
  apiUrl: string;
  /** Another process, its code loading. */
  fork(options?: { apiUrl?: string; settings?: Readonly<Record<string, string>>; entry?: URL }): AppProcess;
  close(): Promise<void>;
}

export interface WorldOptions {
  partners: number;
  /** Of Slack's answers to processes. */
  latencyMs: () => number;
  /** Only the emerging tier has check-ins. */
  tier?: 'emerging' | 'core';
  /** More settings, people or deals, while the stepped app still serves. */
  setUp?: (app: App) => Promise<void>;
  /** Slack waits for every answer and refuses no pace: where a test is about neither, a busy machine must not matter. */
  isPatient?: true;
}

interface Prepared {
  slack: SandboxSlack;
  database: Connection;
  app: App;
  partners: readonly TestPartner[];
  uri: string;
  followRealTime(): SetClock;
  close(): Promise<void>;
}

/** Sets the world up with the stepped app, then lets time run at real speed from `beforePrompts` on. */
export async function openProcessWorld(options: WorldOptions): Promise<ProcessWorld> {
  const prepared = await prepare(options);
  await prepared.app.stop();
  const { slack, database, partners, uri } = prepared;
  slack.disconnectApp();
  const clock = prepared.followRealTime();
  const { apiUrl, close } = await slack.listen();
  const forked: AppProcess[] = [];
  return {
    slack,
    database,
    partners,
    clock,
    uri,
    apiUrl,
    fork(order = {}) {
      const settings = { ...shortSettings, ...order.settings };
      const child = forkApp({ uri, apiUrl, ...order, settings });
      forked.push(child);
      return child;
    },
    async close() {
      await Promise.all(forked.filter((child) => child.isAlive()).map((child) => child.kill()));
      slack.stop();
      await close();
      await prepared.close();
    },
  };
}

/** Starts the app in this process and lets Slack talk to it. */
export async function serve({ slack, clock }: ProcessWorld, child: AppProcess): Promise<void> {
  const { port } = await child.start(clock.now());
  if (child.isAlive()) slack.connectApp({ kind: 'http', url: `http://127.0.0.1:${port}/slack/events` });
}

/** The same world, its day lived through by the stepped app without a disturbance: what every other day must look like. */
export async function undisturbedDay<Picture>(
  partners: number,
  look: (world: Pick<ProcessWorld, 'slack' | 'database' | 'partners'>) => Promise<Picture>,
): Promise<Picture> {
  const prepared = await prepare({ partners, latencyMs: () => 0 });
  await prepared.app.stepped?.advanceTo(checkInDay.over);
  const picture = await look(prepared);
  await prepared.app.stop();
  prepared.slack.stop();
  await prepared.close();
  return picture;
}

async function prepare(options: WorldOptions): Promise<Prepared> {
  const { partners: count, latencyMs, tier = 'emerging', isPatient = false } = options;
  const partners = Array.from({ length: count }, (_, n): TestPartner => ({ ref: `P${100 + n}`, tier }));
  const server = await openDatabase();
  const name = freshDatabaseName();
  const stepped = manualClock(checkInDay.setUpAt);
  const clock = createSwitchedClock(stepped);
  const latency = { on: false };
  const slack = createLumenforgeSlack(clock, {
    latencyMs: () => (latency.on ? latencyMs() : 0),
    ...(isPatient ? { rateLimits: 'off' } : {}),
  });
  partnerWorld(partners)(slack);
  const app = await startBesideSlack(slack, sandboxConfig(server.uri), {
    // While time is stepped there is no process yet that could write.
    stepped: { clock: stepped, participants: [asParticipant(slack)], watch: createDatabaseWatch() },
    fetch: slack.fetch,
    database: name,
  });
  const database = await mongoose.createConnection(server.uri, { dbName: name }).asPromise();
  await remindSameDay(app);
  await seedPartners({ app, database, clock: stepped } as unknown as TestApp, partners);
  // Hubs stand before the day begins, so that only check-ins and reminders are due.
  await app.runJob('directory.sweep-hubs');
  await options.setUp?.(app);
  await app.stepped?.advanceTo(checkInDay.beforePrompts);

  return {
    slack,
    database,
    app,
    partners,
    uri: uriOfDatabase(server.uri, name),
    followRealTime() {
      const running = createSetClock(checkInDay.beforePrompts);
      if (!isPatient) clock.follow(running);
      latency.on = true;
      return running;
    },
    async close() {
      await database.dropDatabase();
      await database.close();
      await server.close();
    },
  };
}

async function remindSameDay(app: App): Promise<void> {
  await app.features.bySlug.program.changeSettings({
    actor: { kind: 'operator', name: 'test' },
    change: { touches: { monthly_checkin: { reminders: [{ businessDays: 0, at: '11:30' }] } } },
    reason: 'a check-in and its reminder on one day',
    expectedVersion: 0,
    dryRun: false,
  });
}
