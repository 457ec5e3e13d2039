import { partnerUnknown } from './errors.ts';
import { isAway } from './access.ts';
import type { Access } from './access.ts';
import type { HolidayPort } from '#core/calendar/holidays.ts';
import type { ContactCard, DirectoryPublic, PartnerCard, StaffCard } from './public.ts';
import type { Contact, Partner, Staff } from './schemas.ts';
import type { createPreferencesService } from './service/preferences.ts';
import type { DirectoryStore } from './store.ts';

export function staffCard(member: Staff | null): StaffCard | null {
  return member ? cardOfStaff(member) : null;
}

function cardOfStaff({ staffId, name, person, timeZone, awayUntil }: Staff): StaffCard {
  return { staffId, name, person, timeZone, awayUntil };
}

/** Weekends of the partner, holidays of its country (domain §2.5 rule 2). */
export function calendarOf(partner: Partner, holidays: HolidayPort) {
  return holidays.calendarFor(partner.holidayCalendar, partner.weekendDays);
}

/** What other features may read of the directory; nothing here checks rights, callers do. */
export function createDirectoryPublic(deps: {
  store: DirectoryStore;
  holidays: HolidayPort;
  access: Access;
  preferences: ReturnType<typeof createPreferencesService>;
}): DirectoryPublic {
  const { store, holidays, access, preferences } = deps;

  async function cardOf(partner: Partner): Promise<PartnerCard> {
    const [main, { pm, backup }] = await Promise.all([
      store.findMainChannel(partner.partnerId),
      store.findCarers(partner),
    ]);
    return {
      partnerId: partner.partnerId,
      displayName: partner.displayName,
      tier: partner.tier,
      status: partner.status,
      stage: partner.stage,
      primaryType: partner.primaryType,
      secondaryTypes: partner.secondaryTypes,
      legalName: partner.legalName,
      domains: partner.domains,
      countries: partner.countries,
      territory: partner.territory,
      products: partner.products,
      timeZone: partner.timeZone,
      calendar: calendarOf(partner, holidays),
      language: partner.language,
      currency: partner.currency,
      launchAt: partner.launchAt,
      mainChannelId: main?.state === 'connected' ? main.channelId : null,
      pm: staffCard(pm),
      backup: staffCard(backup),
      mutedTopics: partner.preferences.mutedTopics,
    };
  }

  async function findPartner(partnerId: string): Promise<PartnerCard | null> {
    const partner = await store.findPartner(partnerId);
    return partner ? cardOf(partner) : null;
  }

  return {
    findPartner,
    async getPartner(partnerId) {
      const card = await findPartner(partnerId);
      if (!card) throw partnerUnknown();
      return card;
    },
    async listPartnerIds() {
      return (await store.listPartners()).map((partner) => partner.partnerId);
    },
    async listDistributors() {
      const isOne = (partner: Partner) => partner.primaryType === 'distributor' && partner.status === 'active';
      const found = (await store.listPartners()).filter(isOne);
      return found
        .map(({ partnerId, displayName }) => ({ partnerId, displayName }))
        .sort((left, right) => left.displayName.localeCompare(right.displayName, 'en'));
    },
    async listInTerritory(country) {
      return (await store.listInTerritory(country)).map(({ partnerId, displayName }) => ({ partnerId, displayName }));
    },
    async listContacts(partnerId) {
      const present = (await store.listContactsOf(partnerId)).filter((contact) => contact.leftAt === null);
      return present.sort(byPrecedence).map(contactCard);
    },
    async listStaff(at) {
      const members = await store.listStaff();
      return members.map((member) => ({
        ...cardOfStaff(member),
        key: member.key,
        roles: member.roles,
        isAway: isAway(member, at),
      }));
    },
    async listForeignNames(partnerId) {
      const others = (await store.listPartners()).filter((partner) => partner.partnerId !== partnerId);
      return others.flatMap((other) => [other.displayName, other.legalName, ...other.domains, other.partnerId]);
    },
    mayManage: access.mayManage,
    ...preferences,
  };
}

function contactCard(contact: Contact): ContactCard {
  return { contactId: contact.contactId, name: contact.name, person: contact.person, role: contact.role };
}

function byPrecedence(left: Contact, right: Contact): number {
  return rank(left) - rank(right) || left.name.localeCompare(right.name, 'en');
}

function rank(contact: Contact): number {
  if (contact.isLead) return 0;
  return contact.role === 'partner_admin' ? 1 : 2;
}
