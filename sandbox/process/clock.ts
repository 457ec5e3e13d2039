import type { Clock } from '#core/clock.ts';
import { systemClock } from '#core/clock.ts';

/** Runs at real speed from whatever time it was last set to. */
export interface SetClock extends Clock {
  /** Sleepers that are due by the new time wake at once; the others wait for what then remains. */
  setTo(now: Date): void;
}

export function createSetClock(startAt: Date, base: Clock = systemClock()): SetClock {
  let offsetMs = startAt.getTime() - base.now().getTime();
  let moved = new AbortController();
  const nowMs = (): number => base.now().getTime() + offsetMs;

  return {
    now: () => new Date(nowMs()),
    async sleep(ms, signal) {
      const dueAt = nowMs() + ms;
      for (let leftMs = ms; leftMs > 0; leftMs = dueAt - nowMs()) {
        const either = signal ? AbortSignal.any([signal, moved.signal]) : moved.signal;
        // Woken by a move, the sleeper looks at what is left; woken by its own signal, it ends.
        await base.sleep(leftMs, either).catch((thrown: unknown) => {
          if (signal?.aborted) throw thrown;
        });
      }
      signal?.throwIfAborted();
    },
    setTo(now) {
      offsetMs = now.getTime() - base.now().getTime();
      const before = moved;
      moved = new AbortController();
      before.abort(new Error('the clock was set'));
    },
  };
}

/** A clock that follows one, then another: for a sandbox that outlives a stepped app. */
export function createSwitchedClock(first: Clock): Clock & { follow(next: Clock): void } {
  let current = first;
  return {
    now: () => current.now(),
    sleep: (ms, signal) => current.sleep(ms, signal),
    follow: (next) => void (current = next),
  };
}
