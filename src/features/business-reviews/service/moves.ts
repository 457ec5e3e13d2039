import type { Actor } from '#core/actor.ts';
import type { Write } from '#core/write.ts';
import { alreadyMoved } from '../errors.ts';
import { stateAfter } from '../rules/states.ts';
import type { ReviewEvent } from '../rules/states.ts';
import type { Review } from '../schemas.ts';
import type { ReviewChange, ReviewStore } from '../store.ts';

const done: Readonly<Record<ReviewEvent, string>> = {
  draft: 'review.pack_drafted',
  share: 'review.pack_approved',
  hold: 'review.minutes_published',
  miss: 'review.missed',
  cancel: 'review.cancelled',
};

export interface MoveDeps {
  reviews: ReviewStore;
  write: Write;
  actor: Actor;
}

/**
 * One step of the machine as a conditional write with its audit entry. Throws AppError(conflict,
 * business-reviews.already_moved) when the review is no longer in the state being left.
 */
export async function moveOn(
  deps: MoveDeps,
  review: Review,
  event: ReviewEvent,
  change: ReviewChange = {},
): Promise<Review> {
  const { reviewId, state: before } = review;
  const state = stateAfter(before, event);
  const changed =
    state === null
      ? null
      : await deps.reviews.changeFrom({ reviewId, state: before }, { ...change, state }, deps.write);
  if (changed === null) throw alreadyMoved(before, review.pack?.approvedBy?.name ?? null);
  await audit(deps, review, done[event], { state: before }, { state: changed.state });
  return changed;
}

/** A change that leaves the state as it is. Throws as `moveOn`. */
export async function change(deps: Omit<MoveDeps, 'actor'>, review: Review, change: ReviewChange): Promise<Review> {
  const { reviewId, state } = review;
  const changed = await deps.reviews.changeFrom({ reviewId, state }, change, deps.write);
  if (changed === null) throw alreadyMoved(state, null);
  return changed;
}

export async function audit(
  { write, actor }: Pick<MoveDeps, 'write' | 'actor'>,
  { reviewId, partnerId }: Pick<Review, 'reviewId' | 'partnerId'>,
  action: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Promise<void> {
  await write.audit({ actor, action, object: `business_reviews/${reviewId}`, partnerId, before, after });
}
