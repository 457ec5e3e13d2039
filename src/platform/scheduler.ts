import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import type { ManualClock } from '#core/clock.ts';
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

/** Something whose work must come to rest before time moves on: inbox, outbox, the sandbox Slack. */
export interface Participant {
  drain(): Promise<void>;
  /** The next instant at which it wants to be woken; null for never. */
  nextDueAt(): Promise<Date | null>;
}

export interface SteppedScheduler extends Scheduler {
  /** Runs everything that is due at this instant, until nothing is left. */
  settle(): Promise<void>;
  /** Goes from due instant to due instant up to `to`, settling at each. */
  advanceTo(to: Date, onStep?: (at: Date) => void | Promise<void>): Promise<void>;
  /** The next instant at which anything happens by itself, null for never. */
  nextDueAt(): Promise<Date | null>;
}

/** The driver of tests, demo, playground and benchmarks: time moves only when told (design §8). */
export function createSteppedScheduler(deps: {
  clock: ManualClock;
  runner: JobRunner;
  participants: readonly Participant[];
}): SteppedScheduler {
  const sweeps = deps.runner.jobs.filter((job) => job.everyMs !== null);
  /** Frequent ones first: mostly what they answer comes before the rare ones could run, which then need not be asked. */
  const askedInOrder = sweeps.toSorted((left, right) => (left.everyMs ?? 0) - (right.everyMs ?? 0));
  /** Until when each sweep's ticks are done; one that would have found nothing counts, too. */
  const doneUntilMs = new Map<string, number>();

  /** The first tick of the sweep's grid that is not done; at once when time jumped over it. */
  function earliestTickAt(job: Job): number {
    const everyMs = job.everyMs ?? 0;
    const nowMs = deps.clock.now().getTime();
    const doneUntil = doneUntilMs.get(job.name);
    return doneUntil === undefined ? nowMs : Math.max(nowMs, (Math.floor(doneUntil / everyMs) + 1) * everyMs);
  }

  /** The first of them that would find something. */
  async function nextTickAt(job: Job): Promise<number | null> {
    const everyMs = job.everyMs ?? 0;
    const earliest = earliestTickAt(job);
    if (!job.nextDueAt) return earliest;
    const due = await job.nextDueAt();
    if (!due) return null;
    return Math.max(earliest, Math.ceil(due.getTime() / everyMs) * everyMs);
  }

  async function drain(): Promise<void> {
    for (const participant of deps.participants) await participant.drain();
  }

  async function settle(): Promise<void> {
    await drain();
    const nowMs = deps.clock.now().getTime();
    for (const job of sweeps) {
      if (earliestTickAt(job) > nowMs) continue;
      const at = await nextTickAt(job);
      doneUntilMs.set(job.name, nowMs);
      if (at !== null && at <= nowMs) await deps.runner.tick(job);
    }
    await drain();
  }

  async function nextDueMs(): Promise<number | null> {
    let next = Infinity;
    for (const participant of deps.participants) {
      const at = await participant.nextDueAt();
      if (at) next = Math.min(next, at.getTime());
    }
    for (const job of askedInOrder) {
      // Asking costs queries, and many steps are retries a few seconds apart.
      if (earliestTickAt(job) >= next) continue;
      const at = await nextTickAt(job);
      if (at !== null) next = Math.min(next, at);
    }
    return next === Infinity ? null : next;
  }

  return {
    // Each sweep once, whatever is due, as the serving driver does; from then on only on its grid.
    async start() {
      await drain();
      for (const job of sweeps) {
        doneUntilMs.set(job.name, deps.clock.now().getTime());
        await deps.runner.tick(job);
      }
      await drain();
    },
    stop: () => Promise.resolve(),
    settle,
    async nextDueAt() {
      const ms = await nextDueMs();
      return ms === null ? null : new Date(ms);
    },
    async advanceTo(to, onStep) {
      await settle();
      for (;;) {
        const next = await nextDueMs();
        const nowMs = deps.clock.now().getTime();
        if (next === null || next > to.getTime()) break;
        // Something due now that settling did not clear, such as a place at rest, must not stop time.
        deps.clock.moveTo(new Date(next <= nowMs ? nowMs + 1000 : next));
        await settle();
        await onStep?.(deps.clock.now());
      }
      if (deps.clock.now().getTime() < to.getTime()) deps.clock.moveTo(to);
      await settle();
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
