import type { SlackEvent } from '#core/interaction.ts';
import type { Feature } from '#core/feature.ts';
import type { Log } from '#core/log-fields.ts';

interface RawEvent {
  type?: string;
  channel?: string | { id?: string };
  old_channel_id?: string;
  new_channel_id?: string;
  connected_team_id?: string;
  previously_connected_team_id?: string;
  is_ext_shared?: boolean;
  user?: string | { id?: string; team_id?: string; deleted?: boolean };
  team?: string;
}

/** Slack's channel and company events as ours; null for what nobody needs. */
export function toSlackEvent(raw: unknown): SlackEvent | null {
  const event = raw as RawEvent;
  const channelId = typeof event.channel === 'string' ? event.channel : (event.channel?.id ?? '');
  switch (event.type) {
    case 'channel_id_changed':
      return {
        type: 'channel_id_changed',
        oldChannelId: event.old_channel_id ?? '',
        newChannelId: event.new_channel_id ?? '',
      };
    case 'channel_shared':
      return { type: 'channel_shared', channelId, connectedTeamId: event.connected_team_id ?? '' };
    case 'channel_unshared':
      return {
        type: 'channel_unshared',
        channelId,
        disconnectedTeamId: event.previously_connected_team_id ?? '',
        isStillShared: event.is_ext_shared === true,
      };
    case 'channel_archive':
    case 'group_archive':
      return { type: 'channel_archived', channelId };
    case 'channel_unarchive':
    case 'group_unarchive':
      return { type: 'channel_unarchived', channelId };
    case 'channel_deleted':
    case 'group_deleted':
      return { type: 'channel_deleted', channelId };
    case 'channel_rename':
    case 'group_rename':
      return { type: 'channel_renamed', channelId };
    case 'member_joined_channel':
    case 'member_left_channel': {
      const type = event.type === 'member_joined_channel' ? 'member_joined' : 'member_left';
      return { type, channelId, userId: typeof event.user === 'string' ? event.user : '', teamId: event.team ?? null };
    }
    case 'user_change': {
      const user = typeof event.user === 'object' ? event.user : {};
      return {
        type: 'user_changed',
        userId: user.id ?? '',
        teamId: user.team_id ?? null,
        isDeactivated: user.deleted === true,
      };
    }
    default:
      return null;
  }
}

/** Tells every feature that wants it; one feature's failure does not keep it from the next. */
export async function tellFeatures(features: readonly Feature[], event: SlackEvent, log: Log): Promise<void> {
  const failures: unknown[] = [];
  for (const feature of features) {
    try {
      await feature.onSlackEvent?.(event, log.with({ feature: feature.slug, event: event.type }));
    } catch (thrown) {
      failures.push(thrown);
    }
  }
  if (failures.length > 0) throw failures[0];
}
