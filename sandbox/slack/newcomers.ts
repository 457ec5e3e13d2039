import type { Channel, User } from './state.ts';

export interface NewUser {
  id: string;
  teamId: string;
  name: string;
  realName?: string;
  email?: string;
  tz?: string;
  isAdmin?: boolean;
  isBot?: boolean;
  isRestricted?: boolean;
  deleted?: boolean;
}

export interface NewChannel {
  id: string;
  name: string;
  isPrivate?: boolean;
  /** The home team unless given. */
  hostTeamId?: string;
  /** Connected companies; the host is always among them. */
  teams?: string[];
  /** The bot is a member only when its user id is listed. */
  members: string[];
  /** Companies whose people may only post. slack.md §1.1 */
  limitedTeamIds?: string[];
  pendingTeamIds?: string[];
}

export function newUser(user: NewUser, now: Date): User {
  return {
    id: user.id,
    teamId: user.teamId,
    name: user.name,
    realName: user.realName ?? user.name,
    email: user.email,
    tz: user.tz ?? 'America/New_York',
    locale: 'en-US',
    isAdmin: user.isAdmin ?? false,
    isBot: user.isBot ?? false,
    isRestricted: user.isRestricted ?? false,
    deleted: user.deleted ?? false,
    updatedAt: now,
  };
}

export function newChannel(channel: NewChannel, hostTeamId: string, teamIds: string[], now: Date): Channel {
  return {
    id: channel.id,
    name: channel.name,
    kind: 'channel',
    isPrivate: channel.isPrivate ?? false,
    isArchived: false,
    isFrozen: false,
    hostTeamId,
    teamIds,
    limitedTeamIds: channel.limitedTeamIds ?? [],
    pendingTeamIds: channel.pendingTeamIds ?? [],
    memberIds: new Set(channel.members),
    createdAt: now,
    creatorId: channel.members[0] ?? '',
    previousNames: [],
  };
}
