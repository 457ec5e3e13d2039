import type { Clock } from '#core/clock.ts';

/**
 * Every wait of this Slack, on its clock. `nextDueAt` names the next one that will surely end (retries, latency); the
 * three-second limit on the app's answers is not among them, as it normally never runs out.
 */
export interface Waits {
  sleep(ms: number): Promise<void>;
  /** Resolves to 'timeout' after `ms`, or to the outcome of `work` if that comes first. */
  within<T>(ms: number, work: Promise<T>): Promise<T | 'timeout'>;
  /** Runs `work` after `ms`; until then it counts for `nextDueAt`, from then to its end for `dueWork`. */
  later<T>(ms: number, work: () => Promise<T>): Promise<T>;
  /** What has come due and is not finished. */
  dueWork(): Promise<unknown>[];
  nextDueAt(): Date | undefined;
  stop(): void;
}

export function createWaits(clock: Clock): Waits {
  const stopping = new AbortController();
  const due = new Set<{ at: number }>();
  const jobs = new Set<{ at: number; job: Promise<unknown> }>();

  async function sleep(ms: number): Promise<void> {
    if (ms <= 0) return;
    const entry = { at: clock.now().getTime() + ms };
    due.add(entry);
    try {
      await clock.sleep(ms, stopping.signal);
    } finally {
      due.delete(entry);
    }
  }

  return {
    sleep,
    async within(ms, work) {
      const done = new AbortController();
      const limit = clock
        .sleep(ms, AbortSignal.any([done.signal, stopping.signal]))
        .then(() => 'timeout' as const)
        .catch(() => new Promise<never>(() => undefined));
      try {
        return await Promise.race([work, limit]);
      } finally {
        done.abort();
      }
    },
    later(ms, work) {
      const job = sleep(ms).then(work);
      const entry = { at: clock.now().getTime() + ms, job };
      jobs.add(entry);
      const forget = (): void => void jobs.delete(entry);
      job.then(forget, forget);
      return job;
    },
    dueWork() {
      const now = clock.now().getTime();
      return [...jobs].filter((entry) => entry.at <= now).map((entry) => entry.job);
    },
    nextDueAt() {
      const earliest = [...due].reduce((least, entry) => Math.min(least, entry.at), Number.POSITIVE_INFINITY);
      return Number.isFinite(earliest) ? new Date(earliest) : undefined;
    },
    stop: () => stopping.abort(),
  };
}
