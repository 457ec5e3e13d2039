import type { SlackCore } from './core.ts';
import type { FaultKind } from './faults.ts';
import type { OpenCall } from './journal.ts';
import { asText, isObject, type Json } from './json.ts';
import { authMethods } from './methods/auth.ts';
import { readArgs, type Args } from './methods/args.ts';
import { bookmarkMethods } from './methods/bookmarks.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import { fileMethods } from './methods/files.ts';
import { needScope, type Method, type MethodTable } from './methods/method.ts';
import { pinMethods } from './methods/pins.ts';
import { reactionMethods } from './methods/reactions.ts';
import { teamMethods } from './methods/team.ts';
import { userMethods } from './methods/users.ts';
import { viewMethods } from './methods/views.ts';
import { ConnectionBroken, Refusal } from './refusal.ts';

const METHODS: MethodTable = {
  ...authMethods,
  ...bookmarkMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...pinMethods,
  ...reactionMethods,
  ...teamMethods,
  ...userMethods,
  ...viewMethods,
};

interface Call {
  name: string;
  args: Args;
  token: string | undefined;
  channelId: string | undefined;
  at: Date;
}

interface Outcome {
  status: number | 'broken';
  error?: string;
  source?: string;
  ts?: string;
}

interface Done {
  response: Response;
  outcome: Outcome;
}

/** One call of a Web API method. Throws ConnectionBroken when there is no answer. */
export async function callMethod(
  core: SlackCore,
  name: string,
  request: Request,
  latencyMs: () => number,
): Promise<Response> {
  const call = await readCall(core, name, request);
  const open: OpenCall = { at: call.at, method: name, channelId: call.channelId, tookEffect: false };
  core.journal.open(open);
  try {
    return await answerCall(core, call, open, latencyMs());
  } finally {
    core.journal.close(open);
  }
}

async function answerCall(core: SlackCore, call: Call, open: OpenCall, latencyMs: number): Promise<Response> {
  const broken = (error: string): never => {
    record(core, call, { status: 'broken', error });
    throw new ConnectionBroken();
  };
  if (core.faults.isDown()) broken('down');
  const fault = core.faults.take(call.name, call.channelId);
  if (fault?.kind === 'timeout') {
    record(core, call, { status: 'broken', error: 'timeout' });
    return new Promise<never>(() => undefined);
  }
  // Half of the way there, half of the way back: a caller that dies on the way leaves a call without effect or a lost answer.
  const halfWay = (latencyMs + core.faults.delayFor(call.channelId)) / 2;
  await core.waits.sleep(halfWay);
  const done = refusedByFault(fault) ?? (await run(core, call));
  if (fault?.kind === 'loseAnswer') done.outcome.error ??= 'answer_lost';
  if (fault?.kind === 'loseAnswer' && fault.how === '500') Object.assign(done, { response: serverError() });
  const lost = fault?.kind === 'loseAnswer' && fault.how === 'break';
  record(core, call, { ...done.outcome, status: lost ? 'broken' : done.response.status });
  open.tookEffect = done.outcome.status === 200 && done.outcome.source === undefined;
  await core.waits.sleep(halfWay);
  if (lost) throw new ConnectionBroken();
  return done.response;
}

function refusedByFault(fault: { kind: FaultKind; retryAfterSec: number } | undefined): Done | undefined {
  if (fault?.kind === 'serverError')
    return { response: serverError(), outcome: { status: 500, error: 'server_error' } };
  return fault?.kind === 'rateLimit' ? tooMany(fault.retryAfterSec) : undefined;
}

async function run(core: SlackCore, call: Call): Promise<Done> {
  try {
    const method = admit(core, call);
    const retryAfterSec = core.limits?.take(call.name, method.tier, call.channelId);
    if (retryAfterSec !== undefined) return tooMany(retryAfterSec);
    needScope(core, ...method.scopes);
    const answer = await method.run(core, call.args);
    const ts = asText(answer['ts']) ?? asText(answer['message_ts']);
    return { response: reply(core, { ok: true, ...answer }, method), outcome: { status: 200, ...(ts ? { ts } : {}) } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const body = { ok: false, error: error.code, ...error.extra };
    return { response: reply(core, body), outcome: { status: 200, error: error.code, source: error.source } };
  }
}

function admit(core: SlackCore, { name, token }: Call): Method {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!method) throw new Refusal('unknown_method', 'Web API page');
  if (token === undefined) throw new Refusal('not_authed', 'Web API page');
  if (token !== core.tokens.bot && token !== core.tokens.app) throw new Refusal('invalid_auth', 'Web API page');
  const wanted = method.token === 'app' ? core.tokens.app : core.tokens.bot;
  if (token !== wanted) throw new Refusal('not_allowed_token_type', 'Web API page');
  return method;
}

function reply(core: SlackCore, body: Json, method?: Method): Response {
  const headers = {
    'x-oauth-scopes': [...core.manifest.scopes].join(','),
    ...(method?.scopes.length ? { 'x-accepted-oauth-scopes': method.scopes.join(',') } : {}),
  };
  return Response.json(body, { headers });
}

function tooMany(retryAfterSec: number): Done {
  const headers = { 'retry-after': String(retryAfterSec) };
  const response = Response.json({ ok: false, error: 'ratelimited' }, { status: 429, headers }); // §3
  return { response, outcome: { status: 429, error: 'ratelimited', source: '§3' } };
}

function serverError(): Response {
  return new Response('upstream error', { status: 500 });
}

async function readCall(core: SlackCore, name: string, request: Request): Promise<Call> {
  const raw = await readBody(request);
  const bearer = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const token = bearer ?? asText(raw['token']);
  delete raw['token'];
  const args = readArgs(raw);
  return { name, args, token, channelId: args.text('channel') ?? args.text('channel_id'), at: core.clock.now() };
}

async function readBody(request: Request): Promise<Json> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const text = await request.text();
  if (request.headers.get('content-type')?.includes('application/json')) {
    return { ...query, ...parseJson(text) };
  }
  return { ...query, ...Object.fromEntries(new URLSearchParams(text)) };
}

function parseJson(text: string): Json {
  try {
    const parsed: unknown = JSON.parse(text || '{}');
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function record(core: SlackCore, call: Call, outcome: Outcome): void {
  const { status, error, source, ts } = outcome;
  core.journal.addCall({
    at: call.at,
    method: call.name,
    args: { ...call.args.raw },
    ok: status === 200 && error === undefined,
    status,
    error,
    source,
    channelId: call.channelId,
    ts: ts ?? call.args.text('ts'),
  });
}
