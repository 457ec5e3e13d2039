import mongoose from 'mongoose';
import { expect, onTestFinished, test } from 'vitest';
import { realDelay, systemClock } from '#core/clock.ts';
import type { Job } from '#core/job.ts';
import { createJobRunner } from '#platform/job-runner.ts';
import { createMetrics } from '#platform/metrics.ts';
import { createDeclared } from '#platform/mongo.ts';
import { agendaModel, createAgendaScheduler } from '#platform/scheduler.ts';
import type { Scheduler } from '#platform/scheduler.ts';
import { freshDatabaseName } from '#sandbox/database.ts';
import { testDatabaseUri } from '#test/kit/database.ts';
import { memoryLog } from '#test/kit/log.ts';

const soon = { timeout: 10_000, interval: 10 };
const everyMs = 400;
const pollMs = 100;

/** Agenda on a database of its own and on real time; `schedulerOf` makes one replica each. */
async function startBench() {
  const database = freshDatabaseName();
  const connect = async () => mongoose.createConnection(await testDatabaseUri(), { dbName: database }).asPromise();
  const connection = await connect();
  await createDeclared(connection, [agendaModel]);
  const log = memoryLog();
  const started: Scheduler[] = [];
  onTestFinished(async () => {
    for (const scheduler of started) await scheduler.stop();
    await connection.dropDatabase();
    await connection.close();
  });
  return {
    connection,
    log,
    jobs: connection.collection(agendaModel.collection),
    async schedulerOf(name: string, jobs: readonly Job[]): Promise<Scheduler> {
      const own = await connect();
      const runner = createJobRunner({ jobs, clock: systemClock(), log, metrics: createMetrics() });
      const scheduler = createAgendaScheduler({ connection: own, runner, log, pollMs, name });
      started.push({ start: scheduler.start, stop: () => scheduler.stop().then(() => own.close()) });
      return scheduler;
    },
  };
}

function sweepOf(run: () => Promise<void> | void, interval = everyMs): Job {
  return {
    name: 'probe.sweep-things',
    everyMs: interval,
    async run() {
      await run();
      return { handled: 0, failed: 0 };
    },
  };
}

test('a sweep is one document and runs on and on', async () => {
  const bench = await startBench();
  let runs = 0;
  const scheduler = await bench.schedulerOf('a', [sweepOf(() => void (runs += 1))]);
  await scheduler.start();
  await expect.poll(() => runs, soon).toBeGreaterThanOrEqual(3);
  expect(await bench.jobs.countDocuments()).toBe(1);
});

test('two replicas that start at once share one document and one run per tick', { timeout: 30_000 }, async () => {
  const bench = await startBench();
  const ran: { by: string; at: number }[] = [];
  const replicas = await Promise.all(
    ['a', 'b'].map((by) =>
      bench.schedulerOf(by, [sweepOf(() => void ran.push({ by, at: systemClock().now().getTime() }))]),
    ),
  );
  await Promise.all(replicas.map((replica) => replica.start()));
  expect(await bench.jobs.countDocuments()).toBe(1);
  const beganAt = systemClock().now().getTime();
  await expect.poll(() => ran.length, soon).toBeGreaterThanOrEqual(8);
  const elapsedMs = systemClock().now().getTime() - beganAt;
  // Each replica runs it once at its start and once when it finds the new document; after that once per interval, not twice.
  expect(ran.length).toBeLessThanOrEqual(4 + Math.ceil(elapsedMs / everyMs));
});

test('a sweep that throws is logged and runs again on the next tick', async () => {
  const bench = await startBench();
  let runs = 0;
  const scheduler = await bench.schedulerOf('a', [
    sweepOf(() => {
      runs += 1;
      throw new Error('broken');
    }),
  ]);
  await scheduler.start();
  await expect.poll(() => runs, soon).toBeGreaterThanOrEqual(3);
  expect(bench.log.find('error', 'a sweep failed').length).toBeGreaterThanOrEqual(3);
  expect(await bench.jobs.findOne()).toMatchObject({ repeatInterval: everyMs });
});

test('an interval that a release changes is corrected in the document and holds at once', async () => {
  const bench = await startBench();
  const before = await bench.schedulerOf('a', [sweepOf(() => undefined, 3_600_000)]);
  await before.start();
  await before.stop();
  let runs = 0;
  const after = await bench.schedulerOf('b', [sweepOf(() => void (runs += 1))]);
  await after.start();
  // One run is that of the start; the next would be an hour away by the old interval.
  await expect.poll(() => runs, soon).toBeGreaterThanOrEqual(3);
  expect(await bench.jobs.find().toArray()).toMatchObject([{ repeatInterval: everyMs }]);
});

test('a stop waits for the sweep that is running and frees what it held', async () => {
  const bench = await startBench();
  const gate = Promise.withResolvers<void>();
  let state = 'idle';
  const scheduler = await bench.schedulerOf('a', [
    sweepOf(async () => {
      state = 'running';
      await gate.promise;
      state = 'ended';
    }),
  ]);
  await scheduler.start();
  await expect.poll(() => state, soon).toBe('running');
  const stopped = scheduler.stop().then(() => state);
  await realDelay(20);
  expect(state).toBe('running');
  gate.resolve();
  expect(await stopped).toBe('ended');
  expect(await bench.jobs.countDocuments({ lockedAt: { $ne: null } })).toBe(0);
});
