import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** The wire between an app's process and the sandbox Slack: what has left the process need not arrive. */
export interface Relay {
  apiUrl: string;
  /** The next post that leaves the process is not passed on; `lost` is called in its place. */
  loseNextPost(lost: () => void): void;
  /** From now on everything is passed on. */
  passOn(): void;
  close(): Promise<void>;
}

export async function openRelay(apiUrl: string): Promise<Relay> {
  const target = Number(new URL(apiUrl).port);
  const sockets = new Set<Socket>();
  let lost: (() => void) | null = null;

  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        // What was already sent still arrives when the sender dies.
        other.end();
      });
    }
    near.on('data', (chunk: Buffer) => {
      const isPost = chunk.includes('POST /api/chat.postMessage');
      if (!isPost || lost === null) return void far.write(chunk);
      near.pause();
      const tell = lost;
      lost = null;
      tell();
    });
    far.on('data', (chunk: Buffer) => near.write(chunk));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    loseNextPost: (tell) => void (lost = tell),
    passOn: () => void (lost = null),
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
