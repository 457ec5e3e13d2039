import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { realDelay } from '#core/clock.ts';
import { AppError } from '#core/errors.ts';
import type { Metrics } from './metrics.ts';

/** What has to be true before Slack may send; true within the time limit or not ready. */
export type ReadyChecks = Readonly<Record<string, () => Promise<boolean>>>;

export interface OpsServer {
  /** Resolves with the port taken. Throws AppError(unavailable, core.ops_listen). */
  start(): Promise<{ port: number }>;
  stop(): Promise<void>;
}

interface Answer {
  status: number;
  contentType: string;
  text: string;
}

const defaultCheckTimeoutMs = 2000;
/** A probe has no body, so a slow request is a stuck one. */
const requestTimeoutMs = 5000;

/** `/healthz` (the process lives), `/readyz` (it can work), `/metrics`; for probes, kept off the public network. */
export function createOpsServer(deps: {
  host: string;
  /** 0 takes any free port. */
  port: number;
  checks: ReadyChecks;
  metrics: Pick<Metrics, 'render'>;
  checkTimeoutMs?: number;
}): OpsServer {
  const checkTimeoutMs = deps.checkTimeoutMs ?? defaultCheckTimeoutMs;
  const routes: Readonly<Record<string, () => Promise<Answer>>> = {
    '/healthz': () => Promise.resolve(plainAnswer(200, 'ok')),
    '/readyz': async () => readyAnswer(await runChecks(deps.checks, checkTimeoutMs)),
    '/metrics': async () => ({ status: 200, ...(await deps.metrics.render()) }),
  };
  const options = { requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs };
  const server = createServer(options, (request, response) => {
    void answerTo(request, routes).then((answer) => send(request, response, answer));
  });
  return {
    async start() {
      try {
        server.listen(deps.port, deps.host);
        await once(server, 'listening');
      } catch (cause) {
        const details = { host: deps.host, port: deps.port };
        throw new AppError({ kind: 'unavailable', code: 'core.ops_listen', details, cause });
      }
      return { port: (server.address() as AddressInfo).port };
    },
    async stop() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answerTo(
  request: IncomingMessage,
  routes: Readonly<Record<string, () => Promise<Answer>>>,
): Promise<Answer> {
  const path = request.url?.split('?')[0] ?? '';
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (!route) return plainAnswer(404, 'not found');
  if (request.method !== 'GET' && request.method !== 'HEAD') return plainAnswer(405, 'method not allowed');
  try {
    return await route();
  } catch {
    return plainAnswer(500, 'failed');
  }
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'content-type': answer.contentType,
    'content-length': Buffer.byteLength(answer.text),
    'cache-control': 'no-store',
    ...(answer.status === 405 ? { allow: 'GET, HEAD' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : answer.text);
}

interface CheckResult {
  name: string;
  ok: boolean;
}

async function runChecks(checks: ReadyChecks, timeoutMs: number): Promise<CheckResult[]> {
  return Promise.all(
    Object.entries(checks).map(async ([name, check]) => ({ name, ok: await passesWithin(check, timeoutMs) })),
  );
}

/** Why a check failed is in the log of what failed, never in this answer. */
async function passesWithin(check: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const waiting = new AbortController();
  const tooLate = realDelay(timeoutMs, waiting.signal).then(
    () => false,
    () => false,
  );
  try {
    return await Promise.race([check(), tooLate]);
  } catch {
    return false;
  } finally {
    waiting.abort();
  }
}

function readyAnswer(checks: readonly CheckResult[]): Answer {
  const ready = checks.every((check) => check.ok);
  return { status: ready ? 200 : 503, contentType: 'application/json', text: JSON.stringify({ ready, checks }) };
}

function plainAnswer(status: number, text: string): Answer {
  return { status, contentType: 'text/plain; charset=utf-8', text: `${text}\n` };
}
