import type { Clock } from '#core/clock.ts';
import type { Delivery, Journal } from './journal.ts';
import { isObject, type Json } from './json.ts';
import { signedHeaders } from './signature.ts';
import type { SocketMode } from './socket-mode.ts';
import type { Waits } from './waits.ts';

export type AppEndpoint =
  | { kind: 'http'; url: string }
  | { kind: 'inProcess'; handle(request: Request): Promise<Response> }
  | { kind: 'socket' };

export interface Outgoing {
  kind: Delivery['kind'];
  name: string;
  key: string;
  payload: Json;
}

export interface DeliveryService {
  connect(endpoint: AppEndpoint): void;
  disconnect(): void;
  /** One attempt, no retry: interactivity is not retried. slack.md §2 */
  send(outgoing: Outgoing): Promise<Delivery>;
  /** First attempt of an event; the retry ladder goes on behind it. slack.md §2 */
  sendEvent(outgoing: Outgoing): Promise<Delivery>;
  raw(request: Request): Promise<Delivery>;
  replayLast(): Promise<Delivery>;
  settle(): Promise<void>;
}

const ANSWER_WITHIN_MS = 3000; // §2: 2xx within 3 s, events and interactivity alike
const RETRY_AFTER_MS = [0, 60_000, 300_000] as const; // §2: at once, 1 min, 5 min

interface Retry {
  num: number;
  reason: string;
}

interface Answer {
  status: number | undefined;
  failure: Delivery['failure'];
  text: string;
  headers: Record<string, string>;
}

interface DeliveryDeps {
  clock: Clock;
  waits: Waits;
  journal: Journal;
  signingSecret: string;
  socketMode: SocketMode;
}

export function createDelivery({ clock, waits, journal, signingSecret, socketMode }: DeliveryDeps): DeliveryService {
  let endpoint: AppEndpoint | undefined;
  let last: Outgoing | undefined;
  let lastRequest: { body: string; headers: Record<string, string> } | undefined;
  const inFlight = new Set<Promise<unknown>>();

  function track<T>(work: Promise<T>): Promise<T> {
    inFlight.add(work);
    const forget = (): void => void inFlight.delete(work);
    work.then(forget, forget);
    return work;
  }

  async function attempt(outgoing: Outgoing, retry?: Retry): Promise<Delivery> {
    last = outgoing;
    const at = clock.now();
    const answer = endpoint?.kind === 'socket' ? await overSocket(outgoing, retry) : await overHttp(outgoing, retry);
    return record(outgoing, at, answer, retry?.num ?? 0);
  }

  function record(outgoing: Outgoing, at: Date, answer: Answer, retryNum: number): Delivery {
    const { status, failure, text, headers } = answer;
    const delivery: Delivery = {
      ...outgoing,
      at,
      status,
      failure,
      retryNum,
      responseText: text,
      responseHeaders: headers,
    };
    journal.addDelivery(delivery);
    return delivery;
  }

  async function overSocket(outgoing: Outgoing, retry?: Retry): Promise<Answer> {
    const sent = socketMode.send({
      type: envelopeType(outgoing.kind),
      payload: outgoing.payload,
      ...socketRetry(retry),
    });
    const result = await waits.within(ANSWER_WITHIN_MS, sent);
    if (result === 'timeout') return noAnswer('http_timeout');
    if (result.outcome !== 'acked') return noAnswer(result.outcome === 'missed' ? 'missed' : 'connection_failed');
    const text =
      isObject(result.payload) && Object.keys(result.payload).length > 0 ? JSON.stringify(result.payload) : '';
    return { status: 200, failure: undefined, text, headers: { 'content-type': 'application/json' } };
  }

  async function overHttp(outgoing: Outgoing, retry?: Retry): Promise<Answer> {
    const body = httpBody(outgoing);
    const headers = { ...signedHeaders(body, signingSecret), ...retryHeaders(retry) };
    lastRequest = { body, headers };
    return post(body, headers);
  }

  async function post(body: string, headers: Record<string, string>): Promise<Answer> {
    const abort = new AbortController();
    const result = await waits.within(
      ANSWER_WITHIN_MS,
      hand(endpoint, body, headers, abort.signal).catch(() => noAnswer('connection_failed')),
    );
    if (result !== 'timeout') return result;
    abort.abort();
    return noAnswer('http_timeout');
  }

  async function climb(outgoing: Outgoing, first: Delivery): Promise<void> {
    let previous = first;
    for (const [step, delay] of RETRY_AFTER_MS.entries()) {
      if (!wantsRetry(previous)) return;
      const retry = { num: step + 1, reason: previous.failure ?? 'http_error' };
      const next = attempt.bind(undefined, outgoing, retry);
      previous = delay === 0 ? await track(next()) : await waits.later(delay, next);
    }
  }

  return {
    connect: (to) => void (endpoint = to),
    disconnect: () => void (endpoint = undefined),
    send: (outgoing) => track(attempt(outgoing)),
    async sendEvent(outgoing) {
      const first = await track(attempt(outgoing));
      if (wantsRetry(first)) void climb(outgoing, first).catch(() => undefined); // stop() cuts the ladder off
      return first;
    },
    async raw(request) {
      const body = await request.text();
      const headers = Object.fromEntries(request.headers);
      const answer = await track(post(body, headers));
      return record({ kind: 'raw', name: 'raw', key: '', payload: {} }, clock.now(), answer, 0);
    },
    async replayLast() {
      if (!last || (endpoint?.kind !== 'socket' && !lastRequest)) throw new Error('nothing was delivered yet');
      if (endpoint?.kind === 'socket' || !lastRequest) return track(attempt(last));
      const at = clock.now();
      return record(last, at, await track(post(lastRequest.body, lastRequest.headers)), 0);
    },
    async settle() {
      for (;;) {
        const open = [...inFlight, ...waits.dueWork()];
        if (open.length === 0) return;
        await Promise.allSettled(open);
      }
    },
  };
}

async function hand(
  endpoint: AppEndpoint | undefined,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Answer> {
  if (!endpoint || endpoint.kind === 'socket') return noAnswer('connection_failed');
  const init = { method: 'POST', headers, body, signal };
  const response =
    endpoint.kind === 'http'
      ? await fetch(endpoint.url, { ...init, redirect: 'manual' })
      : await endpoint.handle(new Request('http://app.invalid/slack/events', init));
  const text = await response.text();
  const failure = response.ok ? undefined : 'http_error';
  return { status: response.status, failure, text, headers: Object.fromEntries(response.headers) };
}

function wantsRetry(delivery: Delivery): boolean {
  if (delivery.failure === undefined || delivery.failure === 'missed') return false; // socket: missed is lost §2
  return delivery.responseHeaders['x-slack-no-retry'] !== '1'; // §2
}

function noAnswer(failure: NonNullable<Delivery['failure']>): Answer {
  return { status: undefined, failure, text: '', headers: {} };
}

function retryHeaders(retry: Retry | undefined): Record<string, string> {
  return retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {}; // §2
}

function socketRetry(retry: Retry | undefined): Json {
  return { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' }; // §2 Socket Mode
}

function envelopeType(kind: Delivery['kind']): string {
  if (kind === 'event') return 'events_api';
  return kind === 'command' ? 'slash_commands' : 'interactive';
}

/** Events are JSON, commands a form, everything else a form with one field `payload`. */
function httpBody({ kind, payload }: Outgoing): string {
  if (kind === 'event') return JSON.stringify(payload);
  if (kind !== 'command') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return new URLSearchParams(
    Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString();
}
