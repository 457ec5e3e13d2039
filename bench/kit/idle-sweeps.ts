import type { MongoClient } from 'mongodb';
import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { manualClock, stopwatch } from '#core/clock.ts';
import { sweepDue } from '#core/job.ts';
import { asParticipant, createLumenforgeSlack, sandboxConfig, startBesideSlack } from '#sandbox/app.ts';
import { serviceBeside } from '#test/features/check-ins/service-kit.ts';
import { startAt } from '#test/journeys/quarter-run.ts';
import type { TestApp } from '#test/kit/app.ts';
import { memoryLog } from '#test/kit/log.ts';
import { partnerIdOf, partnerWorld, seedPartners } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { startChild } from './child.ts';
import type { DatabaseReady } from './database.ts';

export interface SweepReadings {
  /** Milliseconds of each run. */
  ms: number[];
  /** What one run was sent by the database. */
  documents: number;
}

type Kind = 'idle' | 'busy';
export type SizeReadings = Record<Kind, SweepReadings>;

const tier = 'core';
const touchesOfTier = ['biweekly_pipeline_review', 'qbr_core'] as const;
const actor = { kind: 'job', name: 'check-ins.sweep-core' } as const;
const rounds = { idle: 200, busy: 15 };
const warmUps = 5;
const perInsert = 5000;
const farAhead = new Date('2027-06-01T09:00:00Z');

interface Side {
  clear(): Promise<void>;
  sweep(kind: Kind): Promise<{ ms: number; documents: number }>;
}

/** The sweep of one tier beside few and many partners in turn, with nothing due and with the same number due. */
export async function readSweeps(order: { sizes: { few: number; many: number }; due: number }) {
  const database = await startChild<DatabaseReady>(new URL('database.ts', import.meta.url), { databases: 2 });
  const { uri, names, description } = database.ready;
  const few = await openSide(uri, names[0] ?? '', order.sizes.few, order.due);
  const many = await openSide(uri, names[1] ?? '', order.sizes.many, order.due);
  const readings = { few: emptyReadings(), many: emptyReadings() };
  try {
    for (const kind of ['idle', 'busy'] as const) {
      for (let round = -warmUps; round < rounds[kind]; round += 1) {
        const sides = [['few', few] as const, ['many', many] as const];
        for (const [name, side] of round % 2 === 0 ? sides : sides.toReversed()) {
          const { ms, documents } = await side.sweep(kind);
          if (round < 0) continue;
          readings[name][kind].ms.push(ms);
          readings[name][kind].documents = Math.max(readings[name][kind].documents, documents);
        }
      }
    }
  } finally {
    await few.clear();
    await many.clear();
    await database.stop();
  }
  return { description, ...readings };
}

function emptyReadings(): SizeReadings {
  return { idle: { ms: [], documents: 0 }, busy: { ms: [], documents: 0 } };
}

/** A few partners come by the import, so that they can be planned; the rest are copies of their documents. */
async function openSide(uri: string, name: string, partners: number, due: number): Promise<Side> {
  const real = Array.from({ length: due / touchesOfTier.length }, (_, n): TestPartner => ({
    ref: `P${101 + n}`,
    tier,
  }));
  const clock = manualClock(startAt);
  const slack = createLumenforgeSlack(clock);
  partnerWorld(real)(slack);
  const app = await startBesideSlack(slack, sandboxConfig(uri), {
    stepped: { clock, participants: [asParticipant(slack)] },
    fetch: slack.fetch,
    database: name,
  });
  const connection = await mongoose.createConnection(uri, { dbName: name, monitorCommands: true }).asPromise();
  const test = { app, slack, clock, database: connection, time: app.stepped } as unknown as TestApp;
  await seedPartners(test, real);
  await fill(connection, partners - real.length);
  await connection.collection('cadences').updateMany({}, { $set: { nextPlanAt: farAhead } });
  const service = serviceBeside(test);
  const log = memoryLog();
  const counter = countDocuments(connection.getClient());
  const own = { tier, partnerId: { $in: real.map(partnerIdOf) } };
  return {
    async sweep(kind) {
      const now = clock.now();
      if (kind === 'busy') await connection.collection('cadences').updateMany(own, { $set: { nextPlanAt: now } });
      const before = counter.read();
      const took = stopwatch();
      await service.nextDueAt(tier);
      const { handled, failed } = await sweepDue(service.dueItems(tier, { now, actor }), { now, dryRun: false }, log);
      const ms = took();
      if (failed > 0 || handled !== (kind === 'busy' ? due : 0))
        throw new Error(`${handled} handled, ${failed} failed`);
      return { ms, documents: counter.read() - before };
    },
    async clear() {
      await app.stop();
      slack.stop();
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

/** Partners, their rhythms and one open occurrence each. */
async function fill(connection: Connection, count: number): Promise<void> {
  const partner = await connection.collection('partners').findOne();
  const cadences = await connection
    .collection<{ _id: string }>('cadences')
    .find()
    .limit(touchesOfTier.length)
    .toArray();
  for (let done = 0; done < count; done += perInsert) {
    const ids = Array.from({ length: Math.min(perInsert, count - done) }, (_, n) => `P-9${done + n}`);
    await insert(connection, 'partners', ids, (partnerId) => [copyOf(partner, partnerId)]);
    await insert(connection, 'cadences', ids, (partnerId) =>
      cadences.map((row, n) => ({
        ...row,
        _id: `${touchesOfTier[n]}:${partnerId}`,
        touchId: touchesOfTier[n],
        partnerId,
      })),
    );
    await insert(connection, 'touch_occurrences', ids, (partnerId) => [occurrenceOf(partnerId)]);
  }
}

/** Everything that names the partner is made its own. */
function copyOf(partner: unknown, partnerId: string): Record<string, unknown> {
  const { _id, ...fields } = partner as Record<string, unknown>;
  return {
    ...fields,
    _id: partnerId,
    partnerId,
    externalRef: partnerId,
    legalName: partnerId,
    legalNameKey: partnerId,
    domains: [],
    slackTeamIds: [],
    mainChannelId: null,
  };
}

function occurrenceOf(partnerId: string): Record<string, unknown> {
  const occurrenceKey = `biweekly_pipeline_review:${partnerId}:2026-W47`;
  return {
    ...{
      _id: occurrenceKey,
      occurrenceKey,
      touchId: 'biweekly_pipeline_review',
      tier,
      partnerId,
      periodKey: '2026-W47',
    },
    ...{ live: true, state: 'sent', anchorOn: '2026-11-17', nextAction: 'close', nextActionAt: farAhead },
    decidedAt: startAt,
  };
}

async function insert(
  connection: Connection,
  name: string,
  ids: readonly string[],
  rowsOf: (partnerId: string) => readonly Record<string, unknown>[],
): Promise<void> {
  await connection.collection(name).insertMany(ids.flatMap(rowsOf) as never[], { ordered: false });
}

/** Documents that answers of the database brought: of cursors, and of what was found and changed. */
function countDocuments(client: MongoClient): { read(): number } {
  let documents = 0;
  client.on('commandSucceeded', ({ reply }) => {
    const { cursor, value } = reply as { cursor?: { firstBatch?: unknown[]; nextBatch?: unknown[] }; value?: unknown };
    documents += (cursor?.firstBatch ?? cursor?.nextBatch ?? []).length;
    if (value !== undefined && value !== null) documents += 1;
  });
  return { read: () => documents };
}
