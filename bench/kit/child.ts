import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of its own that was told what to do and said that it is ready. */
export interface Child<Ready> {
  ready: Ready;
  /** Sends a request and waits for its answer; one at a time. */
  ask<Answer>(request: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

const stopWithinMs = 10_000;

/** Starts `script` (a file URL) with `order` as its first message; throws when it ends before it is ready. */
export async function startChild<Ready>(
  script: URL,
  order: unknown,
  nodeOptions: readonly string[] = [],
): Promise<Child<Ready>> {
  const child = fork(script, [], { execArgv: [...nodeOptions], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${script.pathname.split('/').at(-1)} ended with ${code}`);
  });
  ended.catch(() => undefined);
  const answer = async <Answer>(message: unknown): Promise<Answer> => {
    const answered = once(child, 'message');
    child.send(message as object);
    const [value] = (await Promise.race([answered, ended])) as unknown[];
    return value as Answer;
  };
  return {
    ready: await answer<Ready>(order),
    ask: answer,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.disconnect();
      const tooLong = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
      await gone;
      clearTimeout(tooLong);
    },
  };
}

/** What a child has to offer once it is open. */
interface Served {
  ready: unknown;
  answer?: (request: unknown) => Promise<unknown>;
  close(): Promise<void>;
}

/** The child's side: `open` is given the order; it says what to answer, and how to end. */
export function serveParent(open: (order: never) => Promise<Served>): void {
  const serve = async (order: unknown): Promise<void> => {
    const { ready, answer, close } = await open(order as never);
    process.on('message', async (request) => process.send?.((await answer?.(request)) as object));
    process.once('disconnect', () => void close().finally(() => process.exit(0)));
    process.send?.(ready as object);
  };
  process.once('message', (order) => void serve(order));
}
