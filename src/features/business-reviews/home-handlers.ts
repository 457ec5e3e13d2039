import { waitingSection } from '#blocks/business-reviews/home.ts';
import type { HomeSection } from '#core/contributions/home.ts';
import { mayDo } from '#core/rights.ts';
import { rights } from './rules.ts';
import type { ReviewService } from './service.ts';

const mostLines = 8;

/** App Home of partner managers: reviews that wait for them. */
export function createHomeSection({ service, order }: { service: ReviewService; order: number }): HomeSection {
  return {
    order,
    async render(actor) {
      if (actor.kind !== 'staff' || !mayDo(rights, 'readReviews', actor)) return [];
      const waiting = await service.listWaiting({ actor, limit: mostLines });
      return waitingSection(
        waiting.flatMap(({ review, partnerName }) =>
          review.waitsFor === null ? [] : [{ ...review, partnerName, waitsFor: review.waitsFor }],
        ),
      );
    },
  };
}
