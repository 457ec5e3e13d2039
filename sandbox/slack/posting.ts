import type { SlackCore } from './core.ts';
import type { Delivery } from './journal.ts';
import type { Json } from './json.ts';
import { messageObject } from './shapes/message.ts';
import { messagesOf, repliesOf, type Channel, type StoredMessage, type User } from './state.ts';

export interface MessageDraft {
  text: string;
  blocks?: Json[];
  attachments?: Json[];
  fileIds?: string[];
  metadata?: Json | undefined;
  threadTs?: string | undefined;
  isBroadcast?: boolean;
  subtype?: string;
  extra?: Json;
}

export interface Posted {
  message: StoredMessage;
  deliveries: Promise<Delivery[]>;
}

/** Stores a message and tells the app about it, its own messages included, as Slack does. slack.md §1.3 */
export function postMessage(core: SlackCore, channel: Channel, author: User, draft: MessageDraft): Posted {
  const { state } = core;
  const isBot = author.id === state.app.botUserId;
  const message: StoredMessage = {
    channelId: channel.id,
    ts: state.nextTs(),
    userId: author.id,
    teamId: author.teamId,
    ...(isBot ? { botId: state.app.botId } : author.isBot ? { botId: `B${author.id.slice(1)}` } : {}),
    ...(draft.subtype ? { subtype: draft.subtype } : {}),
    text: draft.text,
    blocks: draft.blocks ?? [],
    attachments: draft.attachments ?? [],
    fileIds: draft.fileIds ?? [],
    ...(draft.metadata ? { metadata: draft.metadata } : {}),
    ...(draft.threadTs ? { threadTs: draft.threadTs } : {}),
    isBroadcast: draft.isBroadcast ?? false,
    reactions: [],
    ...(author.isBot || draft.subtype ? {} : { clientMsgId: state.nextId('cm-') }),
    ...(draft.extra ? { extra: draft.extra } : {}),
  };
  messagesOf(state, channel.id).push(message);
  return { message, deliveries: announce(core, channel, author, message) };
}

async function announce(core: SlackCore, channel: Channel, author: User, message: StoredMessage): Promise<Delivery[]> {
  if (!channel.memberIds.has(core.state.app.botUserId)) return [];
  const event = messageEvent(core, channel, message);
  const sent = [core.events.emit({ name: messageEventName(channel), event, channel, actor: author })];
  if (channel.kind !== 'im' && mentions(message, core.state.app.botUserId) && message.subtype !== 'channel_join') {
    const { channel_type: _channelType, ...rest } = event;
    sent.push(
      core.events.emit({ name: 'app_mention', event: { ...rest, type: 'app_mention' }, channel, actor: author }),
    );
  }
  return present(await Promise.all(sent));
}

export function messageEvent(core: SlackCore, channel: Channel, message: StoredMessage): Json {
  const { team: _team, ...shown } = messageObject(core.state, message, { fileStubs: true });
  return { ...shown, channel: channel.id, event_ts: message.ts, channel_type: channelType(channel) };
}

/** Replaces what a message shows and tells the app (`message_changed`). */
export async function changeMessage(
  core: SlackCore,
  channel: Channel,
  message: StoredMessage,
  editor: User,
  change: Partial<Pick<StoredMessage, 'text' | 'blocks' | 'attachments' | 'metadata'>>,
): Promise<Delivery[]> {
  const previous = messageObject(core.state, message, { fileStubs: true });
  const editedTs = core.state.nextTs();
  Object.assign(message, change, { edited: { userId: editor.id, ts: editedTs } });
  const current = messageObject(core.state, message, { fileStubs: true });
  return hidden(core, channel, editor, 'message_changed', editedTs, { message: current, previous_message: previous });
}

/** Deletes; a parent with replies leaves a tombstone, so that its thread stays. */
export async function removeMessage(
  core: SlackCore,
  channel: Channel,
  message: StoredMessage,
  editor: User,
): Promise<Delivery[]> {
  const previous = messageObject(core.state, message, { fileStubs: true });
  const list = messagesOf(core.state, channel.id);
  if (repliesOf(core.state, channel.id, message.ts).length > 0) {
    Object.assign(message, { subtype: 'tombstone', text: 'This message was deleted.', blocks: [], attachments: [] });
    delete message.metadata;
  } else {
    list.splice(list.indexOf(message), 1);
  }
  const change = { deleted_ts: message.ts, previous_message: previous };
  return hidden(core, channel, editor, 'message_deleted', core.state.nextTs(), change);
}

async function hidden(
  core: SlackCore,
  channel: Channel,
  actor: User,
  subtype: string,
  ts: string,
  change: Json,
): Promise<Delivery[]> {
  if (!channel.memberIds.has(core.state.app.botUserId)) return [];
  const place = { channel: channel.id, channel_type: channelType(channel) };
  const event = { type: 'message', subtype, hidden: true, ts, event_ts: ts, ...place, ...change };
  return present([await core.events.emit({ name: messageEventName(channel), event, channel, actor })]);
}

export function channelType(channel: Channel): 'channel' | 'group' | 'im' {
  if (channel.kind === 'im') return 'im';
  return channel.isPrivate ? 'group' : 'channel';
}

export function messageEventName(channel: Channel): string {
  return { channel: 'message.channels', group: 'message.groups', im: 'message.im' }[channelType(channel)];
}

export function present<T>(list: (T | undefined)[]): T[] {
  return list.filter((entry) => entry !== undefined);
}

function mentions(message: StoredMessage, botUserId: string): boolean {
  return message.userId !== botUserId && message.text.includes(`<@${botUserId}`);
}
