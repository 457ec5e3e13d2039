import { MongoClient } from 'mongodb';
import { setTimeout as delay } from 'node:timers/promises';
import { stopwatch } from '#core/clock.ts';
import { sandboxEnvironment, sandboxSecrets } from '#sandbox/app.ts';
import { signedHeaders } from '#sandbox/slack/signature.ts';
import type { BareOrder } from './kit/bare-app.ts';
import type { WorldOrder, WorldReady } from './kit/check-in-world.ts';
import { startChild } from './kit/child.ts';
import type { DatabaseReady } from './kit/database.ts';
import type { Load, SignedRequest } from './kit/load.ts';
import { createLoad } from './kit/load.ts';
import type { Report } from './kit/report.ts';
import { median, percentile, seededRandom } from './kit/statistics.ts';
import type { WholeOrder } from './kit/whole-app.ts';

export const about = 'ack of a button press through the whole app, against bare Bolt with one insert';

const connections = 100;
const partners = 100;
const rounds = 6;
/** One press every four seconds from every connection, at random instants: 25 a second. */
const pacedPresses = 200;
const pacedSeconds = 8;
/** All connections at once, again as soon as they are answered. */
const stormPresses = 300;
/** Slack gives a modal three seconds from the press (slack.md §2). */
const triggerMs = 3000;
const settleWithinMs = 120_000;

type Side = 'bare' | 'whole';
interface Samples {
  paced: number[];
  storm: number[];
}

export async function run(report: Report): Promise<void> {
  const profile = process.env['BENCH_PROFILE'] ? ['--cpu-prof', `--cpu-prof-dir=${process.env['BENCH_PROFILE']}`] : [];
  const database = await startChild<DatabaseReady>(
    new URL('kit/database.ts', import.meta.url),
    { databases: 2 },
    profile,
  );
  const { uri, names, description } = database.ready;
  const [wholeName = '', bareName = ''] = names;
  report.note(description);
  const client = await MongoClient.connect(uri);
  const order: WorldOrder = { uri, database: wholeName, partners };
  const world = await startChild<WorldReady>(new URL('kit/check-in-world.ts', import.meta.url), order, profile);
  const { apiUrl, now, presses } = world.ready;
  const bareOrder: BareOrder = { uri, database: bareName, apiUrl, ...sandboxSecrets };
  const wholeOrder: WholeOrder = {
    environment: sandboxEnvironment(uri, { SLACK_API_URL: apiUrl }),
    database: wholeName,
    startAt: now,
  };
  const bare = await startChild<{ url: string }>(new URL('kit/bare-app.ts', import.meta.url), bareOrder, profile);
  const whole = await startChild<{ url: string }>(new URL('kit/whole-app.ts', import.meta.url), wholeOrder, profile);
  const loads = { bare: createLoad(bare.ready.url, connections), whole: createLoad(whole.ready.url, connections) };
  try {
    const press = { bare: createPresses(presses), whole: createPresses(presses) };
    const samples: Record<Side, Samples> = { bare: { paced: [], storm: [] }, whole: { paced: [], storm: [] } };
    const atRest = (): Promise<void> => settled(client, wholeName);
    for (const side of ['bare', 'whole'] as const) await loads[side].saturating(press[side](stormPresses));
    await atRest();
    const warmedUp = await lastOf(client, wholeName);
    const pressedBefore = await workOf(client, wholeName);
    const callsBefore = await world.ask<number>('calls');
    for (let round = 0; round < rounds; round += 1) {
      // Whoever comes first in one round comes last in the next, so that drift cancels.
      for (const side of round % 2 === 0 ? (['bare', 'whole'] as const) : (['whole', 'bare'] as const)) {
        await loads[side].open();
        samples[side].paced.push(...(await pacedRound(loads[side], press[side], round)));
        await atRest();
      }
    }
    const lagsPaced = await lagsOf(client, wholeName, warmedUp);
    const pacedOver = await lastOf(client, wholeName);
    for (let round = 0; round < rounds; round += 1) {
      for (const side of round % 2 === 0 ? (['bare', 'whole'] as const) : (['whole', 'bare'] as const)) {
        await loads[side].open();
        samples[side].storm.push(...(await loads[side].saturating(press[side](stormPresses))));
        await atRest();
      }
    }
    const lagsStorm = await lagsOf(client, wholeName, pacedOver);
    compare(report, `ack under ${pacedPresses / pacedSeconds} presses a second`, samples, 'paced', 1.3);
    compare(report, 'ack in a storm of presses', samples, 'storm', 1.3);
    report.figure({
      name: 'press to its effect committed, p99, paced',
      value: percentile(lagsPaced, 0.99) / triggerMs,
      baseline: `${triggerMs} ms of a trigger id`,
      aim: { atMost: 1 },
    });
    report.figure({
      name: 'press to its effect committed, slowest, storm',
      value: Math.max(...lagsStorm) / triggerMs,
      baseline: `${triggerMs} ms of a trigger id`,
      aim: { atMost: 1 },
    });
    const work = await workOf(client, wholeName);
    const answers = work.answers - pressedBefore.answers;
    const calls = (await world.ask<number>('calls')) - callsBefore;
    report.note(
      `after their acks, ${work.presses - pressedBefore.presses} presses recorded ${answers} answers ` +
        `with ${work.audits - pressedBefore.audits} audit entries and made ${calls} Slack calls; ${work.failed} failed`,
    );
    report.note(
      `press to its effect committed: p50 ${ms(median(lagsPaced))} paced, p50 ${ms(median(lagsStorm))} in storms`,
    );
  } finally {
    for (const load of Object.values(loads)) load.close();
    await whole.stop();
    await bare.stop();
    await world.stop();
    await client.db(wholeName).dropDatabase();
    await client.close();
    await database.stop();
  }
}

