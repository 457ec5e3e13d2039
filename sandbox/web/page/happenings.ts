import { slackMessagesFor, validateMessage, validateView } from '../../slack/block-kit/validate.ts';
import type { ApiCallEntry } from '../../slack/journal.ts';
import { isObject } from '../../slack/json.ts';
import type { SandboxSlack } from '../../slack/slack.ts';
import { unescape } from '../render/mrkdwn.ts';
import type { Happening } from './shown.ts';

/** One thing that Drumbeat did to Slack, or that Slack refused. */
/** The calls of the app as a list of happenings, from a mark on. */
export function createHappenings(slack: SandboxSlack) {
  return {
    /** A mark for `since`. */
    mark: (): number => slack.log.calls.length,
    since(mark: number, most: number): { list: Happening[]; leftOut: number } {
      const all = slack.log.calls.slice(mark).flatMap((call, index) => happeningOf(slack, call, mark + index));
      return { list: all.slice(-most), leftOut: Math.max(0, all.length - most) };
    },
  };
}

function happeningOf(slack: SandboxSlack, call: ApiCallEntry, id: number): Happening[] {
  const place = placeOf(slack, call.channelId);
  const entry = {
    id,
    at: call.at.toISOString(),
    channelId: call.channelId ?? null,
    ts: call.ts ?? null,
    asUserId: place.member,
  };
  if (!call.ok) {
    if (call.error?.startsWith('already_')) return [];
    return [{ ...entry, what: `${call.method}${place.words}: ${failureOf(call)}`, problems: problemsOf(call) }];
  }
  const said = describe(slack, call, place.words);
  return said === null ? [] : [{ ...entry, what: said, problems: [] }];
}

function describe(slack: SandboxSlack, call: ApiCallEntry, where: string): string | null {
  switch (call.method) {
    case 'chat.postMessage':
      return `${call.args['thread_ts'] ? 'Replies' : 'Posts'}${where}: ${firstLine(call.args['text'])}`;
    case 'chat.update':
      return `Rewrites${where}: ${firstLine(call.args['text'])}`;
    case 'chat.delete':
      return `Deletes a message${where}`;
    case 'chat.postEphemeral':
      return `Says to ${slack.state.users.get(String(call.args['user']))?.realName ?? 'somebody'} alone${where.startsWith(' to ') ? '' : where}: ${firstLine(call.args['text'])}`;
    case 'response_url':
      return `Answers the person alone${where}: ${firstLine(call.args['text'])}`;
    case 'pins.add':
      return `Pins a message${where}`;
    case 'reactions.add':
      return `Reacts with :${String(call.args['name'])}:${where}`;
    case 'views.open':
    case 'views.push':
      return 'Opens a form';
    case 'views.publish':
      return `Publishes the Home of ${slack.state.users.get(String(call.args['user_id']))?.realName ?? 'somebody'}`;
    case 'conversations.history':
    case 'conversations.replies':
      return call.args['include_all_metadata'] ? `Looks whether a post with a lost answer stands${where}` : null;
    default:
      return null;
  }
}

function placeOf(slack: SandboxSlack, channelId: string | undefined): { words: string; member: string | null } {
  const channel = channelId === undefined ? undefined : slack.state.channels.get(channelId);
  if (!channel) return { words: '', member: null };
  const people = [...channel.memberIds].filter((id) => id !== slack.state.app.botUserId);
  const outside = people.find((id) => slack.state.users.get(id)?.teamId !== slack.state.app.homeTeamId);
  const member = outside ?? people[0] ?? null;
  if (channel.kind === 'channel') return { words: ` in #${channel.name}`, member };
  return { words: ` to ${slack.state.users.get(member ?? '')?.realName ?? 'somebody'}`, member };
}

const failures: Readonly<Record<string, string>> = {
  down: 'Slack is down',
  answer_lost: 'took effect, but the answer was lost',
  ratelimited: 'Slack says: too many, wait',
  server_error: 'Slack answers with an error of its own',
  timeout: 'no answer',
};

function failureOf(call: ApiCallEntry): string {
  const error = call.error ?? String(call.status);
  return failures[error] ?? `Slack refuses: ${error}`;
}

/** What Slack says is wrong with the blocks, with JSON pointers. */
function problemsOf(call: ApiCallEntry): string[] {
  const view = decoded(call.args['view']);
  if (isObject(view)) return slackMessagesFor(validateView(view));
  if (!call.method.startsWith('chat.') && call.method !== 'response_url') return [];
  const blocks = decoded(call.args['blocks']);
  const text = call.args['text'];
  return slackMessagesFor(
    validateMessage({ ...(typeof text === 'string' ? { text } : {}), ...(blocks === undefined ? {} : { blocks }) }),
  );
}

function decoded(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function firstLine(text: unknown): string {
  const line = unescape((typeof text === 'string' ? text : '').split('\n')[0] ?? '').replaceAll('*', '');
  const shown = line.replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1').replace(/<@\w+>/g, '@…');
  return shown.length > 140 ? `${shown.slice(0, 139)}…` : shown;
}
