import type { SlackCore } from './core.ts';
import type { Json } from './json.ts';
import {
  asObject,
  interact,
  ownChannel,
  responseUrl,
  resultOf,
  type PersonContext,
  type PersonResult,
} from './person-context.ts';
import { Refusal } from './refusal.ts';
import { applyAnswer } from './respond.ts';
import * as shape from './shapes/interaction.ts';
import { findMessage, isExternal } from './state.ts';

/** Externals are refused by Slack itself: the app is never called. slack.md §1.1 */
export async function runCommand(context: PersonContext, line: string, channelId: string): Promise<PersonResult> {
  const { core, user } = context;
  const [command = '', ...rest] = line.trim().split(/\s+/);
  if (isExternal(core.state, user) || !core.manifest.commands.has(command)) {
    return refuse(context, `${command} is not a valid command`); // §1.1
  }
  const channel = ownChannel(context, channelId);
  const trigger = core.triggers.issue(user.id);
  const team = core.state.teams.get(core.state.app.homeTeamId);
  const payload = {
    ...commandFields(core),
    team_id: team?.id,
    team_domain: team?.domain,
    channel_id: channel.id,
    channel_name: shape.interactionChannel(channel)['name'],
    user_id: user.id,
    user_name: user.name,
    command,
    text: rest.join(' '),
    is_enterprise_install: 'false',
    ...responseUrl(context, { channelId }, false),
    trigger_id: trigger.id,
  };
  const outgoing = { kind: 'command' as const, name: command, key: trigger.id, payload };
  const result = await interact(context, outgoing, (delivery) => {
    const reason = delivery.failure === 'http_timeout' ? 'operation_timeout' : 'dispatch_failed';
    return `${command} failed with the error "${reason}"`;
  });
  if (result.error === undefined) showAnswer(context, channelId, result.body);
  return result;
}

function commandFields(core: SlackCore): Json {
  return { token: 'sandbox-verification-token', api_app_id: core.state.app.appId };
}

/** Text or JSON in the body of the answer is a message, ephemeral unless it says in_channel. slack.md §2 */
function showAnswer({ core, user, seen }: PersonContext, channelId: string, body: unknown): void {
  if (body === undefined) return;
  const answer = typeof body === 'string' ? { text: body } : asObject(body);
  if (answer['text'] === undefined && answer['blocks'] === undefined) return;
  const place = { userId: user.id, channelId, messageTs: undefined, threadTs: undefined, isEphemeral: false };
  try {
    applyAnswer(core, place, answer, 'command');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    seen.lastError = error.code;
  }
}

export function runMessageShortcut(
  context: PersonContext,
  callbackId: string,
  { channelId, ts }: { channelId: string; ts: string },
): Promise<PersonResult> {
  const { core } = context;
  const refused = refuseShortcut(context, callbackId, 'message');
  if (refused) return refused;
  const channel = ownChannel(context, channelId);
  const message = findMessage(core.state, channelId, ts);
  if (!message) throw new Error(`there is no message ${ts} in ${channelId}`);
  const trigger = core.triggers.issue(context.user.id);
  const payload = {
    type: 'message_action',
    ...shortcutFields(context, callbackId, trigger.id),
    ...shape.messageContainer(core, channel, message),
    message_ts: ts,
    ...responseUrl(context, { channelId, ts }, false),
  };
  return interact(context, { kind: 'message_action', name: callbackId, key: trigger.id, payload });
}

function shortcutFields({ core, user }: PersonContext, callbackId: string, triggerId: string): Json {
  return {
    ...shape.interactionBase(core),
    callback_id: callbackId,
    user: shape.interactionUser(user),
    team: shape.installingTeam(core),
    trigger_id: triggerId,
    action_ts: core.state.nextTs(),
    is_enterprise_install: false,
  };
}

/** Shortcuts are for the installing workspace only. slack.md §1.1 */
function refuseShortcut(context: PersonContext, callbackId: string, type: 'message' | 'global') {
  const known = context.core.manifest.shortcuts.get(callbackId) === type;
  if (known && !isExternal(context.core.state, context.user)) return undefined;
  return Promise.resolve(refuse(context, `${callbackId} is not available to you`));
}

function refuse({ seen }: PersonContext, error: string): PersonResult {
  seen.lastError = error;
  return resultOf([], error);
}

export function runGlobalShortcut(context: PersonContext, callbackId: string): Promise<PersonResult> {
  const refused = refuseShortcut(context, callbackId, 'global');
  if (refused) return refused;
  const trigger = context.core.triggers.issue(context.user.id);
  const payload = { type: 'shortcut', ...shortcutFields(context, callbackId, trigger.id) };
  return interact(context, { kind: 'shortcut', name: callbackId, key: trigger.id, payload });
}
