import { missedMessage } from '#blocks/rhythm/missed.ts';
import { offerMessage } from '#blocks/rhythm/offer.ts';
import { planLines } from '#blocks/rhythm/plan.ts';
import { errorTexts } from '#blocks/rhythm/texts.ts';
import { messageKind } from '#core/feature.ts';
import type { Feature } from '#core/feature.ts';
import type { FeatureContext } from '#features/context.ts';
import type { CheckInsPublic } from '#features/check-ins/public.ts';
import type { FollowUpsPublic } from '#features/follow-ups/public.ts';
import { createHandlers } from './handlers.ts';
import { offerModel } from './model.ts';
import { rights } from './rules.ts';
import { MissedParams, OfferParams } from './schemas.ts';
import { createRhythmService } from './service.ts';
import { createStaffHandlers } from './staff-handlers.ts';
import { createOfferStore } from './store.ts';

/**
 * A partner's rhythm in people's hands: partner managers see what comes and move, skip or pause it; a partner who missed
 * two in a row is offered another day, another person or a month off. Promises: staff read the difference before it is
 * made; nobody is scolded in the shared channel; every miss sets off its step of the ladder once.
 */
export function createFeature(
  ctx: FeatureContext,
  deps: { plan: CheckInsPublic; followUps: FollowUpsPublic },
): Feature {
  const { directory, inOneWrite, connection } = ctx;
  const service = createRhythmService({ ...deps, directory, inOneWrite, offers: createOfferStore(connection) });
  const partners = createHandlers({ service });
  const staff = createStaffHandlers({ service });
  return {
    slug: 'rhythm',
    rights,
    actions: { ...partners.actions, ...staff.actions },
    views: { ...partners.views, ...staff.views },
    commands: staff.commands,
    models: [offerModel],
    messages: {
      offer: messageKind(OfferParams, offerMessage),
      missed: messageKind(MissedParams, missedMessage),
    },
    errorTexts,
    onTouchClosed: service.onTouchClosed,
    previewPartnerChange: async (change, actor) => planLines(await service.previewPartnerChange(change, actor)),
  };
}
