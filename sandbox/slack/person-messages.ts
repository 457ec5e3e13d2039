import { addReaction } from './methods/reactions.ts';
import { changeMessage, postMessage, present, removeMessage } from './posting.ts';
import { ownChannel, resultOf, type PersonContext, type PersonResult } from './person-context.ts';
import { openDm } from './dm.ts';
import { findMessage, type StoredFile, type StoredMessage } from './state.ts';

export interface SentFile {
  name: string;
  mimetype: string;
  content: Uint8Array | string;
}

export interface SayArgs {
  channelId: string;
  text: string;
  threadTs?: string;
  files?: SentFile[];
}

export interface PersonMessages {
  /** Resolves after the first attempt to tell the app; `ts` names the message. */
  say(args: SayArgs): Promise<PersonResult & { ts: string }>;
  /** `say` with the bot's mention in front. */
  mention(args: SayArgs): Promise<PersonResult & { ts: string }>;
  /** A direct message to the bot. */
  sayDirectly(text: string, threadTs?: string): Promise<PersonResult & { ts: string }>;
  editMessage(args: { channelId: string; ts: string; text: string }): Promise<PersonResult>;
  deleteMessage(args: { channelId: string; ts: string }): Promise<PersonResult>;
  react(args: { channelId: string; ts: string; name: string }): Promise<PersonResult>;
}

export function personMessages(context: PersonContext): PersonMessages {
  const { core, user } = context;

  async function say({ channelId, text, threadTs, files = [] }: SayArgs): Promise<PersonResult & { ts: string }> {
    const channel = ownChannel(context, channelId);
    if (channel.isArchived || channel.isFrozen) throw new Error(`${channelId} is archived`);
    if (threadTs !== undefined && !findMessage(core.state, channelId, threadTs))
      throw new Error(`no thread ${threadTs}`);
    const fileIds = files.map((file) => storeFile(context, file, { channelIds: [channelId] }).id);
    const subtype = fileIds.length > 0 ? { subtype: 'file_share' } : {};
    const posted = postMessage(core, channel, user, { text, threadTs, fileIds, ...subtype });
    return { ...resultOf(await posted.deliveries), ts: posted.message.ts };
  }

  function ownMessage(channelId: string, ts: string): StoredMessage {
    const message = findMessage(core.state, channelId, ts);
    if (message?.userId !== user.id) throw new Error(`${user.id} wrote no message ${ts}`);
    return message;
  }

  return {
    say,
    mention: (args) => say({ ...args, text: `<@${core.state.app.botUserId}> ${args.text}` }),
    sayDirectly(text, threadTs) {
      if (!core.manifest.messagesTab) throw new Error('the messages tab is off: nobody can write to this app'); // §7
      const channel = openDm(core.state, user, core.clock.now());
      return say({ channelId: channel.id, text, ...(threadTs ? { threadTs } : {}) });
    },
    async editMessage({ channelId, ts, text }) {
      const channel = ownChannel(context, channelId);
      return resultOf(await changeMessage(core, channel, ownMessage(channelId, ts), user, { text }));
    },
    async deleteMessage({ channelId, ts }) {
      const channel = ownChannel(context, channelId);
      return resultOf(await removeMessage(core, channel, ownMessage(channelId, ts), user));
    },
    async react({ channelId, ts, name }) {
      const channel = ownChannel(context, channelId);
      const message = findMessage(core.state, channelId, ts);
      if (!message) throw new Error(`there is no message ${ts} in ${channelId}`);
      return resultOf(present([await addReaction(core, channel, message, user, name)]));
    },
  };
}

export function storeFile(
  { core, user }: PersonContext,
  sent: SentFile,
  place: Pick<StoredFile, 'channelIds' | 'inForm'>,
): StoredFile {
  const content = typeof sent.content === 'string' ? new TextEncoder().encode(sent.content) : sent.content;
  const file: StoredFile = {
    id: core.state.nextId('F'),
    name: sent.name,
    title: sent.name,
    mimetype: sent.mimetype,
    userId: user.id,
    teamId: user.teamId,
    createdAt: core.clock.now(),
    content,
    expectedLength: content.byteLength,
    isComplete: true,
    ...place,
  };
  core.state.files.set(file.id, file);
  return file;
}