function compare(
  report: Report,
  name: string,
  samples: Record<Side, Samples>,
  kind: keyof Samples,
  atMost: number,
): void {
  const { bare, whole } = { bare: samples.bare[kind], whole: samples.whole[kind] };
  for (const share of [0.99, 0.5]) {
    const [ours, theirs] = [percentile(whole, share), percentile(bare, share)];
    const p = `p${share * 100}`;
    report.figure({
      name: `${name}, ${p}, ${connections} connections`,
      value: ours / theirs,
      baseline: 'bare Bolt with one insert',
      aim: { atMost },
    });
    report.note(`${name}, ${p}: ${ms(ours)} against ${ms(theirs)}, ${whole.length} presses each in ${rounds} rounds`);
  }
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

/** Presses that were never sent before: partner after partner, each with another rating than the time before. */
function createPresses(bodies: WorldReady['presses']): (count: number) => SignedRequest[] {
  let sent = 0;
  return (count) =>
    Array.from({ length: count }, () => {
      sent += 1;
      const ofPartner = bodies[sent % bodies.length] ?? [];
      const captured = ofPartner[Math.floor(sent / bodies.length) % ofPartner.length] ?? '';
      const payload = JSON.parse(new URLSearchParams(captured).get('payload') ?? '{}') as Record<string, unknown>;
      const body = new URLSearchParams({
        payload: JSON.stringify({ ...payload, trigger_id: `bench.${sent}` }),
      }).toString();
      return { body, headers: signedHeaders(body, sandboxSecrets.signingSecret) };
    });
}

function pacedRound(load: Load, press: (count: number) => SignedRequest[], seed: number): Promise<number[]> {
  const random = seededRandom(seed + 1);
  const at = Array.from({ length: pacedPresses }, () => random() * pacedSeconds * 1000).toSorted(
    (left, right) => left - right,
  );
  return load.paced(press(pacedPresses), at);
}

/** Until the app has nothing left to do, so that its work is charged to its own rounds. */
async function settled(client: MongoClient, name: string): Promise<void> {
  const db = client.db(name);
  const waitedMs = stopwatch();
  for (;;) {
    const deliveries = await db.collection('inbox_deliveries').countDocuments({ state: 'received' });
    const messages = await db
      .collection('outbound_messages')
      .countDocuments({ state: { $in: ['ready', 'attempting', 'unknown'] } });
    if (deliveries + messages === 0) return;
    if (waitedMs() > settleWithinMs)
      throw new Error(`the app still has ${deliveries} deliveries and ${messages} messages to do`);
    await delay(50);
  }
}

interface Work {
  presses: number;
  answers: number;
  audits: number;
  failed: number;
}

async function workOf(client: MongoClient, name: string): Promise<Work> {
  const db = client.db(name);
  const occurrences = await db.collection('touch_occurrences').find({}).toArray();
  return {
    presses: await db.collection('inbox_deliveries').countDocuments({ kind: 'action' }),
    answers: occurrences.reduce((sum, { answers }) => sum + (answers as unknown[]).length, 0),
    audits: await db.collection('audit_entries').countDocuments({}),
    failed: await db.collection('inbox_deliveries').countDocuments({ state: { $ne: 'done' } }),
  };
}

/** When the newest press was stored. */
async function lastOf(client: MongoClient, name: string): Promise<Date> {
  const rows = client.db(name).collection('inbox_deliveries');
  const [newest] = await rows.find({}).sort({ receivedAt: -1 }).limit(1).toArray();
  return newest?.['receivedAt'] as Date;
}

/** Milliseconds from the press being stored to its work being done, of presses stored after `since`. */
async function lagsOf(client: MongoClient, name: string, since: Date): Promise<number[]> {
  const rows = client.db(name).collection('inbox_deliveries');
  const done = await rows.find({ state: 'done', receivedAt: { $gt: since } }).toArray();
  return done.map(({ receivedAt, endedAt }) => (endedAt as Date).getTime() - (receivedAt as Date).getTime());
}
