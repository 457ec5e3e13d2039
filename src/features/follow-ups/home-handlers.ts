import { partnerSection, staffSection } from '#blocks/follow-ups/list.ts';
import type { HomeSection } from '#core/contributions/home.ts';
import { mayDo } from '#core/rights.ts';
import { rights } from './rules.ts';
import type { FollowUpService } from './service.ts';

const mostLines = 8;

/** App Home: what is on a colleague's plate; for a partner's person, what we do for them. */
export function createHomeSection({ service, order }: { service: FollowUpService; order: number }): HomeSection {
  return {
    order,
    async render(actor, { language, zone }) {
      if (actor.kind === 'partner' && mayDo(rights, 'readOwn', actor)) {
        return partnerSection(await service.listOwn({ actor, limit: mostLines }), zone, language);
      }
      if (actor.kind === 'staff' && mayDo(rights, 'readWork', actor)) {
        return staffSection(await service.listOfOwner({ actor, limit: mostLines }));
      }
      return [];
    },
  };
}
