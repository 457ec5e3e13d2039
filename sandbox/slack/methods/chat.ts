import { checkMessage, withIds } from '../payload-checks.ts';
import { changeMessage, postMessage, removeMessage } from '../posting.ts';
import type { SlackCore } from '../core.ts';
import { Refusal } from '../refusal.ts';
import { messageObject } from '../shapes/message.ts';
import type { Channel } from '../state.ts';
import type { Args } from './args.ts';
import type { MethodTable } from './method.ts';
import { botUser, joinedChannel, messageAt, postableChannel, visibleChannel } from './places.ts';
import { asList, isObject, type Json } from '../json.ts';

const TEXT_CUT_ABOVE = 40_000; // §3: cut above 40,000
const UPDATE_TEXT_MAX = 4000; // §3: text >4000 -> msg_too_long

interface Content {
  text: string;
  blocks: Json[];
  attachments: Json[];
}

function readContent(core: SlackCore, args: Args): Content {
  const [text, markdown, metadata] = [args.text('text'), args.text('markdown_text'), args.decoded('metadata')];
  const [blocks, attachments] = [args.decoded('blocks'), args.decoded('attachments')];
  checkMessage({
    ...(text === undefined ? {} : { text }),
    ...(markdown === undefined ? {} : { markdown_text: markdown }),
    ...(blocks === undefined ? {} : { blocks }),
    ...(attachments === undefined ? {} : { attachments }),
    ...(isObject(metadata) && Object.keys(metadata).length === 0 ? {} : metadata === undefined ? {} : { metadata }),
  });
  return {
    text: text ?? markdown ?? '',
    blocks: asList(withIds({ blocks: blocks ?? [] })['blocks']).filter(isObject),
    attachments: asList(attachments).filter(isObject),
  };
}

function readMetadata(args: Args): Json | undefined {
  const value = args.object('metadata');
  return value === undefined || Object.keys(value).length === 0 ? undefined : value;
}

function checkThread(core: SlackCore, channel: Channel, threadTs: string | undefined): void {
  if (threadTs === undefined) return;
  const root = messageAt(core, channel, threadTs, 'thread_not_found');
  if (root.threadTs !== undefined || root.subtype === 'channel_join') {
    throw new Refusal('cannot_reply_to_message', 'chat.postMessage page'); // a reply is no thread
  }
}

export const chatMethods: MethodTable = {
  'chat.postMessage': {
    tier: 'post',
    scopes: ['chat:write'],
    run(core, args) {
      const channel = postableChannel(core, args.required('channel'));
      const content = readContent(core, args);
      const threadTs = args.text('thread_ts');
      checkThread(core, channel, threadTs);
      const { message } = postMessage(core, channel, botUser(core), {
        text: content.text.slice(0, TEXT_CUT_ABOVE),
        blocks: content.blocks,
        attachments: content.attachments,
        metadata: readMetadata(args),
        threadTs,
        isBroadcast: args.flag('reply_broadcast'),
      });
      return { channel: channel.id, ts: message.ts, message: messageObject(core.state, message, { metadata: true }) };
    },
  },
  'chat.update': {
    tier: 3,
    scopes: ['chat:write'],
    run(core, args) {
      const channel = visibleChannel(core, args.required('channel'));
      const message = messageAt(core, channel, args.required('ts'));
      if (channel.isArchived || channel.isFrozen) throw new Refusal('is_inactive', 'chat.update page');
      if (message.botId !== core.state.app.botId) throw new Refusal('cant_update_message', '§3');
      const content = readContent(core, args);
      if (content.text.length > UPDATE_TEXT_MAX) throw new Refusal('msg_too_long', '§3');
      void changeMessage(core, channel, message, botUser(core), {
        text: content.text,
        blocks: content.blocks, // text alone removes blocks §3
        attachments: content.attachments,
        ...(args.has('metadata') ? { metadata: readMetadata(args) ?? {} } : {}),
      });
      const shown = messageObject(core.state, message, { metadata: true });
      return { channel: channel.id, ts: message.ts, text: message.text, message: shown };
    },
  },
  'chat.delete': {
    tier: 3,
    scopes: ['chat:write'],
    run(core, args) {
      const channel = visibleChannel(core, args.required('channel'));
      const message = messageAt(core, channel, args.required('ts'));
      if (message.botId !== core.state.app.botId) throw new Refusal('cant_delete_message', 'chat.delete page');
      void removeMessage(core, channel, message, botUser(core));
      return { channel: channel.id, ts: message.ts };
    },
  },
  'chat.postEphemeral': {
    tier: 4,
    scopes: ['chat:write'],
    run(core, args) {
      const channel = joinedChannel(core, args.required('channel'));
      if (channel.isArchived) throw new Refusal('is_archived', 'chat.postEphemeral page');
      const userId = args.required('user');
      const user = core.state.users.get(userId);
      if (!user || user.deleted || !channel.memberIds.has(userId)) throw new Refusal('user_not_in_channel', '§1.1');
      const content = readContent(core, args);
      const ts = core.state.nextTs();
      const threadTs = args.text('thread_ts');
      core.state.ephemerals.push({
        channelId: channel.id,
        ts,
        toUserId: userId,
        text: content.text,
        blocks: content.blocks,
        ...(threadTs ? { threadTs } : {}),
        via: 'chat.postEphemeral',
      });
      return { message_ts: ts };
    },
  },
  'chat.getPermalink': {
    tier: 'special',
    scopes: [],
    run(core, args) {
      const channel = visibleChannel(core, args.required('channel'));
      const message = messageAt(core, channel, args.required('message_ts'));
      const domain = core.state.teams.get(core.state.app.homeTeamId)?.domain;
      const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
      const permalink = `https://${domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
      return { channel: channel.id, permalink };
    },
  },
};
