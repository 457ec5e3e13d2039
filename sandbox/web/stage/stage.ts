import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import type { ManualClock } from '#core/clock.ts';
import { manualClock } from '#core/clock.ts';
import { createLumenforgeSlack, homeTeam } from '../../app.ts';
import { freshDatabaseName, openDatabase } from '../../database.ts';
import type { SandboxDatabase } from '../../database.ts';
import { loadDealFixtures } from '../../fixtures/deals.ts';
import type { FixturePlan } from '../../fixtures/fixtures.ts';
import { loadFixtures } from '../../fixtures/fixtures.ts';
import { uriOfDatabase } from '../../process/child.ts';
import type { SandboxSlack } from '../../slack/slack.ts';
import type { AppHost } from './app-host.ts';
import { createAppHost } from './app-host.ts';
import { createPlaygroundClock } from './clock.ts';
import { dealPartners, playgroundPlan } from './people.ts';
import type { TimeMover } from './time.ts';
import { createTimeMover } from './time.ts';

/** Everything behind the page: a pretend Slack, the chosen database, and the real app as a process of its own. */
export interface PlaygroundStage {
  clock: ManualClock;
  slack: SandboxSlack;
  server: SandboxDatabase;
  /** To look at documents; the page writes none. */
  database: Connection;
  plan: FixturePlan;
  app: AppHost;
  time: TimeMover;
  close(): Promise<void>;
}

/** The day of the fixtures (domain §16), in working hours of the partners of Europe and America. */
const playgroundStart = new Date('2026-11-16T14:00:00Z');

/** After it the hub messages of the import stand in their channels, and whose channels they are is known for deals. */
const firstHourMs = 3_600_000;

export async function openPlaygroundStage(startAt = playgroundStart): Promise<PlaygroundStage> {
  const clock = manualClock(startAt);
  const slack = createLumenforgeSlack(createPlaygroundClock(clock));
  const plan = playgroundPlan(loadFixtures({ teamId: homeTeam.id, botUserId: slack.world.botUserId }));
  for (const team of plan.teams) slack.world.addTeam(team);
  for (const user of plan.users) slack.world.addUser(user);
  for (const channel of plan.channels) slack.world.addChannel(channel);
  const server = await openDatabase();
  const name = freshDatabaseName();
  const uri = uriOfDatabase(server.uri, name);
  const database = await mongoose.createConnection(server.uri, { dbName: name }).asPromise();
  const { apiUrl, close } = await slack.listen();
  const app = createAppHost({ slack, clock, uri, apiUrl });
  await app.start();
  const { staffCsv, partnersCsv } = plan;
  await app.seed({ staffCsv, partnersCsv });
  const time = createTimeMover({ clock, slack, app });
  await time.moveTo(new Date(startAt.getTime() + firstHourMs));
  await app.seedDeals(loadDealFixtures(dealPartners));
  await app.settle();
  return {
    clock,
    slack,
    server,
    database,
    plan,
    app,
    time,
    async close() {
      time.halt();
      await (app.isUp() ? app.stop() : Promise.resolve());
      slack.stop();
      await close();
      await database.dropDatabase();
      await database.close();
      await server.close();
    },
  };
}
