import type { SlackCore } from './core.ts';
import { asList, asText, isObject, type Json } from './json.ts';
import { checkMessage, withIds } from './payload-checks.ts';
import { changeMessage, postMessage, removeMessage } from './posting.ts';
import { ConnectionBroken, Refusal } from './refusal.ts';
import type { ResponseUrlGrant } from './response-urls.ts';
import { findMessage } from './state.ts';

type Place = Pick<ResponseUrlGrant, 'userId' | 'channelId' | 'messageTs' | 'threadTs' | 'isEphemeral'>;

/** A POST to a response_url. Five uses in 30 minutes, then 404. slack.md §2 */
export async function answerResponseUrl(core: SlackCore, token: string, request: Request): Promise<Response> {
  const at = core.clock.now();
  const fault = core.faults.take('response_url', undefined);
  if (core.faults.isDown() || fault?.kind === 'timeout') throw new ConnectionBroken();
  const body = readJson(await request.text());
  const note = (status: number, error?: string, channelId?: string): void =>
    core.journal.addCall({
      at,
      method: 'response_url',
      args: body ?? {},
      ok: status === 200,
      status,
      error,
      source: error ? '§2' : undefined,
      channelId,
      ts: undefined,
    });
  if (fault?.kind === 'serverError') {
    note(500, 'server_error');
    return new Response('upstream error', { status: 500 });
  }
  if (!body) {
    note(400, 'invalid_payload');
    return Response.json({ ok: false, error: 'invalid_payload' }, { status: 400 });
  }
  const grant = core.responseUrls.use(token);
  if (typeof grant === 'string') {
    note(404, grant);
    return Response.json({ ok: false, error: grant }, { status: 404 });
  }
  try {
    applyAnswer(core, grant, body, 'response_url');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    note(400, error.code, grant.channelId);
    return Response.json({ ok: false, error: error.code }, { status: 400 });
  }
  note(200, undefined, grant.channelId);
  if (fault?.kind === 'loseAnswer') throw new ConnectionBroken();
  return new Response('ok');
}

function readJson(text: string): Json | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/** What an app answers to an interaction, by response_url or in the body of a command's answer. slack.md §2 */
export function applyAnswer(core: SlackCore, place: Place, answer: Json, via: 'response_url' | 'command'): void {
  if (answer['delete_original'] === true) return removeOriginal(core, place);
  checkMessage(answer);
  const text = asText(answer['text']) ?? '';
  const blocks = asList(withIds(answer)['blocks']).filter(isObject);
  if (answer['replace_original'] === true) return replaceOriginal(core, place, text, blocks);
  const channel = core.state.channels.get(place.channelId);
  const bot = core.state.users.get(core.state.app.botUserId);
  const threadTs = typeof answer['thread_ts'] === 'string' ? answer['thread_ts'] : place.threadTs;
  if (answer['response_type'] === 'in_channel' && channel && bot) {
    postMessage(core, channel, bot, { text, blocks, threadTs });
    return;
  }
  // ephemeral by default §2
  const ts = core.state.nextTs();
  const thread = threadTs ? { threadTs } : {};
  core.state.ephemerals.push({ channelId: place.channelId, ts, toUserId: place.userId, text, blocks, ...thread, via });
}

function replaceOriginal(core: SlackCore, place: Place, text: string, blocks: Json[]): void {
  if (place.isEphemeral) {
    const shown = core.state.ephemerals.find((entry) => entry.ts === place.messageTs);
    if (shown) Object.assign(shown, { text, blocks });
    return;
  }
  const { channel, message, bot } = original(core, place);
  void changeMessage(core, channel, message, bot, { text, blocks });
}

function removeOriginal(core: SlackCore, place: Place): void {
  if (place.isEphemeral) {
    const index = core.state.ephemerals.findIndex((entry) => entry.ts === place.messageTs);
    if (index >= 0) core.state.ephemerals.splice(index, 1);
    return;
  }
  const { channel, message, bot } = original(core, place);
  void removeMessage(core, channel, message, bot);
}

function original(core: SlackCore, place: Place) {
  const channel = core.state.channels.get(place.channelId);
  const message = place.messageTs ? findMessage(core.state, place.channelId, place.messageTs) : undefined;
  const bot = core.state.users.get(core.state.app.botUserId);
  if (!channel || !message || !bot || message.userId !== bot.id) throw new Refusal('message_not_found', '§2');
  return { channel, message, bot };
}
