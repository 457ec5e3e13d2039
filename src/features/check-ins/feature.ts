import { promptMessage } from '#blocks/check-ins/prompt.ts';
import { answersMessage, gapsMessage, skippedMessage, unreviewedMessage } from '#blocks/check-ins/staff-messages.ts';
import { actionIds } from '#blocks/check-ins/ids.ts';
import { nextTouchLine } from '#blocks/check-ins/standing.ts';
import { errorTexts, textsFor } from '#blocks/check-ins/texts.ts';
import {
  leftReply,
  notedMessage,
  reminderLine,
  reminderMessage,
  replyMessage,
  summaryMessage,
} from '#blocks/check-ins/thread.ts';
import { messageKind } from '#core/feature.ts';
import type { Feature } from '#core/feature.ts';
import type { FeatureContext } from '#features/context.ts';
import type { FollowUpsPublic } from '#features/follow-ups/public.ts';
import { createSweepCore } from '#jobs/check-ins/sweep-core.ts';
import { createSweepEmerging } from '#jobs/check-ins/sweep-emerging.ts';
import { createSweepStrategic } from '#jobs/check-ins/sweep-strategic.ts';
import { createCadenceStore } from './cadence-store.ts';
import { createHistoryStore } from './history-store.ts';
import { createHandlers } from './handlers.ts';
import { createHomeSection } from './home-handlers.ts';
import {
  AnswersParams,
  GapsParams,
  LeftParams,
  NotedParams,
  PromptParams,
  ReminderParams,
  ReplyParams,
  SkippedParams,
  SummaryParams,
  UnreviewedParams,
} from './message-schemas.ts';
import { baselineModel, cadenceEventModel, cadenceModel, occurrenceModel } from './model.ts';
import type { CheckInsPublic } from './public.ts';
import { rights } from './rules.ts';
import { createCheckInService } from './service.ts';
import type { CheckInService } from './service.ts';
import { nextTouchOf } from './service/standing.ts';
import { NextTouch } from './standing-schemas.ts';
import { createOccurrenceStore } from './store.ts';

export interface CheckInsFeature {
  feature: Feature;
  public: CheckInsPublic;
  /** For the demo's table and the operator. */
  listLedger: CheckInService['listLedger'];
}

/**
 * The seven touches of domain §2.1, each tier its own: asked in the partner's channel, answered by a tap or a form.
 * For partners, who see what happens next, and their managers, who see what is open or needs them.
 * Promises: one prompt for each partner and period, whatever is repeated or crashes; never outside its own day.
 * Every period runs once, or its skip has a reason that staff can read.
 */
export function createFeature(ctx: FeatureContext, others: { followUps: FollowUpsPublic }): CheckInsFeature {
  const service = createCheckInService({
    occurrences: createOccurrenceStore(ctx.connection),
    cadences: createCadenceStore(ctx.connection),
    directory: ctx.directory,
    followUps: others.followUps,
    touchContent: () => ctx.contributed.touchContent(),
    history: createHistoryStore(ctx.connection),
    program: ctx.program,
    holidays: ctx.holidays,
    touchSteps: () => ctx.contributed.touchSteps(),
    onTouchClosed: () => ctx.contributed.onTouchClosed(),
    clock: ctx.clock,
    inOneWrite: ctx.inOneWrite,
  });
  const { actions, views, commands } = createHandlers({ service, contents: () => ctx.contributed.touchContent() });
  return {
    feature: {
      slug: 'check-ins',
      rights,
      actions,
      views,
      commands,
      jobs: [createSweepStrategic, createSweepCore, createSweepEmerging].map((create) =>
        create({ service, log: ctx.log }),
      ),
      models: [occurrenceModel, cadenceModel, baselineModel, cadenceEventModel],
      messages: {
        prompt: messageKind(PromptParams, (params, reader) =>
          promptMessage(params, reader, ctx.contributed.touchContent()),
        ),
        reminder: messageKind(ReminderParams, reminderMessage, reminderLine),
        summary: messageKind(SummaryParams, summaryMessage),
        noted: messageKind(NotedParams, notedMessage),
        gaps: messageKind(GapsParams, gapsMessage),
        left: messageKind(LeftParams, leftReply),
        reply: messageKind(ReplyParams, replyMessage),
        answers: messageKind(AnswersParams, answersMessage),
        unreviewed: messageKind(UnreviewedParams, unreviewedMessage),
        skipped: messageKind(SkippedParams, skippedMessage),
      },
      errorTexts,
      onThreadReply: (request) => service.answerByWords(request),
      onOutcome: service.onOutcome,
      onPartnerChange: service.onPartnerChange,
      responseCounts: service.responseCounts,
      standing: [
        {
          name: 'check-ins.next',
          order: 20,
          params: NextTouch,
          take: (partnerId, at) => nextTouchOf({ directory: ctx.directory, plan: service }, partnerId, at),
          line: nextTouchLine,
        },
      ],
      hubButtons: [
        {
          actionId: actionIds.openFromHub,
          label: { en: textsFor('en').hub.open, de: textsFor('de').hub.open },
          order: 10,
          statuses: ['active'],
        },
      ],
      homeSections: [createHomeSection({ service, order: 10 })],
    },
    public: service,
    listLedger: service.listLedger,
  };
}
