import type { Actor } from '#core/actor.ts';
import { requireRight } from '#core/rights.ts';
import { rights } from '../rules.ts';
import type { Review } from '../schemas.ts';
import type { ReviewDeps } from './context.ts';

/** One review that needs somebody, for their Home. */
export interface WaitingLine {
  review: Review;
  partnerName: string;
}

export function createReading({ reviews, directory }: Pick<ReviewDeps, 'reviews' | 'directory'>) {
  return {
    /** What waits for this partner manager: packs to approve, minutes to write. Throws AppError(forbidden). */
    async listWaiting(request: { actor: Actor; limit: number }): Promise<readonly WaitingLine[]> {
      const { actor, limit } = request;
      requireRight(rights, 'readReviews', actor);
      if (actor.kind !== 'staff' || actor.staffId === undefined) return [];
      const waiting = await reviews.listWaiting(actor.staffId, limit);
      return Promise.all(
        waiting.map(async (review) => ({
          review,
          partnerName: (await directory.getPartner(review.partnerId)).displayName,
        })),
      );
    },
  };
}
