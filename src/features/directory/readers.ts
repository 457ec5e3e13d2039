import type { Readers } from '#core/audience.ts';
import type { Write } from '#core/write.ts';
import type { Channel, TeamLink } from './schemas.ts';
import type { DirectoryStore } from './store.ts';

/** Who can read in a mapped channel; `unknown` until Slack has told its companies (domain §0.3 rule 4). */
export async function readersOfChannel(store: DirectoryStore, channel: Channel, write?: Write): Promise<Readers> {
  return readersAmong(channel, await store.findTeamLinks(channel.teamIds, write));
}

/** The same from links at hand, which must hold those of the channel's companies. */
export function readersAmong(channel: Channel, links: readonly TeamLink[]): Readers {
  if (channel.companiesCheckedAt === null) return { kind: 'unknown' };
  if (channel.teamIds.length === 0) return { kind: 'home_only' };
  const isOurs = (teamId: string): boolean =>
    links.some((link) => link.teamId === teamId && link.partnerId === channel.partnerId);
  return channel.teamIds.every(isOurs) ? { kind: 'partner', partnerId: channel.partnerId } : { kind: 'mixed' };
}
