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

/** The child's side: `open` answers the order and returns how to answer requests and how to end. */
export function serveParent<Order>(
  open: (order: Order) => Promise<{
    ready: unknown;
    answer?: (request: unknown) => Promise<unknown>;
    close(): Promise<void>;
  }>,
): void {
  process.once('message', (order: Order) => {
    void open(order).then(({ ready, answer, close }) => {
      process.on('message', (request) => {
        void answer?.(request).then((value) => process.send?.(value as object));
      });
      process.once('disconnect', () => void close().finally(() => process.exit(0)));
      process.send?.(ready as object);
    });
  });
}
