import type { Clock, ManualClock } from '#core/clock.ts';
import { realDelay } from '#core/clock.ts';

/** Slack's answers within three seconds and its latency: what a person in front of the page would wait for. */
const realUpToMs = 10_000;

/** Stands still until moved, but short waits also end by themselves: nobody moves the clock while Slack is slow. */
export function createPlaygroundClock(manual: ManualClock): Clock {
  return {
    now: () => manual.now(),
    async sleep(ms, signal) {
      if (ms > realUpToMs) return manual.sleep(ms, signal);
      const over = new AbortController();
      const either = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
      try {
        await Promise.race([manual.sleep(ms, either), realDelay(ms, either)]);
      } finally {
        over.abort();
      }
    },
  };
}
