import type { Clock } from '#core/clock.ts';

export interface Bell {
  /** Ends the wait under way, or the next one when nobody waits. */
  ring(): void;
  /** Until the bell rings, `ms` of the clock have passed, or the signal aborts. Never throws. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** Lets a loop sleep on the clock and still be woken at once. */
export function createBell(clock: Clock): Bell {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async wait(ms, signal) {
      if (!rung && !signal.aborted) {
        const waking = new AbortController();
        wake = () => waking.abort();
        await clock.sleep(Math.max(1, ms), AbortSignal.any([signal, waking.signal])).catch(() => undefined);
        wake = null;
      }
      rung = false;
    },
  };
}
