import type { SlackCore } from '../core.ts';
import { wholeChannel, channelSummary } from '../shapes/channel.ts';
import { messageObject, topLevelMessages } from '../shapes/message.ts';
import { Refusal } from '../refusal.ts';
import { openDm } from '../dm.ts';
import { compareTs, findMessage, isStranger, repliesOf, type Channel, type StoredMessage } from '../state.ts';
import { joinMember } from '../membership.ts';
import { invalidArguments, type Args } from './args.ts';
import { needScope, type MethodTable } from './method.ts';
import { page } from './paging.ts';
import { joinedChannel, knownUser, scopeFor, visibleChannel } from './places.ts';

const READ = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const HISTORY = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];

export const conversationMethods: MethodTable = {
  'conversations.info': {
    tier: 3,
    scopes: READ,
    run(core, args) {
      const channel = visibleChannel(core, args.required('channel'));
      needScope(core, scopeFor(channel, 'read'));
      return { channel: wholeChannel(core.state, channel) };
    },
  },
  'conversations.members': {
    tier: 4,
    scopes: READ,
    run(core, args) {
      const channel = visibleChannel(core, args.required('channel'));
      needScope(core, scopeFor(channel, 'read'));
      // Externals are members like everybody else §1.2
      const { items, nextCursor } = page([...channel.memberIds], args, { standard: 100, max: 1000 });
      return { members: items, response_metadata: { next_cursor: nextCursor } };
    },
  },
  'conversations.list': {
    tier: 2,
    scopes: READ,
    run: (core, args) => listChannels(core, args, () => true),
  },
  'users.conversations': {
    tier: 3,
    scopes: READ,
    run(core, args) {
      const userId = args.text('user') ?? core.state.app.botUserId;
      return listChannels(core, args, (channel) => channel.memberIds.has(userId));
    },
  },
  'conversations.history': {
    tier: 3,
    scopes: HISTORY,
    run(core, args) {
      const channel = readableChannel(core, args);
      const parents = topLevelMessages(core.state, channel.id).filter(inRange(args)).toReversed(); // newest first
      return messagePage(core, args, parents, { standard: 100, max: 999 });
    },
  },
  'conversations.replies': {
    tier: 3,
    scopes: HISTORY,
    run(core, args) {
      const channel = readableChannel(core, args);
      const root = findMessage(core.state, channel.id, args.required('ts'));
      if (!root) throw new Refusal('thread_not_found', 'conversations.replies page');
      // The root comes first whatever the range; a reply's own ts gives that reply alone.
      const replies =
        root.threadTs === undefined ? repliesOf(core.state, channel.id, root.ts).filter(inRange(args)) : [];
      return messagePage(core, args, [root, ...replies], { standard: 1000, max: 1000 });
    },
  },
  'conversations.open': {
    tier: 3,
    scopes: ['im:write', 'mpim:write', 'channels:manage', 'groups:write'],
    run(core, args) {
      const ids = args.texts('users');
      const [id] = ids;
      if (id === undefined) throw new Refusal('users_list_not_supplied', 'conversations.open page');
      if (ids.length > 1) throw invalidArguments('the sandbox opens direct messages with one person only');
      needScope(core, 'im:write');
      const user = knownUser(core, id);
      if (user.isBot) throw new Refusal('cannot_dm_bot', 'conversations.open page');
      if (isStranger(core.state, user)) throw new Refusal('user_not_visible', '§1.1');
      if (user.deleted) throw new Refusal('user_disabled', 'conversations.open page');
      const channel = openDm(core.state, user, core.clock.now());
      return { channel: args.flag('return_im') ? wholeChannel(core.state, channel) : { id: channel.id } };
    },
  },
  'conversations.join': {
    tier: 3,
    scopes: ['channels:join'],
    run(core, args) {
      const channel = visibleChannel(core, args.required('channel'));
      if (channel.isArchived) throw new Refusal('is_archived', 'conversations.join page');
      if (channel.isPrivate) throw new Refusal('method_not_supported_for_channel_type', 'conversations.join page');
      void joinMember(core, channel, core.state.app.botUserId);
      return { channel: wholeChannel(core.state, channel) };
    },
  },
  'conversations.invite': {
    tier: 3,
    scopes: ['channels:write.invites', 'groups:write.invites', 'channels:manage', 'groups:write'],
    run(core, args) {
      const channel = joinedChannel(core, args.required('channel'));
      if (channel.isArchived) throw new Refusal('is_archived', 'conversations.invite page');
      for (const id of args.texts('users')) {
        const user = knownUser(core, id);
        if (channel.memberIds.has(id)) throw new Refusal('already_in_channel', 'conversations.invite page');
        if (!channel.teamIds.includes(user.teamId)) throw new Refusal('cant_invite', 'conversations.invite page');
        void joinMember(core, channel, id, core.state.app.botUserId);
      }
      return { channel: wholeChannel(core.state, channel) };
    },
  },
};

