import type { Actor } from '#core/actor.ts';
import { requireRight } from '#core/rights.ts';
import type { Write } from '#core/write.ts';
import { notFound } from '../errors.ts';
import { rights } from '../rules.ts';
import type { Review } from '../schemas.ts';
import type { ReviewDeps } from './context.ts';

export type StaffVerb = 'readReviews' | 'setDate' | 'approvePack' | 'keepMinutes' | 'reportProgress';

/** Throws AppError(forbidden), or AppError(missing) for a partner that is foreign or does not exist. */
export async function requirePartner(
  deps: Pick<ReviewDeps, 'directory'>,
  verb: StaffVerb,
  { partnerId, actor }: { partnerId: string; actor: Actor },
): Promise<void> {
  requireRight(rights, verb, actor);
  if (!(await deps.directory.mayManage(actor, partnerId))) throw notFound();
}

/** The review, when the actor manages its partner. Throws as `requirePartner`. */
export async function requireReview(
  deps: Pick<ReviewDeps, 'directory' | 'reviews'>,
  verb: StaffVerb,
  { reviewId, actor }: { reviewId: string; actor: Actor },
  write?: Write,
): Promise<Review> {
  requireRight(rights, verb, actor);
  const review = await deps.reviews.findReview(reviewId, write);
  if (review === null || !(await deps.directory.mayManage(actor, review.partnerId))) throw notFound();
  return review;
}
