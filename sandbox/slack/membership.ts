import type { SlackCore } from './core.ts';
import type { Delivery } from './journal.ts';
import { channelType, postMessage, present } from './posting.ts';
import type { Channel } from './state.ts';

/** Somebody comes into a channel: a system message, then member_joined_channel, which carries their team. slack.md §1.3 */
export async function joinMember(
  core: SlackCore,
  channel: Channel,
  userId: string,
  inviterId?: string,
): Promise<Delivery[]> {
  const user = core.state.users.get(userId);
  if (!user || channel.memberIds.has(userId)) return [];
  channel.memberIds.add(userId);
  const inviter = inviterId ? { inviter: inviterId } : {};
  const note = { subtype: 'channel_join', text: `<@${userId}> has joined the channel`, extra: inviter };
  const { message, deliveries } = postMessage(core, channel, user, note);
  const place = { channel: channel.id, channel_type: channelType(channel) === 'group' ? 'G' : 'C' };
  const event = { type: 'member_joined_channel', user: userId, team: user.teamId, ...place, ...inviter };
  const joined = botIsInside(core, channel)
    ? core.events.emit({
        name: 'member_joined_channel',
        event: { ...event, event_ts: message.ts },
        channel,
        actor: user,
      })
    : undefined;
  return present([...(await deliveries), await joined]);
}

/** Somebody leaves; the bot itself learns it by channel_left or group_left. slack.md §7 */
export async function leaveMember(
  core: SlackCore,
  channel: Channel,
  userId: string,
  actorId: string,
): Promise<Delivery[]> {
  const user = core.state.users.get(userId);
  if (!user || !channel.memberIds.delete(userId)) return [];
  const eventTs = core.state.nextTs();
  if (userId === core.state.app.botUserId) {
    const name = channel.isPrivate ? 'group_left' : 'channel_left';
    const event = { type: name, channel: channel.id, actor_id: actorId, event_ts: eventTs };
    return present([await core.events.emit({ name, event, channel })]);
  }
  if (!botIsInside(core, channel)) return [];
  const note = { subtype: 'channel_leave', text: `<@${userId}> has left the channel` };
  const { deliveries } = postMessage(core, channel, user, note);
  const place = { channel: channel.id, channel_type: channelType(channel) === 'group' ? 'G' : 'C' };
  const event = { type: 'member_left_channel', user: userId, team: user.teamId, ...place, event_ts: eventTs };
  const left = core.events.emit({ name: 'member_left_channel', event, channel, actor: user });
  return present([...(await deliveries), await left]);
}

function botIsInside(core: SlackCore, channel: Channel): boolean {
  return channel.memberIds.has(core.state.app.botUserId);
}
