import process from 'node:process';
import mongoose from 'mongoose';
import { manualClock, stopwatch } from '#core/clock.ts';
import { asParticipant, createLumenforgeSlack, sandboxConfig, startBesideSlack } from '#sandbox/app.ts';
import { freshDatabaseName, openDatabase } from '#sandbox/database.ts';
import { partnersOfTheFixtures, partnersOfTheWorld, runWeeks, startAt } from '#test/journeys/quarter-run.ts';
import type { QuarterResult } from '#test/journeys/quarter-run.ts';
import type { TestApp } from '#test/kit/app.ts';
import { partnerWorld } from '#test/kit/partners.ts';
import type { Report } from './report.ts';

export interface WholeWeeks extends QuarterResult {
  description: string;
  partners: number;
  seconds: number;
  megabytes: number;
}

/** Weeks of the real app with so many partners of all tiers in twenty zones; `onWeek` after each one. */
export async function runWholeWeeks(
  order: { partners: number; weeks: number; seed: number; withFixtures?: boolean },
  onWeek: (line: string) => void,
): Promise<WholeWeeks> {
  const fixtures = order.withFixtures === true ? partnersOfTheFixtures() : [];
  const partners = [...fixtures, ...partnersOfTheWorld(order.partners)];
  const database = await openDatabase();
  const described = { description: database.description, partners: partners.length };
  const name = freshDatabaseName();
  const clock = manualClock(startAt);
  const slack = createLumenforgeSlack(clock);
  partnerWorld(partners)(slack);
  const app = await startBesideSlack(slack, sandboxConfig(database.uri), {
    stepped: { clock, participants: [asParticipant(slack)] },
    fetch: slack.fetch,
    database: name,
  });
  const connection = await mongoose.createConnection(database.uri, { dbName: name }).asPromise();
  const took = stopwatch();
  let most = 0;
  try {
    const time = {
      ...app.stepped,
      async advanceTo(to: Date): Promise<void> {
        await app.stepped?.advanceTo(to);
        most = Math.max(most, process.memoryUsage().rss);
        onWeek(`${to.toISOString().slice(0, 10)}, after ${(took() / 1000).toFixed(0)} s`);
      },
    };
    const beside = { app, slack, clock, database: connection, time } as unknown as TestApp;
    const result = await runWeeks(beside, partners, { weeks: order.weeks, seed: order.seed });
    return { ...result, ...described, seconds: took() / 1000, megabytes: most / 1024 / 1024 };
  } finally {
    await app.stop();
    slack.stop();
    await connection.dropDatabase();
    await connection.close();
    await database.close();
  }
}

/** Figures of a run: whose list differs from the plan worked out in one go, and what was held or posted twice. */
export function compareWithPlan(report: Report, whole: WholeWeeks, title: string): void {
  const { compared, sent, doubled, partners, seconds, megabytes } = whole;
  const different = compared.filter(({ stored, planned }) => JSON.stringify(stored) !== JSON.stringify(planned));
  const baseline = 'the plan worked out in one go from the same events';
  report.note(whole.description);
  report.figure({
    name: `${title}: partners whose touches differ`,
    value: different.length,
    baseline,
    aim: { atMost: 0 },
  });
  report.figure({ name: `${title}: touches posted twice`, value: doubled.length, baseline, aim: { atMost: 0 } });
  report.note(
    `${title}, ${partners} partners: ${sent} touches sent in ${seconds.toFixed(0)} s, most memory ${megabytes.toFixed(0)} MB`,
  );
  for (const { partnerId } of different.slice(0, 5)) report.note(`differs: ${partnerId}`);
}
