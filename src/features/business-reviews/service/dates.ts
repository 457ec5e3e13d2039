import type { Actor } from '#core/actor.ts';
import { isPlainDate } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { instantAt, isWallTime, localDateOf } from '#core/calendar/instants.ts';
import { mayDo } from '#core/rights.ts';
import { badDay, badTime, noReviews } from '../errors.ts';
import { dateRefused } from '../rules/date-refusals.ts';
import type { PlannedReview } from '#features/check-ins/public.ts';
import { rights } from '../rules.ts';
import { reviewIdOf } from '../rules/keys.ts';
import { npsOf } from '../rules/survey.ts';
import { daysOf } from '../rules/timeline.ts';
import type { ReviewDays } from '../rules/timeline.ts';
import type { Review } from '../schemas.ts';
import { requirePartner } from './access.ts';
import { contextOf, signatureOf, timeOf } from './context.ts';
import type { ReviewContext, ReviewDeps } from './context.ts';
import { dateIntent } from './intents.ts';
import { audit, change } from './moves.ts';
import { broughtUpToDate, heldAsPlanned } from './reviews.ts';

export interface DateRequest {
  actor: Actor;
  partnerId: string;
  on: string;
  /** 'HH:mm' in the partner's zone; null: the usual one. */
  time: string | null;
}

/** Before somebody chooses a date. */
export interface ReviewPlan {
  partnerId: string;
  partnerName: string;
  planned: PlannedReview;
  review: Review | null;
  plannedAt: Date | null;
  usualTime: string;
  survey: SurveyResult | null;
}

/** Internal: how likely they are to recommend us. Who is not to know the person reads only the reason (domain §3.3). */
export interface SurveyResult {
  score: number;
  answers: number;
  people: readonly { name: string | null; score: number | null; mayContact: boolean; reason: string | null }[];
}

/** What a new date changes, for confirming. */
export interface DatePreview extends ReviewPlan {
  on: PlainDate;
  time: string;
  meetingAt: Date;
  days: ReviewDays;
  /** This very form has set it before. */
  isSet: boolean;
}

/** The date of a review, set by the partner manager within the rules of the plan (domain §2.2, §2.4, §8.5). */
export function createDates(deps: ReviewDeps) {
  const { planning, reviews, inOneWrite } = deps;

  return {
    /** The review that comes next. Throws AppError(forbidden | missing), (conflict, business-reviews.no_reviews). */
    async planOf(request: { actor: Actor; partnerId: string }): Promise<ReviewPlan> {
      await requirePartner(deps, 'setDate', request);
      const context = await contextOf(deps, request.partnerId, deps.clock.now());
      const today = localDateOf(deps.clock.now(), context.partner.timeZone);
      return plan(await planning.nextFrom(request.partnerId, today), context, request.actor);
    },

    /** Throws as `planOf`, and AppError(conflict) with the days that are allowed when the date is refused. */
    previewDate,

    /**
     * Moves the review of that quarter to the date and tells the channel; the date that stands already changes nothing.
     * Throws as `previewDate`. Answers what was set.
     */
    async setDate(request: DateRequest & { deliveryKey: string }): Promise<DatePreview> {
      const preview = await previewDate(request);
      if (preview.isSet) return preview;
      const { planned, on, time, meetingAt } = preview;
      const { actor, partnerId, deliveryKey } = request;
      const wish = { actor, partnerId, quarter: planned.quarter, on, time };
      if (!stands(planned, on, time)) await planning.setDate(wish);
      const now = (await planning.plannedIn(partnerId, on)) ?? planned;
      await inOneWrite(async (write) => {
        const context = await contextOf(deps, partnerId, write.at);
        const held = heldAsPlanned(partnerId, { ...now, meetingOn: on, meetingTime: time }, meetingAt);
        if (held === null) return;
        const review = await broughtUpToDate(deps, held, context, write);
        const last = review.dates.at(-1);
        if (last?.meetingAt.getTime() === meetingAt.getTime()) return;
        const wasAt = preview.plannedAt?.getTime() === meetingAt.getTime() ? null : preview.plannedAt;
        const dates = [...review.dates, { meetingAt, wasAt, setAt: write.at, by: signatureOf(actor), deliveryKey }];
        const dated = await change({ reviews, write }, review, { dates });
        await audit({ write, actor }, review, 'review.date_set', { meetingAt: wasAt }, { meetingAt });
        const channelId = context.partner.mainChannelId;
        if (channelId !== null)
          await write.send(dateIntent(dated, context, channelId, localDateOf(write.at, dated.zone)));
      });
      return preview;
    },
  };

  async function previewDate(request: DateRequest & { deliveryKey?: string }): Promise<DatePreview> {
    await requirePartner(deps, 'setDate', request);
    const { partnerId } = request;
    const on = request.on;
    if (!isPlainDate(on)) throw badDay();
    const context = await contextOf(deps, partnerId, deps.clock.now());
    const shown = await plan(await planning.plannedIn(partnerId, on), context, request.actor);
    const { planned } = shown;
    const time = request.time ?? planned.meetingTime ?? shown.usualTime;
    const { from, to } = context.settings.businessHours;
    if (!isWallTime(time) || time < from || time >= to) throw badTime({ from, to });
    const last = shown.review?.dates.at(-1);
    const isSet = last !== undefined && last.deliveryKey === request.deliveryKey;
    if (!isSet && !stands(planned, on, time)) {
      const refusal = await planning.refusalOf({ partnerId, quarter: planned.quarter, on, time });
      if (refusal !== null) throw dateRefused(refusal, planned);
    }
    const meetingAt = instantAt(on, time, planned.zone);
    return { ...shown, on, time, meetingAt, isSet, days: daysOf(on, timeOf(planned, context)) };
  }

  async function plan(planned: PlannedReview | null, context: ReviewContext, actor: Actor): Promise<ReviewPlan> {
    if (planned === null) throw noReviews();
    const { partnerId, displayName: partnerName } = context.partner;
    const review = await reviews.findReview(reviewIdOf(partnerId, planned.quarter));
    const { meetingOn, meetingTime, zone } = planned;
    return {
      partnerId,
      partnerName,
      planned,
      review,
      plannedAt: meetingOn === null || meetingTime === null ? null : instantAt(meetingOn, meetingTime, zone),
      usualTime: context.settings.touches[planned.touchId].anchor.at,
      survey: review && surveyFor(actor, review),
    };
  }
}

function surveyFor(actor: Actor, { nps, survey }: Review): SurveyResult | null {
  const score = npsOf(nps);
  if (score === null) return null;
  const mayKnow = mayDo(rights, 'readAnswers', actor);
  const people = nps.map(({ contactId, mayContact, reason, ...answer }) => {
    const person = survey?.people.find((asked) => asked.contactId === contactId);
    const isNamed = mayKnow || mayContact;
    return { name: isNamed ? (person?.name ?? null) : null, score: isNamed ? answer.score : null, mayContact, reason };
  });
  return { score, answers: nps.length, people };
}

function stands({ meetingOn, meetingTime }: PlannedReview, on: PlainDate, time: string): boolean {
  return meetingOn === on && meetingTime === time;
}
