import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { onTestFinished } from 'vitest';
import type { App, AppOverrides } from '#app/app.ts';
import { createApp } from '#app/app.ts';
import { manualClock } from '#core/clock.ts';
import type { ManualClock } from '#core/clock.ts';
import { createLumenforgeSlack, sandboxConfig } from '#sandbox/app.ts';
import { freshDatabaseName } from '#sandbox/database.ts';
import type { SandboxSlack } from '#sandbox/slack/slack.ts';
import { fixtureStart } from '#test/kit/app.ts';
import { testDatabaseUri } from '#test/kit/database.ts';
import { memoryLog } from '#test/kit/log.ts';
import type { MemoryLog } from '#test/kit/log.ts';

export interface Bench {
  slack: SandboxSlack;
  clock: ManualClock;
  database: Connection;
  log: MemoryLog;
  /** An app on this database that does nothing yet; stopped when the test ends. */
  build(overrides?: AppOverrides, settings?: Readonly<Record<string, string>>): Promise<App>;
}

/** A database and a Slack, and apps that a test starts itself. */
export async function createBench(): Promise<Bench> {
  const clock = manualClock(fixtureStart);
  const slack = createLumenforgeSlack(clock);
  const log = memoryLog();
  const uri = await testDatabaseUri();
  const database = await mongoose.createConnection(uri, { dbName: freshDatabaseName() }).asPromise();
  onTestFinished(async () => {
    slack.stop();
    await database.dropDatabase();
    await database.close();
  });
  return {
    slack,
    clock,
    database,
    log,
    async build(overrides = {}, settings = {}) {
      const config = sandboxConfig(uri, { SLACK_TIMEOUT_MS: '400', ...settings });
      const app = await createApp(config, {
        stepped: { clock },
        fetch: slack.fetch,
        log,
        database: database.name,
        ...overrides,
      });
      onTestFinished(() => app.stop());
      return app;
    },
  };
}
