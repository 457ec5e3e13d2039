import type { PlainDate } from '#core/calendar/dates.ts';
import type { Intent, IntentParams } from '#core/intent.ts';
import type {
  AgendaParams,
  CommitmentsParams,
  DateParams,
  MinutesParams,
  PackParams,
  PreworkParams,
  ProgressParams,
  SurveyParams,
} from '../message-schemas.ts';
import { messageKeyOf } from '../rules/keys.ts';
import type { Purpose } from '../rules/keys.ts';
import { daysOf } from '../rules/timeline.ts';
import type { Minutes, Pack, Review } from '../schemas.ts';
import { timeOf } from './context.ts';
import type { ReviewContext } from './context.ts';

export const topic = 'business-reviews';

/** Lines of the first message; the rest of what was contributed would bury it. */
export const mostLines = 20;

export type Sent = Review & { pack: Pack; minutes: Minutes | null };

/** Under what everything of the review stands: the pack, or the minutes where none was shared. */
export function threadOf(review: Review): { key: string; channelId: string } | null {
  const { reviewId, pack, minutes } = review;
  if (pack !== null && pack.approvedAt !== null && pack.channelId !== null) {
    return { key: messageKeyOf('pack', reviewId), channelId: pack.channelId };
  }
  return minutes === null ? null : { key: messageKeyOf('minutes', reviewId), channelId: minutes.channelId };
}

export function dateIntent(review: Review, context: ReviewContext, channelId: string, today: PlainDate): Intent {
  const { preworkOn, preworkDueOn } = daysOf(review.meetingOn, timeOf(review, context));
  const params: DateParams = {
    ...meetingOf(review),
    touchId: review.touchId,
    wasAt: review.dates.at(-1)?.wasAt ?? null,
    preworkOn: preworkOn > today ? preworkOn : null,
    preworkDueOn: preworkDueOn >= today ? preworkDueOn : null,
    pmName: context.partner.pm?.name ?? null,
  };
  const key = messageKeyOf('date', review.reviewId, review.dates.length);
  return { ...toChannel(review, channelId, key, 'date', params), notAfter: review.meetingAt };
}

export function agendaIntent(review: Review, channelId: string, hasCommitments: boolean): Intent {
  const thread = threadOf(review);
  const params: AgendaParams = {
    ...meetingOf(review),
    touchId: review.touchId,
    hasPack: thread !== null,
    hasCommitments,
  };
  const key = messageKeyOf('agenda', review.reviewId, review.meetingOn);
  return {
    ...toChannel(review, thread?.channelId ?? channelId, key, 'agenda', params),
    ...(thread === null ? {} : { thread: { key: thread.key } }),
    priority: 'P3',
    notAfter: review.meetingAt,
  };
}

/** The pack as a thread of at most four messages (domain §8.5): headline, pre-work, commitments of the last review. */
export function packIntents(
  review: Sent & { pack: { channelId: string } },
  shown: { lines: readonly string[]; earlier: Review | null; today: string; pmName: string | null },
): readonly Intent[] {
  const { reviewId, pack } = review;
  const { earlier } = shown;
  const hasCommitments = (earlier?.commitments.length ?? 0) > 0;
  const root: PackParams = {
    ...meetingOf(review),
    frozenAt: pack.draftedAt,
    lines: shown.lines.slice(0, mostLines),
    hasMore: pack.prework.length > 0 || hasCommitments,
    pmName: shown.pmName,
  };
  const prework: PreworkParams = { answers: pack.prework };
  const key = messageKeyOf('pack', reviewId);
  const reply = (purpose: Purpose, params: IntentParams): Intent => ({
    ...toChannel(review, pack.channelId, messageKeyOf(purpose, reviewId), purpose, params),
    thread: { key },
  });
  const last = earlier && { quarter: earlier.quarter, commitments: earlier.commitments, today: shown.today };
  return [
    toChannel(review, pack.channelId, key, 'pack', root),
    ...(pack.prework.length > 0 ? [reply('prework', prework)] : []),
    ...(last && hasCommitments ? [reply('commitments', last satisfies CommitmentsParams)] : []),
  ];
}

/** The minutes, for both sides in the one channel that both read (domain §8.5). */
export function minutesIntent(review: Review, minutes: Minutes): Intent {
  const { reviewId, commitments } = review;
  const thread = threadOf(review);
  const key = messageKeyOf('minutes', reviewId);
  const params: MinutesParams = {
    ...meetingOf(review),
    attendees: minutes.attendees,
    decisions: minutes.decisions,
    commitments,
    nextOn: minutes.nextOn,
    byName: minutes.by.name,
  };
  return {
    ...toChannel(review, minutes.channelId, key, 'minutes', params),
    ...(thread === null || thread.key === key ? {} : { thread: { key: thread.key } }),
    priority: 'P1',
  };
}

export function progressIntent(review: Review, thread: { key: string; channelId: string }): Intent {
  const params: ProgressParams = { quarter: review.quarter, commitments: review.commitments };
  const key = messageKeyOf('progress', review.reviewId);
  return { ...toChannel(review, thread.channelId, key, 'progress', params), thread: { key: thread.key } };
}

export function surveyIntent(review: Review, channelId: string): Intent {
  const { reviewId, survey, nps, closeAt } = review;
  const params: SurveyParams = { reviewId, waiting: (survey?.people.length ?? 0) - nps.length };
  return { ...toChannel(review, channelId, messageKeyOf('survey', reviewId), 'survey', params), notAfter: closeAt };
}

/** What every message about a review says of its meeting. */
export function meetingOf({ quarter, meetingAt, zone }: Review) {
  return { quarter, meetingAt, zone };
}

function toChannel(review: Review, channelId: string, key: string, message: Purpose, params: IntentParams): Intent {
  return {
    key,
    partnerId: review.partnerId,
    audience: 'partner',
    to: { channelId },
    priority: 'P2',
    topic,
    notAfter: null,
    mentions: [],
    message: `business-reviews.${message}`,
    params,
  };
}
