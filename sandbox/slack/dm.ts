import type { Channel, SlackState, User } from './state.ts';

/** The direct-message channel between the bot and a person, if one was ever opened. */
export function findDm(state: SlackState, userId: string): Channel | undefined {
  for (const channel of state.channels.values()) {
    if (channel.kind === 'im' && channel.memberIds.has(userId)) return channel;
  }
  return undefined;
}

export function openDm(state: SlackState, user: User, now: Date): Channel {
  const existing = findDm(state, user.id);
  if (existing) return existing;
  const channel: Channel = {
    id: state.nextId('D'),
    name: '',
    kind: 'im',
    isPrivate: true,
    isArchived: false,
    isFrozen: false,
    hostTeamId: state.app.homeTeamId,
    teamIds: [...new Set([state.app.homeTeamId, user.teamId])],
    limitedTeamIds: [],
    pendingTeamIds: [],
    memberIds: new Set([state.app.botUserId, user.id]),
    createdAt: now,
    creatorId: user.id,
    previousNames: [],
  };
  state.channels.set(channel.id, channel);
  return channel;
}