function readableChannel(core: SlackCore, args: Args): Channel {
  const visible = visibleChannel(core, args.required('channel'));
  needScope(core, scopeFor(visible, 'history'));
  return joinedChannel(core, visible.id);
}

function messagePage(
  core: SlackCore,
  args: Args,
  messages: StoredMessage[],
  limits: { standard: number; max: number },
): Record<string, unknown> {
  const { items, nextCursor } = page(messages, args, limits);
  // Without the scope Slack leaves the metadata out. §3 Idempotency
  const metadata = args.flag('include_all_metadata') && core.manifest.scopes.has('metadata.message:read');
  return {
    messages: items.map((message) => messageObject(core.state, message, { metadata })),
    has_more: nextCursor !== '',
    ...(nextCursor ? { response_metadata: { next_cursor: nextCursor } } : {}),
  };
}

function inRange(args: Args): (message: StoredMessage) => boolean {
  const [oldest, latest, inclusive] = [args.text('oldest'), args.text('latest'), args.flag('inclusive')];
  for (const bound of [oldest, latest]) {
    if (bound !== undefined && !/^\d+(\.\d+)?$/.test(bound)) {
      throw new Refusal(bound === oldest ? 'invalid_ts_oldest' : 'invalid_ts_latest', 'conversations.history page');
    }
  }
  return ({ ts }) => {
    const [above, below] = [oldest ? compareTs(ts, oldest) : 1, latest ? compareTs(latest, ts) : 1];
    return inclusive ? above >= 0 && below >= 0 : above > 0 && below > 0;
  };
}

function listChannels(core: SlackCore, args: Args, wanted: (channel: Channel) => boolean): Record<string, unknown> {
  const types = args.text('types') ? args.texts('types') : ['public_channel'];
  for (const type of types) needScope(core, TYPE_SCOPES[type] ?? 'channels:read');
  const channels = [...core.state.channels.values()].filter((channel) => {
    if (!types.includes(typeOf(channel)) || !wanted(channel)) return false;
    if (args.flag('exclude_archived') && channel.isArchived) return false;
    if (!channel.teamIds.includes(core.state.app.homeTeamId)) return false;
    return !channel.isPrivate || channel.memberIds.has(core.state.app.botUserId);
  });
  const { items, nextCursor } = page(channels, args, { standard: 100, max: 999 });
  const rows = items.map((channel) =>
    channel.kind === 'im' ? wholeChannel(core.state, channel) : channelSummary(core.state, channel),
  );
  return { channels: rows, response_metadata: { next_cursor: nextCursor } };
}

const TYPE_SCOPES: Record<string, string> = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  im: 'im:read',
  mpim: 'mpim:read',
};

function typeOf(channel: Channel): string {
  if (channel.kind === 'im') return 'im';
  return channel.isPrivate ? 'private_channel' : 'public_channel';
}
