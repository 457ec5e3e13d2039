import type { EventHandler } from '#core/interaction.ts';
import type { ChannelStateService } from './service/channel-state.ts';

/** Slack's news about channels and people (slack.md §1.3). Each may arrive twice or late: Slack is asked for the truth. */
export function createEventHandler(deps: { channels: ChannelStateService }): EventHandler {
  const { channels } = deps;
  return async (event) => {
    switch (event.type) {
      case 'channel_id_changed':
        return channels.migrateId(event.oldChannelId, event.newChannelId);
      case 'channel_shared':
      case 'channel_unshared':
      case 'channel_unarchived':
      case 'channel_renamed':
        return channels.refreshCompanies(event.channelId);
      case 'channel_archived':
        return channels.setState(event.channelId, 'archived');
      case 'channel_deleted':
        return channels.setState(event.channelId, 'severed');
      case 'user_changed':
        if (event.teamId === null) return;
        return channels.setLeft({ teamId: event.teamId, userId: event.userId }, event.isDeactivated);
      default:
        return;
    }
  };
}
