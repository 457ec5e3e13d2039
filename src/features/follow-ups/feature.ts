import {
  cardMessage,
  copyMessage,
  leadUnsetMessage,
  overdueMessage,
  reminderMessage,
} from '#blocks/follow-ups/card.ts';
import { openPointsLine } from '#blocks/follow-ups/standing.ts';
import { errorTexts } from '#blocks/follow-ups/texts.ts';
import { closedMessage, loggedMessage, newDateMessage } from '#blocks/follow-ups/thread.ts';
import { messageKind } from '#core/feature.ts';
import type { Feature } from '#core/feature.ts';
import type { FeatureContext } from '#features/context.ts';
import { createSweepDue } from '#jobs/follow-ups/sweep-due.ts';
import { createHandlers } from './handlers.ts';
import { createHomeSection } from './home-handlers.ts';
import {
  CardParams,
  ClosedParams,
  CopyParams,
  EscalatedParams,
  LeadUnsetParams,
  LoggedParams,
  NewDateParams,
  OpenPoints,
  ReminderParams,
} from './message-schemas.ts';
import { counterModel, followUpModel } from './model.ts';
import type { FollowUpsPublic } from './public.ts';
import { rights } from './rules.ts';
import { followUpSettings } from './rules/settings.ts';
import { createFollowUpService } from './service.ts';
import { createFollowUpStore } from './store.ts';

export interface FollowUpsFeature {
  feature: Feature;
  public: FollowUpsPublic;
}

/**
 * What we do about a partner's answers: each follow-up has an owner by name, a day, and an end that the partner reads.
 * For partners (who see it in their thread) and for the colleague whose turn it is (who gets a card with buttons).
 * Promises: an answer opens it once, whatever is repeated or edited; what is overdue goes up the ladder; notes stay here.
 */
export function createFeature(ctx: FeatureContext): FollowUpsFeature {
  const service = createFollowUpService({
    followUps: createFollowUpStore(ctx.connection),
    directory: ctx.directory,
    settings: async () => followUpSettings(await ctx.program.current(), ctx.holidays),
    ids: ctx.ids,
    clock: ctx.clock,
    inOneWrite: ctx.inOneWrite,
  });
  return {
    feature: {
      slug: 'follow-ups',
      rights,
      ...createHandlers({ service }),
      jobs: [createSweepDue({ service, log: ctx.log })],
      models: [followUpModel, counterModel],
      messages: {
        logged: messageKind(LoggedParams, loggedMessage),
        closed: messageKind(ClosedParams, closedMessage),
        'new-date': messageKind(NewDateParams, newDateMessage),
        card: messageKind(CardParams, cardMessage),
        reminder: messageKind(ReminderParams, reminderMessage),
        overdue: messageKind(EscalatedParams, overdueMessage),
        copy: messageKind(CopyParams, copyMessage),
        'lead-unset': messageKind(LeadUnsetParams, leadUnsetMessage),
      },
      errorTexts,
      onPartnerChange: service.onPartnerChange,
      onSlackEvent: service.onSlackEvent,
      standing: [
        {
          name: 'follow-ups.open',
          order: 10,
          params: OpenPoints,
          take: (partnerId) => service.openPointsOf(partnerId),
          line: openPointsLine,
        },
      ],
      homeSections: [createHomeSection({ service, order: 20 })],
    },
    public: service,
  };
}
