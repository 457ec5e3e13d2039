import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import type { App } from '#app/app.ts';
import type { ManualClock } from '#core/clock.ts';
import { manualClock } from '#core/clock.ts';
import { createDatabaseWatch } from '#platform/database-watch.ts';
import { createLogger } from '#platform/logger.ts';
import type { SteppedScheduler } from '#platform/scheduler-stepped.ts';
import { asParticipant, createLumenforgeSlack, homeTeam, sandboxConfig, startBesideSlack } from '../app.ts';
import type { SandboxDatabase } from '../database.ts';
import { freshDatabaseName, openDatabase } from '../database.ts';
import type { FixturePlan } from '../fixtures/fixtures.ts';
import { loadFixtures } from '../fixtures/fixtures.ts';
import type { SandboxSlack } from '../slack/slack.ts';

/** Everything that the demo plays on: one vendor workspace, thirty partners, the real app, a clock to move. */
export interface Stage {
  clock: ManualClock;
  slack: SandboxSlack;
  server: SandboxDatabase;
  database: Connection;
  fixtures: FixturePlan;
  app(): App;
  isUp(): boolean;
  time(): SteppedScheduler;
  /** The process is gone, as when a deployment fails. */
  stopApp(): Promise<void>;
  startApp(): Promise<void>;
  close(): Promise<void>;
}

export async function openStage(startAt: Date): Promise<Stage> {
  const clock = manualClock(startAt);
  const slack = createLumenforgeSlack(clock);
  const fixtures = loadFixtures({ teamId: homeTeam.id, botUserId: slack.world.botUserId });
  for (const team of fixtures.teams) slack.world.addTeam(team);
  for (const user of fixtures.users) slack.world.addUser(user);
  for (const channel of fixtures.channels) slack.world.addChannel(channel);
  const server = await openDatabase();
  const name = freshDatabaseName();
  const config = sandboxConfig(server.uri, { SLACK_TIMEOUT_MS: '1000' });
  // The story looks at documents and writes none.
  const watch = createDatabaseWatch();
  const start = (): Promise<App> =>
    startBesideSlack(slack, config, {
      stepped: { clock, participants: [asParticipant(slack)], watch },
      fetch: slack.fetch,
      log: createLogger({ level: 'error', pretty: false }),
      database: name,
    });
  const database = await mongoose.createConnection(server.uri, { dbName: name }).asPromise();
  let running: App | null = await start();
  const app = (): App => {
    if (!running) throw new Error('the app is down');
    return running;
  };
  return {
    clock,
    slack,
    server,
    database,
    fixtures,
    app,
    isUp: () => running !== null,
    time() {
      const { stepped } = app();
      if (!stepped) throw new Error('the demo needs the stepped driver');
      return stepped;
    },
    async stopApp() {
      slack.disconnectApp();
      await running?.stop();
      running = null;
    },
    async startApp() {
      running = await start();
    },
    async close() {
      await running?.stop();
      slack.stop();
      await database.dropDatabase();
      await database.close();
      await server.close();
    },
  };
}
