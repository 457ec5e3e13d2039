import { copy, type Json } from '../json.ts';
import { findMessage, isExtShared, messagesOf, repliesOf, type SlackState, type StoredMessage } from '../state.ts';
import { fileObject, fileStub } from './file.ts';

export interface MessageView {
  /** Message metadata is returned only on request. slack.md §3 */
  metadata?: boolean;
  /** Events carry file stubs in shared channels, the Web API full objects. slack.md §1.1 */
  fileStubs?: boolean;
}

/** A message as history, events and interaction payloads show it. */
export function messageObject(state: SlackState, message: StoredMessage, view: MessageView = {}): Json {
  return {
    type: 'message',
    ...(message.subtype ? { subtype: message.subtype } : {}),
    user: message.userId,
    ts: message.ts,
    ...(message.clientMsgId ? { client_msg_id: message.clientMsgId } : {}),
    text: message.text,
    team: message.teamId,
    ...botFields(state, message),
    ...(message.blocks.length > 0 ? { blocks: copy(message.blocks) } : {}),
    ...(message.attachments.length > 0 ? { attachments: copy(message.attachments) } : {}),
    ...fileFields(state, message, view.fileStubs === true),
    ...(message.edited ? { edited: { user: message.edited.userId, ts: message.edited.ts } } : {}),
    ...(message.reactions.length > 0 ? { reactions: reactionList(message) } : {}),
    ...(message.pinnedBy ? { pinned_to: [message.channelId] } : {}),
    ...(view.metadata && message.metadata ? { metadata: copy(message.metadata) } : {}),
    ...threadFields(state, message),
    ...message.extra,
  };
}

export function reactionList(message: StoredMessage): Json[] {
  return message.reactions.map(({ name, userIds }) => ({ name, users: [...userIds], count: userIds.length }));
}

function botFields(state: SlackState, message: StoredMessage): Json {
  if (!message.botId) return {};
  const profile = { id: message.botId, app_id: state.app.appId, name: state.app.name, deleted: false };
  return message.botId === state.app.botId
    ? { bot_id: message.botId, app_id: state.app.appId, bot_profile: { ...profile, team_id: message.teamId } }
    : { bot_id: message.botId };
}

function fileFields(state: SlackState, message: StoredMessage, stubs: boolean): Json {
  if (message.fileIds.length === 0) return {};
  const channel = state.channels.get(message.channelId);
  const asStub = stubs && channel !== undefined && isExtShared(channel);
  const files = message.fileIds.map((id) => {
    const file = state.files.get(id);
    return asStub || !file ? fileStub(id) : fileObject(file);
  });
  return { files, upload: false };
}

function threadFields(state: SlackState, message: StoredMessage): Json {
  if (message.threadTs !== undefined) {
    const root = findMessage(state, message.channelId, message.threadTs);
    return { thread_ts: message.threadTs, ...(root ? { parent_user_id: root.userId } : {}) };
  }
  const replies = repliesOf(state, message.channelId, message.ts);
  const latest = replies.at(-1);
  if (!latest) return {};
  const replyUsers = [...new Set(replies.map((reply) => reply.userId))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: replyUsers.length,
    latest_reply: latest.ts,
    reply_users: replyUsers,
    is_locked: false,
    subscribed: true,
  };
}

/** What the top level of a channel shows: parents and replies that were broadcast. slack.md §3 and the history page */
export function topLevelMessages(state: SlackState, channelId: string): StoredMessage[] {
  return messagesOf(state, channelId).filter((message) => message.threadTs === undefined || message.isBroadcast);
}
