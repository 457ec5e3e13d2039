import type { Clock } from '#core/clock.ts';
import { systemClock } from '#core/clock.ts';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { REPLICA_SET } from './commands/admin.ts';
import { CLOSE, dispatch } from './dispatch.ts';
import type { Engine } from './engine.ts';
import { createEngine } from './engine.ts';
import { errorReply } from './errors.ts';
import type { Doc } from './values.ts';
import type { WireRequest } from './wire.ts';
import { createRequestReader, writeReply } from './wire.ts';

/** What `failCommand` is to do; as `data` of MongoDB's fail point of that name. */
export interface FailCommandOptions {
  failCommands: string[];
  /** How often; without it until `off`. */
  times?: number;
  errorCode?: number;
  errorLabels?: string[];
  closeConnection?: boolean;
  blockConnection?: boolean;
  blockTimeMS?: number;
}

export interface MongodStandIn {
  /** Without a database name: a replica set of one on 127.0.0.1. */
  uri: string;
  port: number;
  /** Arms MongoDB's `failCommand` fail point from inside the process; 'off' disarms it. */
  failCommand(options: FailCommandOptions | 'off'): void;
  close(): Promise<void>;
}

/** Starts a MongoDB stand-in in this process; its contents are gone when it closes. */
export async function startMongod(options: { port?: number; clock?: Clock } = {}): Promise<MongodStandIn> {
  const engine = createEngine(options.clock ?? systemClock());
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(engine, socket);
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  engine.port = (server.address() as AddressInfo).port;
  return {
    uri: `mongodb://127.0.0.1:${engine.port}/?replicaSet=${REPLICA_SET}`,
    port: engine.port,
    failCommand(failure) {
      if (failure === 'off') {
        engine.failPoints.configure({ configureFailPoint: 'failCommand', mode: 'off' });
        return;
      }
      const { times, ...details } = failure;
      const mode = times === undefined ? 'alwaysOn' : { times };
      engine.failPoints.configure({ configureFailPoint: 'failCommand', mode, data: details });
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      engine.sessions.abortAll();
      await closed;
    },
  };
}

/** An answer that BSON cannot hold is a failure of its command, not of the server. */
function bytesOf(request: WireRequest, reply: Doc): Buffer {
  try {
    return writeReply(request, reply);
  } catch (error) {
    return writeReply(request, errorReply(error));
  }
}

/** One connection: its commands run one after the other. */
function serve(engine: Engine, socket: Socket): void {
  const gone = new AbortController();
  const queue: WireRequest[] = [];
  let working = false;
  let closedByFailPoint = false;
  const caller = { connection: socket, signal: gone.signal };

  async function work(): Promise<void> {
    working = true;
    for (let request = queue.shift(); request && !gone.signal.aborted; request = queue.shift()) {
      const reply = await dispatch(engine, caller, request.command);
      if (gone.signal.aborted) break;
      if (reply === CLOSE) {
        closedByFailPoint = true;
        socket.destroy();
        break;
      }
      if (request.answered) socket.write(bytesOf(request, reply));
    }
    working = false;
  }

  const read = createRequestReader((request) => {
    queue.push(request);
    if (!working) void work();
  });
  socket.setNoDelay(true);
  socket.on('data', (chunk: Buffer) => {
    try {
      read(chunk);
    } catch {
      socket.destroy();
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    gone.abort();
    // As in MongoDB a connection lost by a fail point ends no transaction; a client that went away does.
    if (!closedByFailPoint) engine.sessions.connectionClosed(socket);
  });
}
