import type { Contact, Partner } from '../schemas.ts';
import type { DirectoryStore } from '../store.ts';

/** What the database holds before an import, arranged for comparing. */
export interface Snapshot {
  byExternalRef: ReadonlyMap<string, Partner>;
  byId: ReadonlyMap<string, Partner>;
  staffIdByKey: ReadonlyMap<string, string>;
  /** `domain:acme.example` → the partner that has it. */
  owners: ReadonlyMap<string, string>;
  teamsOf: ReadonlyMap<string, readonly string[]>;
  mainChannelOf: ReadonlyMap<string, string>;
  contactsOf: ReadonlyMap<string, readonly Contact[]>;
}

/** A fact that only one partner can have. */
export const claim = {
  name: (key: string) => `legalName:${key}`,
  domain: (domain: string) => `domains:${domain}`,
  team: (teamId: string) => `slackTeamIds:${teamId}`,
  channel: (channelId: string) => `channel:${channelId}`,
};

export async function takeSnapshot(store: DirectoryStore): Promise<Snapshot> {
  const [partners, staff, links, channels, contacts] = await Promise.all([
    store.listPartners(),
    store.listStaff(),
    store.listTeamLinks(),
    store.listAllChannels(),
    store.listAllContacts(),
  ]);
  const owners = new Map<string, string>();
  for (const partner of partners) {
    owners.set(claim.name(partner.legalNameKey), partner.partnerId);
    for (const domain of partner.domains) owners.set(claim.domain(domain), partner.partnerId);
  }
  for (const link of links) owners.set(claim.team(link.teamId), link.partnerId);
  for (const channel of channels) owners.set(claim.channel(channel.channelId), channel.partnerId);
  return {
    byExternalRef: new Map(
      partners.flatMap((partner) => (partner.externalRef ? [[partner.externalRef, partner]] : [])),
    ),
    byId: new Map(partners.map((partner) => [partner.partnerId, partner])),
    staffIdByKey: new Map(staff.map((member) => [member.key, member.staffId])),
    owners,
    teamsOf: grouped(
      links,
      (link) => link.partnerId,
      (link) => link.teamId,
    ),
    mainChannelOf: new Map(channels.filter((one) => one.isMain).map((one) => [one.partnerId, one.channelId])),
    contactsOf: grouped(
      contacts,
      (contact) => contact.partnerId,
      (contact) => contact,
    ),
  };
}

function grouped<Item, Value>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  valueOf: (item: Item) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    group.push(valueOf(item));
    groups.set(keyOf(item), group);
  }
  return groups;
}
