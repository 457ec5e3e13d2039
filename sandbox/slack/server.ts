import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import type { SlackCore } from './core.ts';
import { ConnectionBroken } from './refusal.ts';

export interface Listening {
  apiUrl: string;
  port: number;
  close(): Promise<void>;
}

type Answer = (request: Request) => Promise<Response>;

/** The same Slack over HTTP on 127.0.0.1, with the WebSocket of Socket Mode at /link/. */
export async function listen(core: SlackCore, answer: Answer, port: number): Promise<Listening> {
  const server = createServer((incoming, outgoing) => void respond(answer, incoming, outgoing));
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const isOurs = core.socketMode.redeemTicket(url.searchParams.get('ticket') ?? ''); // a one-time address
    if (isOurs) sockets.handleUpgrade(request, socket, head, (ws) => core.socketMode.accept(ws));
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the sandbox has no port');
  const bound = address.port;
  const before = { ...core.addresses };
  const base = `http://127.0.0.1:${bound}/`;
  Object.assign(core.addresses, {
    api: `${base}api/`,
    hooks: `${base}actions/${core.state.app.homeTeamId}/`,
    files: base,
    socket: `ws://127.0.0.1:${bound}/link/`,
  });
  return {
    apiUrl: `${base}api/`,
    port: bound,
    async close() {
      Object.assign(core.addresses, before);
      core.socketMode.close();
      sockets.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function respond(answer: Answer, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const response = await answer(await toRequest(incoming));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    if (error instanceof ConnectionBroken) return void incoming.socket.destroy();
    outgoing.writeHead(500, { 'content-type': 'text/plain' });
    outgoing.end(`the sandbox itself failed: ${error instanceof Error ? (error.stack ?? error.message) : 'unknown'}`);
  }
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const body = method === 'GET' || method === 'HEAD' ? null : await buffer(incoming);
  return new Request(new URL(incoming.url ?? '/', 'http://127.0.0.1'), { method, headers, body });
}
