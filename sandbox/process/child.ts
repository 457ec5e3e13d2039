import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sandboxEnvironment } from '../app.ts';
import type { Order } from './orders.ts';
import { Report } from './orders.ts';

/** The real app as a process of its own, which can be killed and whose clock can be set. */
export interface AppProcess {
  readonly pid: number;
  /** Resolves once its code is loaded. */
  loaded(): Promise<void>;
  /** Starts the app at this time of its clock; resolves when it serves, throws with its problem when it cannot. */
  start(now: Date, options?: { migrate?: boolean }): Promise<{ port: number; opsPort: number }>;
  setClock(now: Date): void;
  /** Hears what a probe in the process tells. */
  onTold(listener: (what: unknown) => void): void;
  /** SIGKILL, sent before this returns; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Ends it in order; resolves with its exit code. */
  stop(): Promise<number | null>;
  isAlive(): boolean;
}

export interface ProcessSettings {
  /** With the database in its path. */
  uri: string;
  /** Where the sandbox Slack answers, `http://127.0.0.1:<port>/api/`. */
  apiUrl: string;
  /** More settings of `.env.example`. */
  settings?: Readonly<Record<string, string>>;
  /** Another entry than `sandbox/run-app.ts`, with features of a test. */
  entry?: URL;
}

/** Keeps what Node compiled of our code, so that a process that is killed again and again loads in half the time. */
export const compileCache = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/compile', import.meta.url)),
} as const;

export function forkApp({ uri, apiUrl, settings, entry }: ProcessSettings): AppProcess {
  const env = { ...sandboxEnvironment(uri, { SLACK_API_URL: apiUrl, ...settings }), ...compileCache };
  const script = entry ?? new URL('../run-app.ts', import.meta.url);
  const child = fork(script, [], { env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  ended.catch(() => undefined);
  const send = (order: Order): void => {
    // A process that was killed meanwhile hears nothing any more; whoever cares waits for its answer.
    if (child.connected) child.send(order, () => undefined);
  };
  const loaded = answerOf(child, 'loaded');
  loaded.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    loaded: async () => void (await loaded),
    async start(now, options = {}) {
      await loaded;
      const ready = answerOf(child, 'ready');
      send({ type: 'start', now, migrate: options.migrate ?? false });
      const { port, opsPort } = await ready;
      return { port, opsPort };
    },
    setClock: (now) => send({ type: 'clock', now }),
    onTold(listener) {
      child.on('message', (message) => {
        const said = Report.parse(message);
        if (said.type === 'told') listener(said.what);
      });
    },
    async kill() {
      child.kill('SIGKILL');
      if (isAlive(child)) await ended;
    },
    async stop() {
      send({ type: 'stop' });
      if (isAlive(child)) await ended;
      return child.exitCode;
    },
    isAlive: () => isAlive(child),
  };
}

/** `uri` with this database in its path. */
export function uriOfDatabase(uri: string, database: string): string {
  return uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*/u, `$1/${database}`);
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** The next report of this type; throws when the process fails or ends before it. */
function answerOf<Type extends Report['type']>(
  child: ChildProcess,
  type: Type,
): Promise<Extract<Report, { type: Type }>> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      child.off('message', hear);
      child.off('exit', gone);
    };
    function hear(message: unknown): void {
      const said = Report.parse(message);
      if (said.type === type) resolve(said as Extract<Report, { type: Type }>);
      else if (said.type === 'failed') reject(new Error(said.problem));
      else return;
      end();
    }
    function gone(): void {
      end();
      reject(new Error(`the app's process ended before it was ${type}`));
    }
    child.on('message', hear);
    child.on('exit', gone);
  });
}
