import { once } from 'node:events';
import { createServer } from 'node:net';
import type { ManualClock } from '#core/clock.ts';
import type { SandboxSlack } from '../../slack/slack.ts';
import type { SteppedProcess } from './app-process.ts';
import { AppGone, forkSteppedApp } from './app-process.ts';
import type { LogLine, Ready, PartnerFiles, DealFiles } from './orders.ts';

/** The app's process as the page sees it: up, down, killed and started again, always on the same database. */
export interface AppHost {
  /** Alive, if only just starting. */
  isUp(): boolean;
  isStarting(): boolean;
  pid(): number | null;
  /** Its jobs, and what follows `/partner`. */
  offers(): Ready;
  log(): readonly LogLine[];
  /** Runs everything due now, Slack's deliveries included; returns when something is due next. Throws AppGone while down. */
  settle(): Promise<Date | null>;
  seed(files: PartnerFiles): Promise<void>;
  seedDeals(files: DealFiles): Promise<void>;
  /** Resolves when it serves; throws AppGone when it is killed before. */
  start(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const keptLines = 2000;
/** A press leads to a message, whose own event comes back to the app: a few rounds and it is quiet. */
const mostRounds = 20;

export function createAppHost(deps: { slack: SandboxSlack; clock: ManualClock; uri: string; apiUrl: string }): AppHost {
  const { slack, clock, uri, apiUrl } = deps;
  const lines: LogLine[] = [];
  const held: { child: SteppedProcess | null; offers: Ready; starting: Promise<void> | null } = {
    child: null,
    offers: { jobNames: [], commands: [] },
    starting: null,
  };

  function onLog(line: LogLine): void {
    lines.push(line);
    if (lines.length > keptLines) lines.shift();
  }

  async function begin(): Promise<void> {
    // A fresh port each time: while the app was dead, another process of this machine may have taken the old one.
    const port = await freePort();
    slack.connectApp({ kind: 'http', url: `http://127.0.0.1:${port}/slack/events` });
    const child = forkSteppedApp({ uri, apiUrl, port, onLog });
    held.child = child;
    try {
      held.offers = await child.start(clock.now());
    } catch (thrown) {
      await child.kill();
      throw thrown;
    }
  }

  const isUp = (): boolean => held.child?.isAlive() ?? false;

  return {
    isUp,
    isStarting: () => held.starting !== null,
    pid: () => (isUp() ? (held.child?.pid ?? null) : null),
    offers: () => held.offers,
    log: () => lines,
    async settle() {
      await held.starting;
      await slack.settle();
      for (let round = 0; ; round += 1) {
        const child = held.child;
        if (!child?.isAlive()) throw new AppGone();
        const before = slack.log.deliveries.length;
        const nextAt = await child.step(clock.now());
        await slack.settle();
        if (slack.log.deliveries.length === before || round >= mostRounds) return nextAt;
      }
    },
    seed: async (files) => held.child?.seed(files),
    seedDeals: async (files) => held.child?.seedDeals(files),
    async start() {
      if (!isUp()) held.starting = begin().finally(() => (held.starting = null));
      await held.starting;
    },
    kill: async () => held.child?.kill(),
    stop: async () => held.child?.stop(),
  };
}

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  server.close();
  await once(server, 'close');
  return port;
}
