import type { Actor } from '#core/actor.ts';
import { requireRight } from '#core/rights.ts';
import { alreadyDone } from '../errors.ts';
import { isOpen, nextStepOf } from '../rules/timeline.ts';
import { rights } from '../rules.ts';
import type { Review, TimedStep } from '../schemas.ts';
import { contextOf, leadOf, pmOf, timeOf } from './context.ts';
import type { ReviewContext, ReviewDeps } from './context.ts';
import { draftPack } from './drafting.ts';
import { lateIntent } from './staff-intents.ts';
import { audit } from './moves.ts';

/** The data freeze, and the ladder of what is late on our side (domain §2.2, §8.5). */
export function createSweeping(deps: ReviewDeps) {
  const { reviews, inOneWrite } = deps;

  return {
    /**
     * One conditional write with the messages that it owes: repeated or run by two sweeps it happens once.
     * Throws AppError(conflict, business-reviews.already_done) when nothing is due any more. Answers what was done.
     */
    async runStep(request: { reviewId: string; now: Date; actor: Actor }): Promise<string> {
      const { reviewId, now, actor } = request;
      requireRight(rights, 'sweep', actor);
      return inOneWrite(async (write) => {
        const known = await reviews.findReview(reviewId, write);
        const { nextStep, nextStepAt } = known ?? {};
        if (!known || !nextStep || !nextStepAt || nextStepAt > now) throw alreadyDone();
        const context = await contextOf(deps, known.partnerId, write.at);
        const next = nextStepOf(known, nextStep, timeOf(known, context));
        const left = await reviews.changeFrom({ reviewId, state: known.state, nextStep }, next, write);
        if (left === null) throw alreadyDone();
        if (!isDue(nextStep, known, context, now)) return `${nextStep} ${reviewId} (nothing to do)`;
        if (nextStep === 'draft') await draftPack(deps, { review: left, context, write, actor });
        else await escalate(nextStep, left, context, { write, actor });
        return `${nextStep} ${reviewId}`;
      });
    },

    listDue: (request: { now: Date; limit: number; except: readonly string[] }): Promise<readonly string[]> =>
      reviews.listDue(request.now, request.limit, request.except),
    nextDueAt: (): Promise<Date | null> => reviews.findNextStepAt(),
    setAside: (reviewId: string, code: string): Promise<void> => reviews.setAside(reviewId, code),
  };

  async function escalate(
    step: Exclude<TimedStep, 'draft'>,
    review: Review,
    context: ReviewContext,
    by: Parameters<typeof audit>[0],
  ): Promise<void> {
    const what = step === 'pack_lead' || step === 'pack_vp' ? 'pack' : 'minutes';
    const { to, unset } = addresseeOf(step, context);
    await audit(by, review, 'review.escalated', {}, { step });
    if (to) await by.write.send(lateIntent(review, context, to, { step, what, unset }));
  }
}

function addresseeOf(step: Exclude<TimedStep, 'draft'>, context: ReviewContext) {
  if (step === 'minutes_pm') return { to: pmOf(context), unset: null };
  return leadOf(step === 'pack_vp' ? 'vp' : 'pm_lead', context);
}

/** A pack that comes after its meeting helps nobody; minutes wait for a meeting that was asked about. */
function isDue(step: TimedStep, review: Review, { partner }: ReviewContext, now: Date): boolean {
  if (partner.status !== 'active' || !isOpen(step, review)) return false;
  return step === 'minutes_pm' || step === 'minutes_lead' ? review.waitsFor === 'minutes' : now < review.meetingAt;
}
