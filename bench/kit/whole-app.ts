import { createApp } from '#app/app.ts';
import { readConfig } from '#platform/config.ts';
import { serveParent } from './child.ts';
import { runningClock } from './running-clock.ts';

export interface WholeOrder {
  /** Settings as in an environment; nothing is read from the real one. */
  environment: Record<string, string>;
  database: string;
  /** ISO 8601: what the app takes for now when it starts; it runs on from there in real time. */
  startAt: string;
}

/** The app as it is served, on Agenda and real time, but on the day on which its world was set up. */
serveParent(async ({ environment, database, startAt }: WholeOrder) => {
  const app = await createApp(readConfig(environment), { clock: runningClock(new Date(startAt)), database });
  const { port } = await app.start();
  return { ready: { url: `http://127.0.0.1:${port}/slack/events` }, close: () => app.stop() };
});
