import type { Actor } from '#core/actor.ts';
import { nothingToReport } from '../errors.ts';
import type { Review } from '../schemas.ts';
import { requireReview } from './access.ts';
import { contextOf, pmOf } from './context.ts';
import type { ReviewDeps } from './context.ts';
import { progressIntent, threadOf } from './intents.ts';
import { progressCardIntent } from './staff-intents.ts';
import { audit, change } from './moves.ts';

export interface ProgressRequest {
  reviewId: string;
  actor: Actor;
}

/** How the commitments of a review stand, told to both sides ten business days after it (domain §8.5). */
export function createProgress(deps: ReviewDeps) {
  const { reviews, inOneWrite } = deps;

  return {
    /** Throws AppError(forbidden | missing), (conflict, business-reviews.nothing_to_report) before there are minutes. */
    async openProgress(request: ProgressRequest): Promise<{ review: Review; partnerName: string }> {
      const review = reportable(await requireReview(deps, 'reportProgress', request));
      return { review, partnerName: (await deps.directory.getPartner(review.partnerId)).displayName };
    },

    /** Throws as `openProgress`. The same marks again change nothing. */
    async reportProgress(request: ProgressRequest & { keptIds: readonly string[] }): Promise<void> {
      const { actor, keptIds } = request;
      await inOneWrite(async (write) => {
        const known = reportable(await requireReview(deps, 'reportProgress', request, write));
        const commitments = known.commitments.map((commitment) => ({
          ...commitment,
          kept: keptIds.includes(commitment.commitmentId),
        }));
        const reported = await change({ reviews, write }, known, { commitments });
        const kept = (review: Review) => review.commitments.filter((one) => one.kept).map((one) => one.commitmentId);
        if (kept(known).join() !== kept(reported).join()) {
          await audit(
            { write, actor },
            known,
            'review.progress_reported',
            { kept: kept(known) },
            { kept: kept(reported) },
          );
        }
        const thread = threadOf(reported);
        if (thread) await write.send(progressIntent(reported, thread));
        const context = await contextOf(deps, known.partnerId, write.at);
        const pm = pmOf(context);
        if (pm) await write.send(progressCardIntent(reported, context, pm, true));
      });
    },
  };
}

function reportable(review: Review): Review {
  if (review.minutes === null || review.commitments.length === 0) throw nothingToReport();
  return review;
}
