import type { Actor } from '#core/actor.ts';
import { requireRight } from '#core/rights.ts';
import type { Access } from '../access.ts';
import { missingFields, rights } from '../rules.ts';
import type { DirectoryStore } from '../store.ts';

export type SheetService = ReturnType<typeof createSheetService>;

/** A partner's record for those who look after it. */
export function createSheetService({ store, access }: { store: DirectoryStore; access: Access }) {
  return {
    /** Throws AppError(forbidden) or AppError(missing). */
    async showPartner(order: { actor: Actor; partnerId: string }) {
      requireRight(rights, 'showPartner', order.actor);
      const partner = await access.requireManaged(order.actor, order.partnerId);
      const [contacts, channels, { pm, backup }] = await Promise.all([
        store.listContactsOf(partner.partnerId),
        store.listChannelsOf(partner.partnerId),
        store.findCarers(partner),
      ]);
      const present = contacts.filter((contact) => contact.leftAt === null);
      return {
        partner,
        pm: pm?.name ?? null,
        backup: backup?.name ?? null,
        contacts: present,
        channels,
        missing: missingFields(partner, contacts, channels),
      };
    },
  };
}
