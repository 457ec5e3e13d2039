import type { Intent, IntentParams } from '#core/intent.ts';
import type {
  LateParams,
  MinutesCardParams,
  MissedParams,
  PackCardParams,
  PlanCardParams,
  ProgressCardParams,
  ReplyNoteParams,
} from '../message-schemas.ts';
import { messageKeyOf } from '../rules/keys.ts';
import type { Purpose } from '../rules/keys.ts';
import { npsOf } from '../rules/survey.ts';
import type { Review } from '../schemas.ts';
import type { Reachable, ReviewContext } from './context.ts';
import { meetingOf, mostLines, topic } from './intents.ts';
import type { Sent } from './intents.ts';

export function planCardIntent(
  review: Review,
  context: ReviewContext,
  to: Reachable,
  span: { from: string; to: string },
): Intent {
  const params: PlanCardParams = { ...forStaff(review, context), ...span, isDefault: review.dates.length === 0 };
  return { ...toStaff(review, to, 'plan-card', params, review.meetingOn), notAfter: review.meetingAt };
}

/** The draft with what stays with us; later who approved it. */
export function packCardIntent(
  review: Sent,
  context: ReviewContext,
  to: Reachable,
  shown: { lines: readonly string[]; earlier: Review | null; shareBy: Date },
): Intent {
  const { pack, nps } = review;
  const params: PackCardParams = {
    ...forStaff(review, context),
    state: review.state,
    lines: shown.lines.slice(0, mostLines),
    answered: pack.prework.length,
    openCommitments: shown.earlier?.commitments.filter(({ kept }) => !kept).length ?? 0,
    shareBy: shown.shareBy,
    approvedByName: pack.approvedAt === null ? null : (pack.approvedBy?.name ?? null),
    nps: { answers: nps.length, score: npsOf(nps) },
  };
  return toStaff(review, to, 'pack-card', params);
}

export function minutesCardIntent(
  review: Review,
  context: ReviewContext,
  to: Reachable,
  card: { phase: MinutesCardParams['phase']; dueAt: Date },
): Intent {
  const params: MinutesCardParams = { ...forStaff(review, context), ...card, byName: review.minutes?.by.name ?? null };
  const isReminder = card.phase === 'today';
  return toStaff(review, to, 'minutes-card', params, isReminder ? `${review.meetingOn}.today` : review.meetingOn);
}

export function progressCardIntent(review: Review, context: ReviewContext, to: Reachable, reported: boolean): Intent {
  const open = review.commitments.filter(({ kept }) => !kept).length;
  const params: ProgressCardParams = { ...forStaff(review, context), open, reported };
  return toStaff(review, to, 'progress-card', params);
}

export function lateIntent(
  review: Review,
  context: ReviewContext,
  to: Reachable,
  late: { step: string } & Pick<LateParams, 'what' | 'unset'>,
): Intent {
  const { step, ...said } = late;
  const params: LateParams = { ...forStaff(review, context), ...said, pmName: context.partner.pm?.name ?? null };
  return toStaff(review, to, 'late', params, `${review.meetingOn}.${step}`);
}

export function replyNoteIntent(
  review: Review,
  context: ReviewContext,
  to: Reachable,
  reply: { text: string; name: string | null; ts: string },
): Intent {
  const params: ReplyNoteParams = { ...forStaff(review, context), text: reply.text, byName: reply.name };
  return toStaff(review, to, 'reply-note', params, reply.ts);
}

export function missedIntent(review: Review, context: ReviewContext, to: Reachable, nth: string): Intent {
  const params: MissedParams = forStaff(review, context);
  return toStaff(review, to, 'missed', params, `${review.meetingOn}.${nth}`);
}

function forStaff(review: Review, { partner }: ReviewContext) {
  const { reviewId, partnerId } = review;
  return { ...meetingOf(review), reviewId, partnerId, partnerName: partner.displayName };
}

function toStaff(review: Review, to: Reachable, purpose: Purpose, params: IntentParams, nth?: string): Intent {
  return {
    key: messageKeyOf(purpose, review.reviewId, nth),
    partnerId: review.partnerId,
    audience: 'internal',
    to: to.person,
    priority: 'P2',
    topic,
    notAfter: null,
    mentions: [],
    message: `business-reviews.${purpose}`,
    params,
  };
}
