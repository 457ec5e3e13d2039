import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { onTestFinished } from 'vitest';
import type { App, AppOverrides } from '#app/app.ts';
import type { ManualClock } from '#core/clock.ts';
import { manualClock } from '#core/clock.ts';
import { createDatabaseWatch } from '#platform/database-watch.ts';
import type { SteppedScheduler } from '#platform/scheduler-stepped.ts';
import { asParticipant, createLumenforgeSlack, sandboxConfig, startBesideSlack } from '#sandbox/app.ts';
import { freshDatabaseName } from '#sandbox/database.ts';
import type { SandboxSlack } from '#sandbox/slack/slack.ts';
import { testDatabaseUri } from './database.ts';
import { memoryLog } from './log.ts';
import type { MemoryLog } from './log.ts';

/** The clock of demos and tests (domain §16): Mon 16 Nov 2026 09:00 UTC. */
export const fixtureStart = new Date('2026-11-16T09:00:00Z');

export interface TestApp {
  app: App;
  slack: SandboxSlack;
  clock: ManualClock;
  /** Moves time, from due instant to due instant. */
  time: SteppedScheduler;
  /** A connection of its own, to look at documents. */
  database: Connection;
  log: MemoryLog;
  /** Stops this app and starts another on the same database and Slack, as after a crash. */
  restart(overrides?: AppOverrides): Promise<App>;
  /** Leaves this app as it is, in the middle of whatever it does, and starts another one; Slack turns to the new one. */
  abandon(overrides?: AppOverrides): Promise<App>;
}

export interface TestAppOptions {
  startAt?: Date;
  slack?: Parameters<typeof createLumenforgeSlack>[1];
  /** Runs before the app starts: companies, people, channels. */
  world?: (slack: SandboxSlack) => void;
  settings?: Readonly<Record<string, string>>;
  /** Another database server than the file's own. */
  databaseUri?: string;
  /** Stands between every app of this test and Slack. */
  wrapFetch?: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch;
  overrides?: AppOverrides;
  /** Who stops it, for an app that several tests share; else it ends with the test. */
  closeWith?: (close: () => Promise<void>) => void;
}

/** The real app beside the sandbox Slack, on a test clock and a database of its own; stopped when the test ends. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = manualClock(options.startAt ?? fixtureStart);
  const slack = createLumenforgeSlack(clock, options.slack);
  options.world?.(slack);
  const uri = options.databaseUri ?? (await testDatabaseUri());
  const database = freshDatabaseName();
  const log = memoryLog();
  const config = sandboxConfig(uri, { SLACK_TIMEOUT_MS: '400', LOST_ANSWER_MARGIN_MS: '1000', ...options.settings });
  const watch = createDatabaseWatch();
  const start = (more: AppOverrides, isMigrated: boolean): Promise<App> => {
    const overrides: AppOverrides = {
      stepped: { clock, participants: [asParticipant(slack)], watch },
      fetch: options.wrapFetch?.(slack.fetch) ?? slack.fetch,
      log,
      database,
      ...options.overrides,
      ...more,
    };
    return startBesideSlack(slack, config, overrides, { isMigrated });
  };
  const running = { app: await start({}, false) };
  const abandoned: App[] = [];
  const connection = await mongoose.createConnection(uri, { dbName: database }).asPromise();
  watch.add(connection);
  const closeWith = options.closeWith ?? onTestFinished;
  closeWith(async () => {
    for (const app of [...abandoned, running.app]) await app.stop();
    slack.stop();
    await connection.dropDatabase();
    await connection.close();
  });
  return {
    get app() {
      return running.app;
    },
    slack,
    clock,
    get time() {
      if (!running.app.stepped) throw new Error('this test app is not stepped');
      return running.app.stepped;
    },
    database: connection,
    log,
    async restart(more = {}) {
      await running.app.stop();
      running.app = await start(more, true);
      return running.app;
    },
    async abandon(more = {}) {
      abandoned.push(running.app);
      running.app = await start(more, true);
      return running.app;
    },
  };
}

/** A name that no other test uses. */
export function uniqueName(prefix: string): string {
  return `${prefix}${randomBytes(4).toString('hex')}`;
}
