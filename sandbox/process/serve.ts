import { flushCompileCache } from 'node:module';
import process from 'node:process';
import type { App, AppOverrides } from '#app/app.ts';
import { createApp } from '#app/app.ts';
import { readConfig } from '#platform/config.ts';
import type { SetClock } from './clock.ts';
import { createSetClock } from './clock.ts';
import { Order } from './orders.ts';
import type { Report } from './orders.ts';

/**
 * Runs the real app in this process as its parent orders over IPC: its settings come from the environment, its time from
 * the parent. Ends when the parent is gone.
 */
export function serveOverIpc(overrides: Omit<AppOverrides, 'clock' | 'stepped'> = {}): void {
  let running: { clock: SetClock; app: Promise<App> } | null = null;

  async function start(clock: SetClock, migrate: boolean): Promise<App> {
    const app = await createApp(readConfig(), { ...overrides, clock });
    if (migrate) await app.migrate();
    report({ type: 'ready', ...(await app.start()) });
    return app;
  }

  async function follow(order: Order): Promise<void> {
    switch (order.type) {
      case 'start': {
        const clock = createSetClock(order.now);
        running ??= { clock, app: start(clock, order.migrate) };
        await running.app;
        return;
      }
      case 'clock':
        return running?.clock.setTo(order.now);
      case 'stop':
        await (await running?.app)?.stop();
        process.exit(0);
    }
  }

  process.on('message', (message) => {
    follow(Order.parse(message)).catch((thrown: unknown) => {
      report({ type: 'failed', problem: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
      process.exitCode = 1;
      process.disconnect();
    });
  });
  process.on('disconnect', () => process.exit());
  report({ type: 'loaded' });
  // Node would write it at the end, which a kill prevents.
  flushCompileCache();
}

/** Says something to the parent; nothing when nobody listens. */
export function report(message: Report): void {
  if (process.connected) process.send?.(message);
}
