import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { stopwatch } from '#core/clock.ts';

export interface SignedRequest {
  body: string;
  headers: Readonly<Record<string, string>>;
}

export interface Load {
  /** Opens all connections anew, since a server closes those that were idle for five seconds. */
  open(): Promise<void>;
  /** Sends each request at its instant (milliseconds from the start), answered or not, and returns each answer's time in ms. */
  paced(requests: readonly SignedRequest[], at: readonly number[]): Promise<number[]>;
  /** Every connection sends its next request as soon as its last was answered. */
  saturating(requests: readonly SignedRequest[]): Promise<number[]>;
  close(): void;
}

/** A client that keeps `connections` connections open to one app; anything but 200 fails the benchmark. */
export function createLoad(url: string, connections: number): Load {
  let agent = newAgent(connections);

  function send({ body, headers }: SignedRequest): Promise<number> {
    return new Promise((resolve, reject) => {
      const elapsedMs = stopwatch();
      const sending = request(url, {
        method: 'POST',
        agent,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      });
      sending.on('response', (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode === 200) resolve(elapsedMs());
          else reject(new Error(`a press was answered with ${response.statusCode}`));
        });
      });
      // A server may close an idle connection at the very moment at which it is used again: node:http says to try again.
      sending.on('error', (error: NodeJS.ErrnoException) => {
        if (sending.reusedSocket && error.code === 'ECONNRESET') resolve(send({ body, headers }));
        else reject(error);
      });
      sending.end(body);
    });
  }

  /** What Bolt answers at once with 404. */
  function connect(): Promise<void> {
    return new Promise((resolve, reject) => {
      const asking = request(url, { method: 'GET', agent }, (response) => {
        response.resume();
        response.on('end', resolve);
      });
      asking.on('error', reject);
      asking.end();
    });
  }

  return {
    async open() {
      agent.destroy();
      agent = newAgent(connections);
      await Promise.all(Array.from({ length: connections }, connect));
    },
    async paced(requests, at) {
      const sinceStart = stopwatch();
      const answers: Promise<number>[] = [];
      for (const [n, one] of requests.entries()) {
        const waitMs = (at[n] ?? 0) - sinceStart();
        if (waitMs > 0) await delay(waitMs);
        const answer = send(one);
        answer.catch(() => undefined);
        answers.push(answer);
      }
      return Promise.all(answers);
    },
    async saturating(requests) {
      const left = requests.values();
      const times: number[] = [];
      const lane = async (): Promise<void> => {
        for (const one of left) times.push(await send(one));
      };
      await Promise.all(Array.from({ length: connections }, lane));
      return times;
    },
    close: () => agent.destroy(),
  };
}

function newAgent(connections: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections, scheduling: 'fifo' });
}
