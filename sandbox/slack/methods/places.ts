import type { SlackCore } from '../core.ts';
import { Refusal } from '../refusal.ts';
import { openDm } from '../dm.ts';
import { findMessage, isStranger, type Channel, type StoredMessage, type User } from '../state.ts';

/** A channel that the app can see: public at home, or with the bot inside. */
export function visibleChannel(core: SlackCore, id: string): Channel {
  const channel = core.state.channels.get(id);
  const { homeTeamId, botUserId } = core.state.app;
  if (!channel || !channel.teamIds.includes(homeTeamId)) throw new Refusal('channel_not_found', '§1.3');
  if (channel.isPrivate && !channel.memberIds.has(botUserId)) throw new Refusal('channel_not_found', '§1.3');
  return channel;
}

/** A visible channel with the bot inside: what reading history, posting and reacting need. */
export function joinedChannel(core: SlackCore, id: string): Channel {
  const channel = visibleChannel(core, id);
  if (!channel.memberIds.has(core.state.app.botUserId)) throw new Refusal('not_in_channel', '§1.4');
  return channel;
}

/** Where chat.postMessage goes: a channel, or the direct messages of a user id. */
export function postableChannel(core: SlackCore, id: string): Channel {
  const user = core.state.users.get(id);
  const channel = user ? dmWith(core, user) : joinedChannel(core, id);
  if (channel.isArchived || channel.isFrozen) throw new Refusal('is_archived', 'chat.postMessage page');
  return channel;
}

/** Bots reach each person who shares a channel with them. slack.md §1.1 */
function dmWith(core: SlackCore, user: User): Channel {
  if (user.isBot) throw new Refusal('cannot_dm_bot', 'chat.postMessage page');
  if (isStranger(core.state, user)) throw new Refusal('channel_not_found', '§1.1');
  if (user.deleted) throw new Refusal('channel_not_found', 'chat.postMessage page');
  return openDm(core.state, user, core.clock.now());
}

export function messageAt(core: SlackCore, channel: Channel, ts: string, code = 'message_not_found'): StoredMessage {
  const message = findMessage(core.state, channel.id, ts);
  if (!message || message.subtype === 'tombstone') throw new Refusal(code, 'method pages');
  return message;
}

export function knownUser(core: SlackCore, id: string): User {
  const user = core.state.users.get(id);
  if (!user) throw new Refusal('user_not_found', 'users.info page');
  return user;
}

export function botUser(core: SlackCore): User {
  return knownUser(core, core.state.app.botUserId);
}

/** The scope family that a channel's kind asks for: `history` → channels:history, groups:history or im:history. */
export function scopeFor(channel: Channel, family: 'read' | 'history' | 'write'): string {
  if (channel.kind === 'im') return `im:${family}`;
  return channel.isPrivate ? `groups:${family}` : `channels:${family}`;
}
