import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sandboxEnvironment } from '../../app.ts';
import { compileCache } from '../../process/child.ts';
import type { LogLine, Order, Ready, PartnerFiles, DealFiles } from './orders.ts';
import { Report } from './orders.ts';

/** The playground's app: a child process whose time moves only when told, and which can be killed at any moment. */
export interface SteppedProcess {
  readonly pid: number;
  /** Resolves with what it offers once it serves. */
  start(now: Date): Promise<Ready>;
  seed(files: PartnerFiles): Promise<void>;
  seedDeals(files: DealFiles): Promise<void>;
  /** Runs everything due at `now`; returns when something is due next. Throws when the process ends before. */
  step(now: Date): Promise<Date | null>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  isAlive(): boolean;
}

export function forkSteppedApp(place: {
  uri: string;
  apiUrl: string;
  /** Where it listens for Slack. */
  port: number;
  onLog: (line: LogLine) => void;
}): SteppedProcess {
  // Slow is slow here, not lost: a call may take seconds of real time before the app gives up on it.
  const settings = { SLACK_API_URL: place.apiUrl, PORT: String(place.port), SLACK_TIMEOUT_MS: '8000' };
  const env = { ...sandboxEnvironment(place.uri, settings), ...compileCache };
  const script = fileURLToPath(new URL('app-child.ts', import.meta.url));
  const child = fork(script, [], { env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const gone = once(child, 'exit');
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  const waiting = new Set<{ type: Report['type']; resolve: (said: Report) => void; reject: (why: Error) => void }>();

  child.on('message', (message) => {
    const said = Report.parse(message);
    if (said.type === 'log') return place.onLog(said.line);
    for (const waiter of waiting) {
      if (said.type !== waiter.type && said.type !== 'failed') continue;
      waiting.delete(waiter);
      if (said.type === 'failed') waiter.reject(new Error(said.problem));
      else waiter.resolve(said);
    }
  });
  child.once('exit', () => {
    for (const waiter of waiting) waiter.reject(new AppGone());
    waiting.clear();
  });

  function answer<Type extends Report['type']>(type: Type): Promise<Extract<Report, { type: Type }>> {
    return new Promise((resolve, reject) => {
      if (!isAlive()) return reject(new AppGone());
      waiting.add({ type, resolve: (said) => resolve(said as Extract<Report, { type: Type }>), reject });
    });
  }

  function send(order: Order): void {
    if (child.connected) child.send(order, () => undefined);
  }

  const loaded = answer('loaded');
  loaded.catch(() => undefined);

  return {
    pid: child.pid ?? 0,
    async start(now) {
      await loaded;
      const ready = answer('ready');
      send({ type: 'start', now });
      return ready;
    },
    async seed(files) {
      const seeded = answer('seeded');
      send({ type: 'seed', ...files });
      await seeded;
    },
    async seedDeals(files) {
      const seeded = answer('seeded');
      send({ type: 'seed-deals', ...files });
      await seeded;
    },
    async step(now) {
      const done = answer('stepped');
      send({ type: 'step', now });
      return (await done).nextAt;
    },
    async kill() {
      child.kill('SIGKILL');
      if (isAlive()) await gone;
    },
    async stop() {
      send({ type: 'stop' });
      if (isAlive()) await gone;
    },
    isAlive,
  };
}

/** The process ended while something was asked of it. */
export class AppGone extends Error {
  constructor() {
    super('the app is gone');
  }
}
