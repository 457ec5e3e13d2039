import type { Json } from '../json.ts';
import { isExtShared, type Channel, type SlackState } from '../state.ts';

/** conversations.info. The connected teams are in no other method. slack.md §1.3 */
export function wholeChannel(state: SlackState, channel: Channel): Json {
  if (channel.kind === 'im') return imObject(state, channel);
  return {
    ...channelSummary(state, channel),
    context_team_id: state.app.homeTeamId,
    connected_team_ids: otherTeams(state, channel),
    connected_limited_team_ids: [...channel.limitedTeamIds],
    internal_team_ids: [],
    pending_connected_team_ids: [...channel.pendingTeamIds],
    previous_names: [...channel.previousNames],
    ...(channel.isFrozen ? { is_frozen: true, frozen_reason: 'connection_severed' } : {}), // §1.3
  };
}

/** A row of conversations.list and users.conversations: without connected_team_ids. slack.md §1.3 */
export function channelSummary(state: SlackState, channel: Channel): Json {
  const shared = isExtShared(channel);
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: channel.isPrivate,
    created: seconds(channel.createdAt),
    creator: channel.creatorId,
    is_archived: channel.isArchived,
    is_general: false,
    is_member: channel.memberIds.has(state.app.botUserId),
    is_shared: shared,
    is_org_shared: false,
    is_ext_shared: shared,
    is_pending_ext_shared: channel.pendingTeamIds.length > 0,
    pending_shared: [...channel.pendingTeamIds],
    conversation_host_id: channel.hostTeamId,
    shared_team_ids: [...channel.teamIds],
    num_members: channel.memberIds.size,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}

function imObject(state: SlackState, channel: Channel): Json {
  const partner = [...channel.memberIds].find((id) => id !== state.app.botUserId);
  return {
    id: channel.id,
    created: seconds(channel.createdAt),
    is_im: true,
    is_archived: false,
    is_org_shared: false,
    is_ext_shared: false,
    user: partner,
    context_team_id: state.app.homeTeamId,
    is_open: true,
  };
}

function otherTeams(state: SlackState, channel: Channel): string[] {
  return channel.teamIds.filter((id) => id !== state.app.homeTeamId);
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
