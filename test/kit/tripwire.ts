import { onTestFinished } from 'vitest';

/** Where an app dies: before the call leaves, after it took effect, or when its answer is lost (then at the next call). */
export type DeathAt = 'before' | 'after' | 'lost';

export interface Tripwire {
  wrap(fetch: typeof globalThis.fetch): typeof globalThis.fetch;
  /** From now on the app dies at the nth call of this method. */
  arm(method: string, nth: number, at: DeathAt): Trip;
}

export interface Trip {
  /** Resolves when the app is dead: nothing of it goes on. */
  readonly dead: Promise<void>;
  /** Whether the call was made; an app whose answer is lost lives on until its next call. */
  isReached(): boolean;
}

/** Lets an app vanish in the middle of a call to Slack: the call never ends, nor does any that it makes after it. */
export function createTripwire(): Tripwire {
  const end = Promise.withResolvers<never>();
  end.promise.catch(() => undefined);
  let armed: { method: string; left: number; at: DeathAt; die: () => void } | null = null;
  // Calls still hanging fail when the test is over, so that the app can be stopped.
  onTestFinished(() => end.reject(new TypeError('the app is gone')));

  return {
    arm(method, nth, at) {
      const death = Promise.withResolvers<void>();
      const mine = { method, left: nth, at, die: death.resolve };
      armed = mine;
      return { dead: death.promise, isReached: () => mine.left === 0 };
    },
    wrap(fetch) {
      let die: (() => void) | null = null;
      const hang = (): Promise<never> => {
        die?.();
        return end.promise;
      };
      return async (input, init) => {
        if (die) return hang();
        const { href } = new URL(input instanceof Request ? input.url : String(input));
        if (!armed || !href.endsWith(`/${armed.method}`)) return fetch(input, init);
        armed.left -= 1;
        if (armed.left > 0) return fetch(input, init);
        const { at } = armed;
        die = armed.die;
        armed = null;
        if (at === 'before') return hang();
        await fetch(input, init);
        if (at === 'after') return hang();
        throw new TypeError('fetch failed');
      };
    },
  };
}
