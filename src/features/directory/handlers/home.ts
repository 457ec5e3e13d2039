import { partnerHome, staffHome } from '#blocks/directory/home.ts';
import type { HomeSection } from '#core/contributions/home.ts';
import type { Access } from '../access.ts';
import type { DirectoryPublic } from '../public.ts';

/** A partner's person sees their company and contact, staff the partners that they look after. */
export function createHomeSection(deps: { directory: DirectoryPublic; access: Access }): HomeSection {
  return {
    order: 10,
    async render(actor, reader) {
      if (actor.kind === 'partner') {
        const card = await deps.directory.getPartner(actor.partnerId);
        return partnerHome(
          { displayName: card.displayName, pm: card.pm?.name ?? null, backup: card.backup?.name ?? null },
          reader,
        );
      }
      return actor.kind === 'staff' ? staffHome(await deps.access.listManaged(actor)) : [];
    },
  };
}
