import type { Clock } from '#core/clock.ts';

export type FaultKind = 'rateLimit' | 'serverError' | 'timeout' | 'loseAnswer';

export interface FaultOptions {
  /** How many calls it hits; without it, all until cleared. */
  times?: number;
  /** Only calls that name this channel. */
  channelId?: string;
}

/** A switch that is on: `hits` counts the calls it has hit. */
export interface Fault {
  readonly kind: FaultKind;
  readonly method: string;
  readonly hits: number;
  readonly remaining: number;
  clear(): void;
}

interface ActiveFault extends Omit<Fault, 'hits' | 'remaining'> {
  hits: number;
  remaining: number;
  channelId: string | undefined;
  retryAfterSec: number;
  how: 'break' | '500';
}

/** What goes wrong, by method or for all (`'*'`). */
export interface Faults {
  /** 429 with Retry-After. */
  rateLimit(method: string, options?: FaultOptions & { retryAfterSec?: number }): Fault;
  serverError(method: string, options?: FaultOptions): Fault;
  /** No answer until the caller gives up; the call has no effect. */
  timeout(method: string, options?: FaultOptions): Fault;
  /** The call takes effect, then the connection breaks or a 500 comes back. */
  loseAnswer(method: string, options?: FaultOptions & { how?: 'break' | '500' }): Fault;
  /** Every call fails with a broken connection until `up()` or until `forMs` of the clock have passed. */
  down(options?: { forMs?: number }): void;
  up(): void;
  isDown(): boolean;
  /** Calls that name this channel take `ms` longer; 0 ends it. */
  slow(channelId: string, ms: number): void;
  clear(): void;
  list(): readonly Fault[];
}

export interface FaultBoard extends Faults {
  take(method: string, channelId: string | undefined): ActiveFault | undefined;
  delayFor(channelId: string | undefined): number;
}

export function createFaults(clock: Clock): FaultBoard {
  const active = new Set<ActiveFault>();
  const slowChannels = new Map<string, number>();
  let downUntil = Number.NEGATIVE_INFINITY;

  function add(
    kind: FaultKind,
    method: string,
    options: FaultOptions & { retryAfterSec?: number; how?: 'break' | '500' },
  ): Fault {
    const fault: ActiveFault = {
      kind,
      method,
      hits: 0,
      remaining: options.times ?? Number.POSITIVE_INFINITY,
      channelId: options.channelId,
      retryAfterSec: options.retryAfterSec ?? 1,
      how: options.how ?? 'break',
      clear: () => void active.delete(fault),
    };
    active.add(fault);
    return fault;
  }

  return {
    rateLimit: (method, options = {}) => add('rateLimit', method, options),
    serverError: (method, options = {}) => add('serverError', method, options),
    timeout: (method, options = {}) => add('timeout', method, options),
    loseAnswer: (method, options = {}) => add('loseAnswer', method, options),
    down: ({ forMs } = {}) => void (downUntil = forMs === undefined ? Infinity : clock.now().getTime() + forMs),
    up: () => void (downUntil = Number.NEGATIVE_INFINITY),
    isDown: () => clock.now().getTime() < downUntil,
    slow: (channelId, ms) => void (ms > 0 ? slowChannels.set(channelId, ms) : slowChannels.delete(channelId)),
    clear() {
      active.clear();
      slowChannels.clear();
      downUntil = Number.NEGATIVE_INFINITY;
    },
    list: () => [...active],
    take(method, channelId) {
      for (const fault of active) {
        const matches = fault.method === '*' || fault.method === method;
        if (!matches || (fault.channelId !== undefined && fault.channelId !== channelId)) continue;
        fault.hits += 1;
        fault.remaining -= 1;
        if (fault.remaining <= 0) active.delete(fault);
        return fault;
      }
      return undefined;
    },
    delayFor: (channelId) => (channelId === undefined ? 0 : (slowChannels.get(channelId) ?? 0)),
  };
}
