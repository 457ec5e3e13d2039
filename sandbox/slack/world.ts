import type { SlackCore } from './core.ts';
import type { Delivery } from './journal.ts';
import type { Json } from './json.ts';
import { joinMember, leaveMember } from './membership.ts';
import { postMessage, present } from './posting.ts';
import { userObject } from './shapes/user.ts';
import { newChannel, newUser, type NewChannel, type NewUser } from './newcomers.ts';
import { messagesOf, type Channel, type Team, type User } from './state.ts';

/**
 * Sets up companies, people and channels, and does what admins do. Setting up says nothing to the app; what changes
 * later sends its events, and resolves after the first attempt.
 */
export interface World {
  readonly botUserId: string;
  readonly homeTeamId: string;
  addTeam(team: { id: string; name: string; domain?: string }): Team;
  addUser(user: NewUser): User;
  addChannel(channel: NewChannel): Channel;
  channel(id: string): Channel;
  archive(channelId: string, byUserId: string): Promise<Delivery[]>;
  unarchive(channelId: string, byUserId: string): Promise<Delivery[]>;
  rename(channelId: string, name: string): Promise<Delivery[]>;
  /** As when a private channel's sharing is initiated: every message moves to the new id. slack.md §1.3 */
  changeId(oldId: string, newId: string): Promise<Delivery[]>;
  /** Another company comes into the channel. */
  connectTeam(channelId: string, teamId: string): Promise<Delivery[]>;
  /** A company leaves: its people are gone; when it was not ours to host, our side gets a new id. slack.md §1.3 */
  disconnectTeam(channelId: string, teamId: string): Promise<Delivery[]>;
  invite(channelId: string, userIds: string[], byUserId?: string): Promise<Delivery[]>;
  removeMember(channelId: string, userId: string, byUserId: string): Promise<Delivery[]>;
  deactivate(userId: string): Promise<Delivery[]>;
  deleteChannel(channelId: string, byUserId: string): Promise<Delivery[]>;
  /** The installation ends: tokens_revoked, then app_uninstalled; every call answers invalid_auth from then on. */
  uninstall(): Promise<Delivery[]>;
}

