import {
  lateMessage,
  minutesCard,
  missedMessage,
  packCard,
  planCard,
  progressCard,
  replyNote,
} from '#blocks/business-reviews/cards.ts';
import {
  agendaMessage,
  commitmentsMessage,
  dateMessage,
  minutesMessage,
  packMessage,
  preworkMessage,
  progressMessage,
  surveyMessage,
} from '#blocks/business-reviews/channel.ts';
import { errorTexts } from '#blocks/business-reviews/texts.ts';
import { touchSteps } from '#core/contributions/touch-content.ts';
import { messageKind } from '#core/feature.ts';
import type { Feature } from '#core/feature.ts';
import type { FeatureContext } from '#features/context.ts';
import type { FollowUpsPublic } from '#features/follow-ups/public.ts';
import { createSweepDue } from '#jobs/business-reviews/sweep-due.ts';
import { createHandlers } from './handlers.ts';
import { createHomeSection } from './home-handlers.ts';
import {
  AgendaParams,
  CommitmentsParams,
  DateParams,
  LateParams,
  MinutesCardParams,
  MinutesParams,
  MissedParams,
  PackCardParams,
  PackParams,
  PlanCardParams,
  PreworkParams,
  ProgressCardParams,
  ProgressParams,
  ReplyNoteParams,
  SurveyParams,
} from './message-schemas.ts';
import { reviewModel } from './model.ts';
import type { CheckInsPublic } from '#features/check-ins/public.ts';
import { rights } from './rules.ts';
import { qbrTouchIds } from './schemas.ts';
import { createReviewService } from './service.ts';
import { createReviewStore } from './store.ts';

/**
 * The quarterly business review around its meeting: date, pack, agenda, minutes, commitments, progress, and Q8 person by
 * person. For partners, who read pack and minutes in one thread, and partner managers, who approve and write them.
 * Promises: numbers are frozen once; nothing goes to a partner that its manager has not approved; what one person says
 * about recommending us is never in a channel; what is late on our side goes up the ladder.
 */
export function createFeature(ctx: FeatureContext & { planning: CheckInsPublic; followUps: FollowUpsPublic }): {
  feature: Feature;
} {
  const service = createReviewService({
    reviews: createReviewStore(ctx.connection),
    planning: ctx.planning,
    directory: ctx.directory,
    program: ctx.program,
    followUps: ctx.followUps,
    content: () => ctx.contributed.touchContent(),
    clock: ctx.clock,
    inOneWrite: ctx.inOneWrite,
  });
  return {
    feature: {
      slug: 'business-reviews',
      rights,
      ...createHandlers({ service }),
      jobs: [createSweepDue({ service, log: ctx.log })],
      models: [reviewModel],
      messages: {
        date: messageKind(DateParams, dateMessage),
        agenda: messageKind(AgendaParams, agendaMessage),
        pack: messageKind(PackParams, packMessage),
        prework: messageKind(PreworkParams, preworkMessage),
        commitments: messageKind(CommitmentsParams, commitmentsMessage),
        minutes: messageKind(MinutesParams, minutesMessage),
        progress: messageKind(ProgressParams, progressMessage),
        survey: messageKind(SurveyParams, surveyMessage),
        'plan-card': messageKind(PlanCardParams, planCard),
        'pack-card': messageKind(PackCardParams, packCard),
        'minutes-card': messageKind(MinutesCardParams, minutesCard),
        'progress-card': messageKind(ProgressCardParams, progressCard),
        late: messageKind(LateParams, lateMessage),
        'reply-note': messageKind(ReplyNoteParams, replyNote),
        missed: messageKind(MissedParams, missedMessage),
      },
      errorTexts,
      onThreadReply: (request) => service.takeReply(request),
      onPartnerChange: service.onPartnerChange,
      onSlackEvent: service.onSlackEvent,
      touchSteps: [{ touches: qbrTouchIds, steps: touchSteps, run: service.runTouchStep }],
      homeSections: [createHomeSection({ service, order: 30 })],
    },
  };
}
