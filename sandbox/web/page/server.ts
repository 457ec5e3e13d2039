import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { z } from 'zod';
import { realDelay } from '#core/clock.ts';
import { Deed } from './deeds.ts';
import { MoveName } from './moves.ts';
import { renderPage } from './page.ts';
import type { Playground } from './playground.ts';
import type { Look } from './seen.ts';
import { Trouble } from './trouble.ts';

export interface PageServer {
  /** With the token that opens it; only this machine reaches it. */
  address: string;
  close(): Promise<void>;
}

/** Nothing from elsewhere, no inline script or style: the page works offline and shows what people wrote safely. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
/** How often the page hears of changes; less often while time moves, since every look costs the move. */
const lookEveryMs = { standing: 120, moving: 500 } as const;
const largestBody = 20_000_000;

const staticFiles: Readonly<Record<string, { file: string; type: string }>> = {
  'style.css': { file: '../client/style.css', type: 'text/css' },
  'icon.svg': { file: '../client/icon.svg', type: 'image/svg+xml' },
  'client.js': { file: '../client/client.js', type: 'text/javascript' },
  'draw.js': { file: '../client/draw.js', type: 'text/javascript' },
  'fields.js': { file: '../client/fields.js', type: 'text/javascript' },
  'compose.js': { file: '../client/compose.js', type: 'text/javascript' },
  'menus.js': { file: '../client/menus.js', type: 'text/javascript' },
  'suggest.js': { file: '../client/suggest.js', type: 'text/javascript' },
  'stage.js': { file: '../client/stage.js', type: 'text/javascript' },
};

const Act = z.object({ as: z.string(), place: z.string(), thread: z.string().nullable(), deed: Deed });
const Move = z.object({ as: z.string(), move: MoveName });

/** Serves the page on the loopback address only, behind a random path. */
export async function servePage(playground: Playground, databaseLine: string, port = 0): Promise<PageServer> {
  const token = randomBytes(12).toString('base64url');
  const page = renderPage(databaseLine);
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    answer(request, response).catch((thrown: unknown) => {
      const problem = thrown instanceof z.ZodError ? z.prettifyError(thrown) : String(thrown);
      if (!response.headersSent) send(response, thrown instanceof z.ZodError ? 400 : 500, 'text/plain', problem);
      else response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = server.address();
  const own = `127.0.0.1:${typeof bound === 'object' && bound ? bound.port : port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${own}`);
    const [, given, ...rest] = url.pathname.split('/');
    // Another name for this address would let a foreign site's page speak to us (DNS rebinding).
    if (request.headers.host !== own || given !== token) return send(response, 404, 'text/plain', 'not found');
    const path = rest.join('/');
    if (request.method === 'POST') return post(path, request, response);
    const file = staticFiles[path];
    if (file) return send(response, 200, file.type, readFileSync(new URL(file.file, import.meta.url), 'utf8'));
    return get(path, url.searchParams, request, response);
  }

  async function get(
    path: string,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const said = (name: string): string => query.get(name) ?? '';
    switch (path) {
      case '':
        return send(response, 200, 'text/html', page);
      case 'state':
        return json(response, playground.state(lookOf(said('as'), said('place'), query.get('thread'))));
      case 'events':
        return events(request, response);
      case 'promise':
        return json(response, await playground.promise());
      case 'why':
        return json(response, { markup: await playground.why(said('channel'), said('ts'), said('as')) });
      case 'inside': {
        const tab = z.enum(['deliveries', 'jobs', 'audit', 'documents']).parse(said('tab'));
        const selected = { channelId: query.get('channel'), ts: query.get('ts') };
        return json(response, { markup: await playground.inside(tab, selected, said('as')) });
      }
      case 'suggestions':
        return json(response, await playground.suggestions(said('as'), said('block'), said('query')));
      default:
        return send(response, 404, 'text/plain', 'not found');
    }
  }

  async function post(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isOurs = (request.headers.origin ?? `http://${own}`) === `http://${own}`;
    if (!isOurs || request.headers['content-type'] !== 'application/json')
      return send(response, 403, 'text/plain', 'no');
    if (Number(request.headers['content-length'] ?? 0) > largestBody)
      return send(response, 413, 'text/plain', 'too large');
    const body: unknown = JSON.parse(await readText(request));
    switch (path) {
      case 'act': {
        const { as, place, thread, deed } = Act.parse(body);
        const told = await playground.act(as, deed);
        return json(response, { told, state: playground.state(lookOf(as, place, thread)) });
      }
      case 'move': {
        const order = Move.parse(body);
        playground.move(order.move, order.as);
        return json(response, {});
      }
      case 'halt':
        playground.halt();
        return json(response, {});
      case 'trouble':
        await playground.switch(Trouble.parse(body));
        return json(response, {});
      default:
        return send(response, 404, 'text/plain', 'not found');
    }
  }

  /** Says `changed` whenever there may be something new to draw. */
  async function events(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    request.once('close', () => gone.abort());
    response.writeHead(200, { ...headers('text/event-stream'), connection: 'keep-alive' });
    const signal = AbortSignal.any([gone.signal, stopping.signal]);
    let last = '';
    while (!signal.aborted) {
      const version = playground.version();
      if (version !== last) response.write(`event: changed\ndata: {}\n\n`);
      last = version;
      await realDelay(playground.isMoving() ? lookEveryMs.moving : lookEveryMs.standing, signal).catch(() => undefined);
    }
    response.end();
  }

  return {
    address: `http://${own}/${token}/`,
    async close() {
      stopping.abort();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function lookOf(userId: string, place: string, thread: string | null): Look {
  return { userId, place, threadTs: thread === '' ? null : thread };
}

function headers(type: string): Record<string, string> {
  return {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, headers(type));
  response.end(body);
}

function json(response: ServerResponse, value: unknown): void {
  send(response, 200, 'application/json', JSON.stringify(value));
}
