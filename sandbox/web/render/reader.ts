import type { SlackState } from '../../slack/state.ts';

/** For whom something is rendered: their zone decides date tokens, their channels what a mention leads to. */
export interface Reader {
  userId: string;
  zone: string;
  state: Readonly<SlackState>;
  now: Date;
}

export function nameOfUser(reader: Reader, userId: string): string {
  const user = reader.state.users.get(userId);
  if (!user) return userId;
  return user.isBot && user.id === reader.state.app.botUserId ? reader.state.app.name : user.realName;
}

/** A channel that the reader is not in is private to them: Slack shows no name. */
export function nameOfChannel(reader: Reader, channelId: string): string | null {
  const channel = reader.state.channels.get(channelId);
  return channel?.memberIds.has(reader.userId) ? channel.name : null;
}
