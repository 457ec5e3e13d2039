import { Visitor } from 'oxc-parser';
import { memberName, textOf } from '../nodes.ts';
import type { SourceFile, Violations } from '../tree.ts';

/** What of Slack's manifest the rules look at. */
export interface Manifest {
  features: { slash_commands?: readonly { command: string; url?: string; should_escape?: boolean }[] };
  oauth_config: { scopes: { bot: readonly string[]; user?: readonly string[] } };
  settings: {
    event_subscriptions?: { request_url?: string; bot_events?: readonly string[] };
    interactivity?: { is_enabled: boolean; request_url?: string };
    socket_mode_enabled: boolean;
  };
}

/** Slack's schema takes any text for a scope or an event: here is what we may ask for, and why (slack.md §7). */
export const scopeReasons: Readonly<Record<string, string>> = {
  'app_mentions:read': 'partners talk to the bot by mention',
  'channels:history': 'plain replies, finding a lost answer, catching up after downtime',
  'channels:read': 'the companies and members of a channel, and changes of them',
  'chat:write': 'posts, updates, courtesy notices',
  commands: '/partner, for our staff',
  'files:read': 'files that partners send as evidence exist and are theirs; file fields of forms',
  'groups:history': 'as channels:history, in private channels',
  'groups:read': 'as channels:read, in private channels',
  'im:history': 'direct messages to the bot; finding a lost answer there',
  'im:read': 'knowing a direct message as one',
  'im:write': 'opening a direct message',
  'metadata.message:read': 'finding a lost answer by its hash',
  'pins:write': 'pinning the hub message',
  'reactions:write': 'marking what was taken note of',
  'team:read': 'names of partner companies',
  'users:read': 'the company behind a user id',
};

export const eventReasons: Readonly<Record<string, string>> = {
  app_home_opened: 'App Home is drawn when opened',
  app_mention: 'partners talk to the bot by mention',
  app_uninstalled: 'tokens are dropped',
  channel_archive: 'staff are told, nothing is posted',
  channel_deleted: 'staff are told, nothing is posted',
  channel_id_changed: 'the mapping follows the channel',
  channel_left: 'staff are told that the bot is out',
  channel_rename: 'staff see the new name',
  channel_shared: 'a further company can read from now on',
  channel_unarchive: 'posting goes on',
  channel_unshared: 'a company is gone',
  group_archive: 'as channel_archive, in private channels',
  group_deleted: 'as channel_deleted, in private channels',
  group_left: 'as channel_left, in private channels',
  group_rename: 'as channel_rename, in private channels',
  group_unarchive: 'as channel_unarchive, in private channels',
  member_joined_channel: 'a stranger in the room changes what may be said',
  member_left_channel: 'a contact may be gone',
  'message.channels': 'plain replies of partners',
  'message.groups': 'as message.channels, in private channels',
  'message.im': 'direct messages to the bot',
  tokens_revoked: 'tokens are dropped',
  user_change: 'a contact was deactivated',
};

/** Scopes, events and commands are those that we have a reason for, and those that the code listens to. */
export function checkManifest(manifest: Manifest, files: readonly SourceFile[]): Violations {
  const events = manifest.settings.event_subscriptions?.bot_events ?? [];
  const commands = manifest.features.slash_commands ?? [];
  const handled = files.filter(isSlackApp).flatMap((file) => eventsHandled(file));
  return [
    ...differences('scope', manifest.oauth_config.scopes.bot, Object.keys(scopeReasons)),
    ...differences('event', events, Object.keys(eventReasons)),
    ...(manifest.oauth_config.scopes.user ?? []).map((scope) => `user scope ${scope}: we act as a bot only`),
    ...[...new Set(handled)]
      .filter((event) => !isSubscribed(event, events))
      .map((event) => `event ${event} is handled, not subscribed`),
    ...commandsHandled(files)
      .filter((name) => !commands.some(({ command }) => command === name))
      .map((name) => `command ${name} is missing`),
    ...commands
      .filter((it) => it.should_escape !== true)
      .map((it) => `command ${it.command} must escape users (slack.md §1.1)`),
  ];
}

/** Request URLs stand in the HTTP form everywhere, in the Socket Mode form nowhere (slack.md §7). */
export function checkForm(manifest: Manifest): Violations {
  const { settings, features } = manifest;
  const urls = {
    'event_subscriptions.request_url': settings.event_subscriptions?.request_url,
    'interactivity.request_url': settings.interactivity?.request_url,
    ...Object.fromEntries((features.slash_commands ?? []).map(({ command, url }) => [command, url])),
  };
  const socket = settings.socket_mode_enabled;
  return Object.entries(urls)
    .filter(([, url]) => (url !== undefined) === socket)
    .map(([place]) => `${place}: ${socket ? 'has a request URL in Socket Mode' : 'lacks its request URL'}`);
}

function differences(what: string, asked: readonly string[], reasons: readonly string[]): Violations {
  return [
    ...asked.filter((name) => !reasons.includes(name)).map((name) => `${what} ${name} is asked for without a reason`),
    ...reasons
      .filter((name) => !asked.includes(name))
      .map((name) => `${what} ${name} has a reason but is not asked for`),
  ];
}

const eventTable = 'src/platform/events.ts';

function isSlackApp(file: SourceFile): boolean {
  return file.path.startsWith('src/platform/slack-app') || file.path === eventTable;
}

function isSubscribed(event: string, subscribed: readonly string[]): boolean {
  return event === 'message' ? subscribed.some((name) => name.startsWith('message.')) : subscribed.includes(event);
}

/** Events that the app knows: `app.event('x')`, `app.message(…)`, and the cases of platform/events.ts. */
function eventsHandled(file: SourceFile): readonly string[] {
  const found: string[] = [];
  new Visitor({
    CallExpression: ({ callee, arguments: [first] }) => {
      if (callee.type !== 'MemberExpression') return;
      const called = memberName(callee);
      const text = first ? textOf(first) : null;
      if (called.endsWith('.event') && text !== null) found.push(text);
      if (/(app|bolt)\.message$/i.test(called)) found.push('message');
    },
    SwitchCase: ({ test }) => {
      const text = test && file.path === eventTable ? textOf(test) : null;
      if (text !== null) found.push(text);
    },
  }).visit(file.program);
  return found;
}

/** Slash commands that the Bolt app listens for: `app.command('/partner')`. */
function commandsHandled(files: readonly SourceFile[]): readonly string[] {
  return files.filter(isSlackApp).flatMap((file) => {
    const found: string[] = [];
    new Visitor({
      CallExpression: ({ callee, arguments: [first] }) => {
        const text = first ? textOf(first) : null;
        if (callee.type === 'MemberExpression' && memberName(callee).endsWith('.command') && text !== null)
          found.push(text);
      },
    }).visit(file.program);
    return found;
  });
}
