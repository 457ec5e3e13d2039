import type { TouchRun } from '#core/touches.ts';
import type { Write } from '#core/write.ts';
import type { PlannedReview } from '#features/check-ins/public.ts';
import { reviewIdOf } from '../rules/keys.ts';
import { isOpen } from '../rules/states.ts';
import { nextStepOf } from '../rules/timeline.ts';
import { QbrTouchId } from '../schemas.ts';
import type { Review } from '../schemas.ts';
import type { ReviewChange } from '../store.ts';
import { pmOf, timeOf } from './context.ts';
import type { ReviewContext, ReviewDeps } from './context.ts';
import { change } from './moves.ts';

/** Where and when a review is held. */
export type Held = Pick<
  Review,
  'partnerId' | 'quarter' | 'touchId' | 'zone' | 'meetingOn' | 'meetingAt' | 'occurrenceId' | 'closeAt'
>;

/** Steps of a run that is no meeting never come here. */
export function heldBy(run: TouchRun): Held | null {
  const touchId = QbrTouchId.safeParse(run.touchId);
  if (!touchId.success || run.meetingAt === null) return null;
  const { partnerId, periodKey: quarter, zone, heldOn: meetingOn, meetingAt, occurrenceId, closeAt } = run;
  return { partnerId, quarter, touchId: touchId.data, zone, meetingOn, meetingAt, occurrenceId, closeAt };
}

/** The review of this quarter as it is held now: made when there is none, moved when its date has changed. */
export async function broughtUpToDate(
  { reviews }: Pick<ReviewDeps, 'reviews'>,
  held: Held,
  context: ReviewContext,
  write: Write,
): Promise<Review> {
  const known = await reviews.findReview(reviewIdOf(held.partnerId, held.quarter), write);
  const pmStaffId = context.partner.pm?.staffId ?? pmOf(context)?.staffId ?? null;
  if (known === null) {
    const review = newReview(held, pmStaffId, context);
    await reviews.insertReview(review, write);
    return review;
  }
  const isSame =
    known.meetingAt.getTime() === held.meetingAt.getTime() &&
    known.meetingOn === held.meetingOn &&
    known.state !== 'cancelled' &&
    (held.occurrenceId === null || known.occurrenceId === held.occurrenceId);
  return isSame ? known : change({ reviews, write }, known, movedTo(known, held, context));
}

export async function earlierReview(
  { reviews }: Pick<ReviewDeps, 'reviews'>,
  { partnerId, quarter }: Pick<Review, 'partnerId' | 'quarter'>,
  write?: Write,
): Promise<Review | null> {
  const found = await reviews.listOfPartner(partnerId, recentReviews, write);
  return found.find((review) => review.quarter < quarter && review.state === 'held') ?? null;
}

const recentReviews = 8;

/** A draft of another date is drafted again; what the partner has seen stays. */
function movedTo(known: Review, held: Held, context: ReviewContext): ReviewChange {
  const { partnerId: _partner, quarter: _quarter, ...where } = held;
  const moved = {
    ...where,
    occurrenceId: held.occurrenceId ?? known.occurrenceId,
    closeAt: held.closeAt ?? known.closeAt,
  };
  if (!isOpen(known.state) && known.state !== 'cancelled') return moved;
  const isShared = known.state === 'shared';
  const state = isShared ? 'shared' : 'planned';
  const pack = isShared ? known.pack : null;
  const next = nextStepOf(
    { state, pack, minutes: known.minutes, meetingOn: held.meetingOn },
    null,
    timeOf(held, context),
  );
  return { ...moved, state, pack, waitsFor: null, ...next };
}

function newReview(held: Held, pmStaffId: string | null, context: ReviewContext): Review {
  const started = { state: 'planned', pack: null, minutes: null } as const;
  return {
    ...held,
    ...started,
    ...nextStepOf({ ...started, meetingOn: held.meetingOn }, null, timeOf(held, context)),
    reviewId: reviewIdOf(held.partnerId, held.quarter),
    pmStaffId,
    steps: [],
    dates: [],
    draft: null,
    commitments: [],
    replies: [],
    survey: null,
    nps: [],
    waitsFor: null,
  };
}

/** A planned review with a date; null when nothing is held. */
export function heldAsPlanned(partnerId: string, planned: PlannedReview, meetingAt: Date | null): Held | null {
  const { quarter, touchId, zone, meetingOn, occurrenceId } = planned;
  if (meetingOn === null || meetingAt === null) return null;
  return { partnerId, quarter, touchId, zone, meetingOn, meetingAt, occurrenceId, closeAt: null };
}
