import { partnerSection } from '#blocks/deals/home.ts';
import { isOpen } from '#blocks/deals/list.ts';
import { staffSection } from '#blocks/deals/queue.ts';
import type { HomeSection } from '#core/contributions/home.ts';
import { mayDo } from '#core/rights.ts';
import { rights } from '../rules.ts';
import type { DealService } from '../service.ts';
import { customerOf } from './filling.ts';
import { shownDeal, shownLine } from './shown.ts';

const mostDeals = 40;
const mostLines = 6;

/** App Home: a partner's own open deals and draft; for staff what waits for their decision. */
export function createHomeSection({ service, order }: { service: DealService; order: number }): HomeSection {
  return {
    order,
    async render(actor, { language, zone }) {
      if (actor.kind === 'partner' && mayDo(rights, 'readOwn', actor)) {
        const { partnerId } = actor;
        const [deals, draft] = await Promise.all([
          service.listOwn({ actor, partnerId, limit: mostDeals }),
          service.findDraft({ actor, partnerId }),
        ]);
        const open = deals.map((deal) => shownDeal(deal, zone)).filter(isOpen);
        const draftOf = draft === null ? null : customerOf(draft.values);
        return partnerSection({ partnerId, zone, open, draftOf }, language);
      }
      if (actor.kind === 'staff' && mayDo(rights, 'readQueue', actor)) {
        const lines = await service.listQueue({ actor, limit: mostDeals });
        const mine = lines.filter(({ deal }) => deal.approverStaffId === actor.staffId);
        return staffSection(mine.slice(0, mostLines).map(shownLine));
      }
      return [];
    },
  };
}
