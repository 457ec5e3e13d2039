import type { Outcome } from '#core/intent.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { Channel } from '../schemas.ts';
import type { DirectoryStore } from '../store.ts';
import type { ChannelStateService } from './channel-state.ts';
import type { Hub } from './hub.ts';

/** How often Slack is asked whether an archived channel is back. */
const askAgainAfterMs = 24 * 3_600_000;

export type HubUpkeep = ReturnType<typeof createHubUpkeep>;

/** Brings hubs up to date with what no verb could tell: imports, ended absences, new buttons, channels never checked. */
export function createHubUpkeep(deps: {
  store: DirectoryStore;
  hub: Hub;
  channels: ChannelStateService;
  inOneWrite: InOneWrite;
}) {
  const { store, hub, channels, inOneWrite } = deps;

  /** Asks Slack where something is unknown, then owes the hub. Throws AppError(unavailable) when Slack cannot be asked. */
  async function bringUpToDate(channel: Channel): Promise<void> {
    const { channelId } = channel;
    const partner = await store.findPartner(channel.partnerId);
    if (!partner) return;
    const isLost = channel.hubShown === null && channel.hubKey !== null;
    const isArchived = channel.state === 'archived';
    if (channel.companiesCheckedAt === null || isLost || isArchived) await channels.refreshCompanies(channelId);
    await inOneWrite(async (write) => {
      const current = await store.findChannel(channelId, write);
      if (current) await hub.owe(partner, current, write);
    });
  }

  /** When `listUnsettled` next finds a channel; an instant in the past for those it finds already, null for none. */
  async function nextUnsettledAt(): Promise<Date | null> {
    const instants = (await store.listUnsettledChannels()).map(unsettledAt);
    return instants.length === 0 ? null : new Date(Math.min(...instants));
  }

  async function listUnsettled(now: Date): Promise<Channel[]> {
    return (await store.listUnsettledChannels()).filter((channel) => unsettledAt(channel) <= now.getTime());
  }

  /** A hub that could not be delivered is owed anew once Slack says that the channel is usable. */
  async function onOutcome(outcome: Outcome, write: Write): Promise<void> {
    if (outcome.message !== 'directory.hub' || outcome.kind === 'delivered') return;
    const channel = await store.findChannelByHubKey(outcome.key, write);
    if (channel) await store.updateChannel(channel.channelId, { hubShown: null }, write);
  }

  return {
    listUnsettled,
    nextUnsettledAt,
    listStale: hub.listStale,
    nextStaleAt: hub.nextStaleAt,
    bringUpToDate,
    onOutcome,
  };
}

/** Milliseconds since 1970; 0 for at once. */
function unsettledAt(channel: Channel): number {
  if (channel.state !== 'archived' || channel.companiesCheckedAt === null) return 0;
  return channel.companiesCheckedAt.getTime() + askAgainAfterMs;
}