export function createWorld(core: SlackCore): World {
  const { state, events } = core;

  function channelOf(id: string): Channel {
    const channel = state.channels.get(id);
    if (!channel) throw new Error(`there is no channel ${id}`);
    return channel;
  }

  /** `channel_x` for public channels and `group_x` for private ones, if the bot is inside. */
  async function tell(channel: Channel, what: string, event: Json): Promise<Delivery[]> {
    if (!channel.memberIds.has(state.app.botUserId)) return [];
    const name = `${channel.isPrivate ? 'group' : 'channel'}_${what}`;
    return present([await events.emit({ name, event: { type: name, ...event, event_ts: state.nextTs() }, channel })]);
  }

  async function tellExact(channel: Channel, name: string, event: Json): Promise<Delivery[]> {
    return present([await events.emit({ name, event: { type: name, ...event, event_ts: state.nextTs() }, channel })]);
  }

  async function setArchived(channelId: string, byUserId: string, isArchived: boolean): Promise<Delivery[]> {
    const channel = channelOf(channelId);
    const what = isArchived ? 'archive' : 'unarchive';
    channel.isArchived = isArchived;
    const by = channel.isPrivate && !isArchived ? { actor_id: byUserId } : { user: byUserId };
    const actor = state.users.get(byUserId);
    const note = { subtype: `channel_${what}`, text: `${what}d the channel` };
    const noted = actor ? await postMessage(core, channel, actor, note).deliveries : [];
    return [...noted, ...(await tell(channel, what, { channel: channelId, ...by }))];
  }

  async function moveTo(channel: Channel, newId: string): Promise<Delivery[]> {
    const oldId = channel.id;
    const messages = messagesOf(state, oldId);
    for (const message of messages) message.channelId = newId;
    for (const shown of state.ephemerals) if (shown.channelId === oldId) shown.channelId = newId;
    state.messages.delete(oldId);
    state.messages.set(newId, messages);
    state.channels.delete(oldId);
    channel.id = newId;
    state.channels.set(newId, channel);
    return tellExact(channel, 'channel_id_changed', { old_channel_id: oldId, new_channel_id: newId });
  }

  return {
    botUserId: state.app.botUserId,
    homeTeamId: state.app.homeTeamId,
    addTeam({ id, name, domain }) {
      const team = { id, name, domain: domain ?? name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-') };
      state.teams.set(id, team);
      return team;
    },
    addUser(user) {
      if (!state.teams.has(user.teamId)) throw new Error(`there is no team ${user.teamId}`);
      const added = newUser(user, core.clock.now());
      state.users.set(user.id, added);
      return added;
    },
    addChannel(channel) {
      const hostTeamId = channel.hostTeamId ?? state.app.homeTeamId;
      const teamIds = [...new Set([hostTeamId, ...(channel.teams ?? [])])];
      for (const id of channel.members) {
        const user = state.users.get(id);
        if (!user || !teamIds.includes(user.teamId)) throw new Error(`${id} is from no company of ${channel.id}`);
      }
      const added = newChannel(channel, hostTeamId, teamIds, core.clock.now());
      state.channels.set(channel.id, added);
      return added;
    },
    channel: channelOf,
    archive: (channelId, byUserId) => setArchived(channelId, byUserId, true),
    unarchive: (channelId, byUserId) => setArchived(channelId, byUserId, false),
    rename(channelId, name) {
      const channel = channelOf(channelId);
      channel.previousNames.push(channel.name);
      channel.name = name;
      const created = Math.floor(channel.createdAt.getTime() / 1000);
      const kind = { is_channel: !channel.isPrivate, is_mpim: false };
      return tell(channel, 'rename', { channel: { id: channelId, name, name_normalized: name, created, ...kind } });
    },
    changeId: (oldId, newId) => moveTo(channelOf(oldId), newId),
    connectTeam(channelId, teamId) {
      const channel = channelOf(channelId);
      if (!state.teams.has(teamId)) throw new Error(`there is no team ${teamId}`);
      channel.teamIds = [...new Set([...channel.teamIds, teamId])];
      return tellExact(channel, 'channel_shared', { connected_team_id: teamId, channel: channelId });
    },
    async disconnectTeam(channelId, teamId) {
      const channel = channelOf(channelId);
      const cutOff = (id: string): boolean => state.users.get(id)?.teamId === teamId;
      const leavesUs = teamId === state.app.homeTeamId || teamId === channel.hostTeamId;
      const others = channel.teamIds.filter((id) => id !== state.app.homeTeamId);
      const gone = leavesUs ? others : [teamId];
      channel.teamIds = channel.teamIds.filter((id) => !gone.includes(id));
      for (const id of channel.memberIds) {
        if (leavesUs ? gone.includes(state.users.get(id)?.teamId ?? '') : cutOff(id)) channel.memberIds.delete(id);
      }
      const isStillShared = channel.teamIds.length > 1;
      const event = { previously_connected_team_id: gone[0], channel: channelId, is_ext_shared: isStillShared };
      const told = await tellExact(channel, 'channel_unshared', event);
      if (!leavesUs || channel.hostTeamId === state.app.homeTeamId) return told; // the host keeps the id §1.3
      channel.isFrozen = true;
      channel.hostTeamId = state.app.homeTeamId;
      return [...told, ...(await moveTo(channel, state.nextId('C')))];
    },
    async invite(channelId, userIds, byUserId) {
      const channel = channelOf(channelId);
      const joined: Delivery[] = [];
      for (const id of userIds) joined.push(...(await joinMember(core, channel, id, byUserId)));
      return joined;
    },
    removeMember: (channelId, userId, byUserId) => leaveMember(core, channelOf(channelId), userId, byUserId),
    async deactivate(userId) {
      const user = state.users.get(userId);
      if (!user) throw new Error(`there is no user ${userId}`);
      user.deleted = true;
      user.updatedAt = core.clock.now();
      const seconds = Math.floor(user.updatedAt.getTime() / 1000);
      const shown = userObject(state, user, { locale: true, email: core.manifest.scopes.has('users:read.email') });
      const event = { type: 'user_change', user: shown, cache_ts: seconds, event_ts: state.nextTs() };
      return present([await events.emit({ name: 'user_change', event, actor: user })]);
    },
    async deleteChannel(channelId, byUserId) {
      const channel = channelOf(channelId);
      const told = await tell(channel, 'deleted', { channel: channelId, actor_id: byUserId });
      state.channels.delete(channelId);
      state.messages.delete(channelId);
      return told;
    },
    async uninstall() {
      const tokens = { bot: [state.app.botUserId], oauth: [] };
      const revoked = await events.emit({ name: 'tokens_revoked', event: { type: 'tokens_revoked', tokens } });
      const gone = await events.emit({ name: 'app_uninstalled', event: { type: 'app_uninstalled' } });
      core.tokens.bot = state.nextId('revoked-');
      return present([revoked, gone]);
    },
  };
}
