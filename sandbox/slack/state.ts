import type { Json } from './json.ts';

export interface Team {
  id: string;
  name: string;
  domain: string;
}

export interface User {
  id: string;
  teamId: string;
  name: string;
  realName: string;
  email: string | undefined;
  tz: string;
  locale: string;
  isAdmin: boolean;
  isBot: boolean;
  isRestricted: boolean;
  deleted: boolean;
  updatedAt: Date;
}

export interface Channel {
  id: string;
  name: string;
  kind: 'channel' | 'im';
  isPrivate: boolean;
  isArchived: boolean;
  isFrozen: boolean;
  hostTeamId: string;
  teamIds: string[];
  limitedTeamIds: string[];
  pendingTeamIds: string[];
  memberIds: Set<string>;
  createdAt: Date;
  creatorId: string;
  previousNames: string[];
}

export interface Reaction {
  name: string;
  userIds: string[];
}

/** A message as Slack keeps it; `ts` is unique in its channel and rises. */
export interface StoredMessage {
  channelId: string;
  ts: string;
  userId: string;
  teamId: string;
  botId?: string;
  subtype?: string;
  text: string;
  blocks: Json[];
  attachments: Json[];
  fileIds: string[];
  metadata?: Json;
  threadTs?: string;
  isBroadcast: boolean;
  edited?: { userId: string; ts: string };
  reactions: Reaction[];
  pinnedBy?: { userId: string; at: Date };
  clientMsgId?: string;
  extra?: Json;
}

/** Only its addressee sees it; it is in no history and cannot be updated by ts. slack.md §1.1 */
export interface EphemeralMessage {
  channelId: string;
  ts: string;
  toUserId: string;
  text: string;
  blocks: Json[];
  threadTs?: string;
  via: 'chat.postEphemeral' | 'response_url' | 'command';
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  userId: string;
  teamId: string;
  createdAt: Date;
  content: Uint8Array | undefined;
  expectedLength: number;
  isComplete: boolean;
  channelIds: string[];
  /** Chosen in a form of the app: shared with nobody else. */
  inForm?: boolean;
}

export interface Bookmark {
  id: string;
  channelId: string;
  title: string;
  type: string;
  link: string;
  emoji: string;
  createdAt: Date;
}

export interface AppIdentity {
  appId: string;
  botId: string;
  botUserId: string;
  homeTeamId: string;
  name: string;
}

/** Everything this Slack remembers. One instance per createSandboxSlack, no module state. */
export interface SlackState {
  app: AppIdentity;
  teams: Map<string, Team>;
  users: Map<string, User>;
  channels: Map<string, Channel>;
  messages: Map<string, StoredMessage[]>;
  ephemerals: EphemeralMessage[];
  files: Map<string, StoredFile>;
  bookmarks: Bookmark[];
  nextId(prefix: string): string;
  /** A message timestamp: this clock's time in seconds with six digits, never the same twice. */
  nextTs(): string;
}

export function createState(app: AppIdentity, now: () => Date): SlackState {
  let idCount = 0;
  let lastMicros = 0;
  return {
    app,
    teams: new Map(),
    users: new Map(),
    channels: new Map(),
    messages: new Map(),
    ephemerals: [],
    files: new Map(),
    bookmarks: [],
    nextId(prefix) {
      idCount += 1;
      return `${prefix}${(0x10000000 + idCount).toString(36).toUpperCase().padStart(9, '0')}`;
    },
    nextTs() {
      lastMicros = Math.max(now().getTime() * 1000, lastMicros + 1);
      const seconds = Math.floor(lastMicros / 1_000_000);
      return `${seconds}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
    },
  };
}

export function messagesOf(state: SlackState, channelId: string): StoredMessage[] {
  let list = state.messages.get(channelId);
  if (!list) state.messages.set(channelId, (list = []));
  return list;
}

export function findMessage(state: SlackState, channelId: string, ts: string): StoredMessage | undefined {
  // Recent messages are asked for most often.
  return state.messages.get(channelId)?.findLast((message) => message.ts === ts);
}

export function repliesOf(state: SlackState, channelId: string, threadTs: string): StoredMessage[] {
  return messagesOf(state, channelId).filter((message) => message.threadTs === threadTs);
}

export function isExtShared(channel: Channel): boolean {
  return channel.kind === 'channel' && channel.teamIds.length > 1;
}

export function isExternal(state: SlackState, user: User): boolean {
  return user.teamId !== state.app.homeTeamId;
}

/** True when an external user shares no channel with the home team: `is_stranger`. slack.md §1.2 */
export function isStranger(state: SlackState, user: User): boolean {
  if (!isExternal(state, user)) return false;
  for (const channel of state.channels.values()) {
    if (
      channel.kind === 'channel' &&
      channel.memberIds.has(user.id) &&
      channel.teamIds.includes(state.app.homeTeamId)
    ) {
      return false;
    }
  }
  return true;
}

/** Orders message timestamps. */
export function compareTs(a: string, b: string): number {
  const [aSeconds = '0', aMicros = ''] = a.split('.');
  const [bSeconds = '0', bMicros = ''] = b.split('.');
  const bySeconds = Number(aSeconds) - Number(bSeconds);
  if (bySeconds !== 0) return bySeconds;
  return Number(aMicros.padEnd(6, '0')) - Number(bMicros.padEnd(6, '0'));
}
