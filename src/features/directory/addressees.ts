import type { SlackPerson } from '#core/actor.ts';
import type { Readers } from '#core/audience.ts';
import type { HolidayPort } from '#core/calendar/holidays.ts';
import type { AddresseePort, SlackReader } from '#core/ports.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import { calendarOf } from './cards.ts';
import { isFullMember } from './membership.ts';
import { readersOfChannel } from './readers.ts';
import type { DirectoryStore } from './store.ts';

/** What the outbox asks at send time; whoever cannot be named is `unknown` and gets nothing (design §7). */
export function createAddressees(deps: {
  store: DirectoryStore;
  holidays: HolidayPort;
  slack: SlackReader;
  program: ProgramPublic;
}): AddresseePort {
  const { store, holidays, slack, program } = deps;

  async function readersOfPerson(person: SlackPerson): Promise<Readers> {
    if (person.teamId === slack.homeTeamId()) {
      return (await store.findStaffByPerson(person)) ? { kind: 'staff_person' } : { kind: 'unknown' };
    }
    const partnerId = await store.findPartnerIdOf(person);
    if (partnerId === null) return { kind: 'unknown' };
    const contact = await store.findContact(partnerId, person);
    const isKnown = contact ? contact.leftAt === null : await isFullMember(slack, person);
    if (!isKnown) return { kind: 'unknown' };
    return { kind: 'partner_person', partnerId, isAdmin: contact?.role === 'partner_admin' };
  }

  return {
    async addresseeOf(partnerId) {
      const partner = await store.findPartner(partnerId);
      if (!partner) return null;
      return {
        partnerId,
        zone: partner.timeZone,
        calendar: calendarOf(partner, holidays),
        tier: partner.tier,
        status: partner.status,
        mutedTopics: partner.preferences.mutedTopics,
        language: partner.language,
      };
    },

    async readersOf(to) {
      if (!('channelId' in to)) return readersOfPerson(to);
      const channel = await store.findChannel(to.channelId);
      return channel ? readersOfChannel(store, channel) : { kind: 'unknown' };
    },

    async readerOfPerson(person) {
      const member = await store.findStaffByPerson(person);
      if (member) return { language: 'en', zone: member.timeZone };
      const partnerId = await store.findPartnerIdOf(person);
      const partner = partnerId === null ? null : await store.findPartner(partnerId);
      if (partner) return { language: partner.language, zone: partner.timeZone };
      return { language: 'en', zone: (await program.current()).vendor.timeZone };
    },
  };
}
