import type { ManualClock } from '#core/clock.ts';
import type { Job } from '#core/job.ts';
import { observeNothing } from './database-watch.ts';
import type { Observe, Observed } from './database-watch.ts';
import type { JobRunner } from './job-runner.ts';
import type { Scheduler } from './scheduler.ts';

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

const dayMs = 24 * 3_600_000;

/** The driver of tests, demo, playground and benchmarks: time moves only when told (design §8). */
export function createSteppedScheduler(deps: {
  clock: ManualClock;
  runner: JobRunner;
  participants: readonly Participant[];
  observe?: Observe;
}): SteppedScheduler {
  const observe = deps.observe ?? observeNothing;
  const sweeps = deps.runner.jobs.filter((job) => job.everyMs !== null);
  /** Frequent ones first: mostly what they answer comes before the rare ones could run, which then need not be asked. */
  const askedInOrder = sweeps.toSorted((left, right) => (left.everyMs ?? 0) - (right.everyMs ?? 0));
  /** Until when each sweep's ticks are done; one that would have found nothing counts, too. */
  const doneUntilMs = new Map<string, number>();
  const answers = new Map<string, Observed<Date | null> & { untilMs: number }>();

  /** The first tick of the sweep's grid that is not done; at once when time jumped over it. */
  function earliestTickAt(job: Job): number {
    const everyMs = job.everyMs ?? 0;
    const nowMs = deps.clock.now().getTime();
    const doneUntil = doneUntilMs.get(job.name);
    return doneUntil === undefined ? nowMs : Math.max(nowMs, (Math.floor(doneUntil / everyMs) + 1) * everyMs);
  }

  /** An answer stands until what it was read from is written to, its instant has come, or a day has gone by. */
  async function dueAtOf(job: Job & Required<Pick<Job, 'nextDueAt'>>): Promise<Date | null> {
    const nowMs = deps.clock.now().getTime();
    const known = answers.get(job.name);
    if (known?.stands() && nowMs < known.untilMs) return known.value;
    const answer = await observe(() => job.nextDueAt());
    answers.set(job.name, { ...answer, untilMs: Math.min(answer.value?.getTime() ?? Infinity, nowMs + dayMs) });
    return answer.value;
  }

  /** The first of them that would find something. */
  async function nextTickAt(job: Job): Promise<number | null> {
    const everyMs = job.everyMs ?? 0;
    const earliest = earliestTickAt(job);
    if (!canTell(job)) return earliest;
    const due = await dueAtOf(job);
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

function canTell(job: Job): job is Job & Required<Pick<Job, 'nextDueAt'>> {
  return job.nextDueAt !== undefined;
}
