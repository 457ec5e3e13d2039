import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import { realDelay, systemClock } from '#core/clock.ts';
import type { Job } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { JobRunner } from './job-runner.ts';
import { defineModel } from './mongo.ts';

/** Wakes the sweeps. What is due lives in our documents, so a lost, late or double tick changes nothing (design §1). */
export interface Scheduler {
  start(): Promise<void>;
  /** Returns when no sweep is running any more. */
  stop(): Promise<void>;
}

const agendaSchema = new Schema({}, { strict: false });
agendaSchema.index({ name: 1 }, { name: 'one_per_sweep', unique: true });
agendaSchema.index({ name: 1, lockedAt: 1 }, { name: 'idle_poll' });
agendaSchema.index({ name: 1, nextRunAt: 1, priority: -1, lockedAt: 1, disabled: 1 }, { name: 'next_to_lock' });

/** Agenda's own collection; only recurring sweeps live there, one document a name. */
export const agendaModel = defineModel('agenda_jobs', agendaSchema as Schema<unknown>);

const lockLifetimeMs = 60_000;
const readyTimeoutMs = 10_000;
const stopTimeoutMs = 20_000;

/**
 * The driver of a serving process. Never `every()`, which would overwrite a running job's lock (stack.md, Agenda): a
 * sweep is inserted once, and only its interval is corrected when a release changes it.
 */
export function createAgendaScheduler(deps: {
  connection: Connection;
  runner: JobRunner;
  log: Log;
  pollMs: number;
  name: string;
}): Scheduler {
  const sweeps = deps.runner.jobs.filter((job) => job.everyMs !== null);
  const running = new Set<Promise<void>>();
  let agenda: Agenda | null = null;

  function tracked(job: Job): Promise<void> {
    const run = deps.runner.tick(job).finally(() => running.delete(run));
    running.add(run);
    return run;
  }

  return {
    async start() {
      const db = deps.connection.db;
      if (!db) throw new Error('the database is not connected');
      const collection = db.collection(agendaModel.collection);
      agenda = new Agenda({
        name: deps.name,
        backend: new MongoBackend({ mongo: db, collection: agendaModel.collection, ensureIndex: false }),
        processEvery: deps.pollMs,
        defaultConcurrency: 1,
        maxConcurrency: 10,
        defaultLockLimit: 1,
        lockLimit: 20,
        defaultLockLifetime: lockLifetimeMs,
      });
      agenda.on('error', (error: unknown) =>
        deps.log.error({ err: error, event: 'agenda' }, 'Agenda reports an error'),
      );
      // oxlint-disable-next-line typescript/no-misused-promises -- the rule sees Agenda's callback overload, not the other
      for (const job of sweeps) agenda.define(job.name, async () => tracked(job), { concurrency: 1 });
      await withTimeout(agenda.start(), readyTimeoutMs, 'Agenda did not start in time');
      for (const job of sweeps) {
        const interval = job.everyMs ?? 0;
        await agenda.create(job.name, {}).unique({ name: job.name }, { insertOnly: true }).repeatEvery(interval).save();
        await collection.updateOne(
          { name: job.name, repeatInterval: { $ne: interval } },
          {
            $set: { repeatInterval: interval },
            $min: { nextRunAt: new Date(systemClock().now().getTime() + interval) },
          },
        );
      }
      // Every app runs each sweep once at start, so that recovery never waits for a predecessor's lock (design §6.6).
      for (const job of sweeps) void tracked(job);
    },

    async stop() {
      if (!agenda) return;
      await agenda.stop(false);
      await withTimeout(Promise.allSettled(running), stopTimeoutMs, 'a sweep did not end in time').catch(
        (thrown: unknown) => deps.log.warn({ err: thrown, event: 'stop' }, 'stopping without waiting any longer'),
      );
      await deps.connection.db
        ?.collection(agendaModel.collection)
        .updateMany({ lastModifiedBy: deps.name, lockedAt: { $ne: null } }, { $set: { lockedAt: null } });
      agenda = null;
    },
  };
}

async function withTimeout<T>(work: Promise<T>, ms: number, message: string): Promise<T> {
  const done = new AbortController();
  try {
    return await Promise.race([
      work,
      realDelay(ms, done.signal).then(() => {
        throw new Error(message);
      }),
    ]);
  } finally {
    done.abort();
  }
}
