import process from 'node:process';
import mongoose from 'mongoose';
import { manualClock } from '#core/clock.ts';
import { asParticipant, createLumenforgeSlack, sandboxConfig, startBesideSlack } from '#sandbox/app.ts';
import { freshDatabaseName, openDatabase } from '#sandbox/database.ts';
import { partnersOfTheWorld, runWeeks, startAt } from '#test/journeys/quarter-run.ts';
import type { TestApp } from '#test/kit/app.ts';
import { partnerWorld } from '#test/kit/partners.ts';
import type { Report } from './kit/report.ts';

export const about =
  'a year of 230 partners in the whole app: the same occurrences as the pure plan, none posted twice';

const weeks = 52;
const partnerCount = 230;

export async function run(report: Report): Promise<void> {
  const partners = partnersOfTheWorld(partnerCount);
  const database = await openDatabase();
  const name = freshDatabaseName();
  report.note(database.description);
  const clock = manualClock(startAt);
  const slack = createLumenforgeSlack(clock);
  partnerWorld(partners)(slack);
  const app = await startBesideSlack(slack, sandboxConfig(database.uri), {
    stepped: { clock, participants: [asParticipant(slack)] },
    fetch: slack.fetch,
    database: name,
  });
  const connection = await mongoose.createConnection(database.uri, { dbName: name }).asPromise();
  try {
    const began = performance.now();
    const beside = { app, slack, clock, database: connection, time: app.stepped } as unknown as TestApp;
    const { compared, sent, doubled } = await runWeeks(beside, partners, { weeks, seed: 20261116 });
    const different = compared.filter(({ stored, planned }) => JSON.stringify(stored) !== JSON.stringify(planned));
    const baseline = 'the plan worked out in one go from the same events';
    report.figure({ name: 'partners whose year differs', value: different.length, baseline, aim: { atMost: 0 } });
    report.figure({ name: 'posted twice', value: doubled.length, baseline, aim: { atMost: 0 } });
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    const megabytes = (process.memoryUsage().rss / 1024 / 1024).toFixed(0);
    report.note(`${partnerCount} partners, ${weeks} weeks, ${sent} touches sent in ${seconds} s, ${megabytes} MB`);
    for (const { partnerId } of different.slice(0, 5)) report.note(`differs: ${partnerId}`);
  } finally {
    await app.stop();
    slack.stop();
    await connection.dropDatabase();
    await connection.close();
    await database.close();
  }
}
