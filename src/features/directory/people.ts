import type { Actor, PartnerActor, PartnerRole, SlackPerson, StaffActor } from '#core/actor.ts';
import type { PartnerPlace } from '#core/interaction.ts';
import type { PeoplePort, SlackReader } from '#core/ports.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import { isFullMember } from './membership.ts';
import { readersOfChannel } from './readers.ts';
import type { Contact } from './schemas.ts';
import type { DirectoryStore } from './store.ts';

/** Who is who (domain §0.2 Identity). Whoever is not proven to be staff or a partner's person is a stranger. */
export function createPeople(deps: { store: DirectoryStore; slack: SlackReader; program: ProgramPublic }): PeoplePort {
  const { store, slack, program } = deps;

  async function staffOf(person: SlackPerson): Promise<StaffActor | null> {
    const member = await store.findStaffByPerson(person);
    if (member) {
      return { kind: 'staff', staffId: member.staffId, name: member.name, person, roles: member.roles };
    }
    return (await isFullMember(slack, person)) ? { kind: 'staff', person, roles: [] } : null;
  }

  async function partnerActorOf(person: SlackPerson, partnerId: string): Promise<PartnerActor | null> {
    const contact = await store.findContact(partnerId, person);
    if (contact) return contact.leftAt === null ? actorOfContact(contact, person) : null;
    const isMember = await isFullMember(slack, person);
    return isMember ? { kind: 'partner', partnerId, person, roles: ['partner_member'] } : null;
  }

  async function placeOf(channelId: string): Promise<PartnerPlace | null> {
    const channel = await store.findChannel(channelId);
    if (!channel) return null;
    const readers = await readersOfChannel(store, channel);
    return { partnerId: channel.partnerId, channelId, isMain: channel.isMain, readers };
  }

  async function actorOf(person: SlackPerson, place: PartnerPlace | null): Promise<Actor> {
    if (person.userId === slack.botUserId()) return { kind: 'bot', person };
    const stranger: Actor = { kind: 'stranger', person };
    if (person.teamId === slack.homeTeamId()) return (await staffOf(person)) ?? stranger;
    if (place === null) return stranger;
    const ownPartnerId = await store.findPartnerIdOf(person);
    if (ownPartnerId === null || ownPartnerId !== place.partnerId) return stranger;
    return (await partnerActorOf(person, ownPartnerId)) ?? stranger;
  }

  return {
    placeOf,
    actorOf,

    async placeOfPerson(person) {
      if (person.teamId === slack.homeTeamId()) return null;
      const partnerId = await store.findPartnerIdOf(person);
      const main = partnerId === null ? null : await store.findMainChannel(partnerId);
      if (partnerId === null || main === null) return null;
      const actor = await partnerActorOf(person, partnerId);
      if (actor === null) return null;
      const isAdmin = actor.roles.includes('partner_admin');
      return {
        partnerId,
        channelId: main.channelId,
        isMain: true,
        readers: { kind: 'partner_person', partnerId, isAdmin },
      };
    },

    async readerOf(actor, place) {
      const vendorZone = async () => (await program.current()).vendor.timeZone;
      if (actor.kind === 'staff') {
        const member = await store.findStaffByPerson(actor.person);
        return { language: 'en', zone: member?.timeZone ?? (await vendorZone()) };
      }
      const partner = place === null ? null : await store.findPartner(place.partnerId);
      if (partner) return { language: partner.language, zone: partner.timeZone };
      return { language: 'en', zone: await vendorZone() };
    },

    async listMappedChannelIds() {
      return (await store.listConnectedChannels()).map((channel) => channel.channelId);
    },
  };
}

function actorOfContact(contact: Contact, person: SlackPerson): PartnerActor {
  const roles: readonly PartnerRole[] =
    contact.role === 'partner_member' ? ['partner_member'] : ['partner_member', contact.role];
  const { partnerId, contactId, name } = contact;
  return { kind: 'partner', partnerId, contactId, name, person, roles };
}
