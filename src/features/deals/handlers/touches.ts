import {
  monthLine,
  offerLines,
  registerButton,
  reviewItemLine,
  reviewItems,
  reviewLines,
  standingLine,
  updateButton,
} from '#blocks/deals/touches.ts';
import type { StandingLine } from '#core/contributions/standing.ts';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import type { Reader } from '#core/interaction.ts';
import type { DealService } from '../service.ts';
import { DealMonth, DealReview, DealStanding, RegisterOffer } from '../touch-schemas.ts';

/** What deals show and ask in the touches (domain §2.3); a newsletter has the standing line by itself. */
export function touchContentOf(service: DealService): readonly TouchContent[] {
  return [
    {
      name: 'deals.month',
      touches: ['monthly_performance_review'],
      order: 19,
      params: DealMonth,
      take: service.monthOf,
      lines: (params: DealMonth, reader: Reader) => [monthLine(params, reader)],
    },
    {
      name: 'deals.review',
      touches: ['weekly_deal_review', 'biweekly_pipeline_review'],
      order: 20,
      params: DealReview,
      take: service.reviewOf,
      lines: reviewLines,
      items: reviewItems,
      itemLine: reviewItemLine,
      itemsNow: service.itemsNow,
      itemButton: updateButton,
      onAnswers: service.takeAnswers,
    },
    {
      name: 'deals.open',
      touches: ['monthly_checkin', 'monthly_performance_review'],
      order: 21,
      params: DealStanding,
      take: ({ partnerId }) => service.standingOf(partnerId),
      lines: (params: DealStanding, reader: Reader) => [standingLine(params, reader)],
    },
    {
      name: 'deals.register',
      touches: ['weekly_deal_review', 'biweekly_pipeline_review', 'monthly_checkin', 'monthly_performance_review'],
      order: 90,
      params: RegisterOffer,
      take: service.offerOf,
      question: 'W1',
      lines: offerLines,
      buttons: (params: RegisterOffer, reader: Reader) => [registerButton(params, reader)],
    },
  ];
}

/** "2 registrations open, next decision by Tue 17 Nov". */
export function standingOf(service: DealService): StandingLine {
  return {
    name: 'deals.open',
    order: 15,
    params: DealStanding,
    take: (partnerId) => service.standingOf(partnerId),
    line: standingLine,
  };
}
