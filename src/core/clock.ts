/**
 * The only place that reads the machine's time or sets a timer (design §8). Everything that waits, waits on a Clock,
 * so that tests, demo and playground can move time.
 */
export interface Clock {
  now(): Date;
  /** Resolves after `ms` milliseconds of this clock's time; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own time. */
export function systemClock(): Clock {
  return {
    now: () => new Date(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(abortReason(signal));
        const timer = setTimeout(done, Math.max(0, ms));
        function done(): void {
          signal?.removeEventListener('abort', abort);
          resolve();
        }
        function abort(): void {
          clearTimeout(timer);
          reject(abortReason(signal));
        }
        signal?.addEventListener('abort', abort, { once: true });
      }),
  };
}

/** A clock that stands still until it is moved; sleepers wake in the order in which they are due. */
export interface ManualClock extends Clock {
  /** Moves to `to` (never backwards: throws RangeError) and wakes every sleeper due by then. */
  moveTo(to: Date): void;
}

interface Sleeper {
  dueAt: number;
  wake: () => void;
}

export function manualClock(startAt: Date): ManualClock {
  let nowMs = startAt.getTime();
  const sleepers = new Set<Sleeper>();
  return {
    now: () => new Date(nowMs),
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(abortReason(signal));
        if (ms <= 0) return resolve();
        const abort = (): void => {
          sleepers.delete(sleeper);
          reject(abortReason(signal));
        };
        const sleeper: Sleeper = {
          dueAt: nowMs + ms,
          wake: () => {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', abort, { once: true });
      });
    },
    moveTo(to) {
      if (to.getTime() < nowMs) throw new RangeError(`the clock cannot go back to ${to.toISOString()}`);
      nowMs = to.getTime();
      const due = [...sleepers].filter((sleeper) => sleeper.dueAt <= nowMs);
      for (const sleeper of due.sort((a, b) => a.dueAt - b.dueAt)) sleeper.wake();
    },
  };
}

/** Real elapsed milliseconds for metrics only; never for a decision that a test may want to move. */
export function stopwatch(): () => number {
  const startedAt = performance.now();
  return () => performance.now() - startedAt;
}

/** Resolves after a real delay, for client time-outs and process shutdown, which stay on real time (design §8). */
export function realDelay(ms: number, signal?: AbortSignal): Promise<void> {
  return systemClock().sleep(ms, signal);
}

function abortReason(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new Error('the wait was aborted');
}
