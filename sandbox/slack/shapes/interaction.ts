import type { SlackCore } from '../core.ts';
import type { Json } from '../json.ts';
import type { Channel, StoredMessage, User } from '../state.ts';
import { messageObject } from './message.ts';

/** Fields that each interaction carries. */
export function interactionBase(core: SlackCore): Json {
  return { api_app_id: core.state.app.appId, token: 'sandbox-verification-token', enterprise: null };
}

/** A person in an interaction: `team_id` is where they are from, external or not. slack.md §1.2 */
export function interactionUser(user: User): Json {
  return { id: user.id, username: user.name, name: user.name, team_id: user.teamId };
}

/** The installing workspace: `team` of block_actions, commands and shortcuts. slack.md §1.2 */
export function installingTeam(core: SlackCore): Json {
  const team = core.state.teams.get(core.state.app.homeTeamId);
  return { id: team?.id, domain: team?.domain };
}

/** The workspace a person is from: `team` of view_submission and view_closed. slack.md §1.2 */
export function ownTeam(core: SlackCore, user: User): Json {
  const team = core.state.teams.get(user.teamId);
  return { id: user.teamId, domain: team?.domain ?? 'unknown' };
}

export function interactionChannel(channel: Channel): Json {
  if (channel.kind === 'im') return { id: channel.id, name: 'directmessage' };
  return { id: channel.id, name: channel.isPrivate ? 'privategroup' : channel.name };
}

export function messageContainer(core: SlackCore, channel: Channel, message: StoredMessage): Json {
  const thread = message.threadTs ? { thread_ts: message.threadTs } : {};
  return {
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: false, ...thread },
    channel: interactionChannel(channel),
    message: messageObject(core.state, message),
  };
}
