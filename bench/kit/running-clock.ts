import type { Clock } from '#core/clock.ts';
import { stopwatch, systemClock } from '#core/clock.ts';

/** Real time, but of another day: starts at `startAt` and runs as fast as the machine's clock. */
export function runningClock(startAt: Date): Clock {
  const elapsedMs = stopwatch();
  return { now: () => new Date(startAt.getTime() + elapsedMs()), sleep: systemClock().sleep };
}

/** One clock that follows another, and a different one once told; for a sandbox that outlives a stepped app. */
export function switchedClock(first: Clock): Clock & { follow(next: Clock): void } {
  let current = first;
  return {
    now: () => current.now(),
    sleep: (ms, signal) => current.sleep(ms, signal),
    follow: (next) => void (current = next),
  };
}
