import { z } from 'zod';
import { AppGone } from '../stage/app-process.ts';
import type { PlaygroundStage } from '../stage/stage.ts';
import type { TroubleState } from './shown.ts';

/** The switches for trouble. */
export const Trouble = z.discriminatedUnion('switch', [
  z.object({ switch: z.literal('down'), on: z.boolean() }),
  z.object({ switch: z.literal('slow'), on: z.boolean() }),
  z.object({ switch: z.literal('rateLimited'), on: z.boolean() }),
  z.object({ switch: z.literal('answersLost'), on: z.boolean() }),
  z.object({ switch: z.literal('app'), on: z.boolean() }),
]);
export type Trouble = z.infer<typeof Trouble>;

/** How long Slack takes for a call while it is slow: long enough to kill the app in between. */
const slowMs = 3000;
const faultKinds = { rateLimited: 'rateLimit', answersLost: 'loseAnswer' } as const;

export function createTrouble({ slack, app }: Pick<PlaygroundStage, 'slack' | 'app'>) {
  const held = { slow: false };
  const hasFault = (kind: string): boolean => slack.faults.list().some((fault) => fault.kind === kind);

  function clearFaults(kind: string): void {
    for (const fault of slack.faults.list()) if (fault.kind === kind) fault.clear();
  }

  /** Killed again before it served: the page shows it dead, and that is all. */
  async function start(): Promise<void> {
    await app.start().catch((thrown: unknown) => {
      if (!(thrown instanceof AppGone)) throw thrown;
    });
  }

  function setSlow(on: boolean): void {
    held.slow = on;
    for (const id of slack.state.channels.keys()) slack.faults.slow(id, on ? slowMs : 0);
  }

  return {
    /** Whether Slack is in any trouble but slowness. */
    isOn: (): boolean => slack.faults.isDown() || hasFault('rateLimit') || hasFault('loseAnswer'),
    state: (): TroubleState => ({
      down: slack.faults.isDown(),
      slow: held.slow,
      rateLimited: hasFault('rateLimit'),
      answersLost: hasFault('loseAnswer'),
      app: app.isUp(),
      starting: app.isStarting(),
      callsInFlight: [...slack.log.openCalls].map((call) => call.method),
    }),
    async set(order: Trouble): Promise<void> {
      switch (order.switch) {
        case 'down':
          return order.on ? slack.faults.down() : slack.faults.up();
        case 'slow':
          return setSlow(order.on);
        case 'rateLimited':
        case 'answersLost':
          clearFaults(faultKinds[order.switch]);
          if (order.on && order.switch === 'rateLimited') slack.faults.rateLimit('*', { retryAfterSec: 30 });
          if (order.on && order.switch === 'answersLost') slack.faults.loseAnswer('chat.postMessage');
          return;
        case 'app':
          return order.on ? start() : app.kill();
      }
    },
  };
}
