import type { Actor, PartnerActor } from '#core/actor.ts';
import type { PartnerPlace } from '#core/interaction.ts';
import { requireRight } from '#core/rights.ts';
import type { Write } from '#core/write.ts';
import { notForYou, notFound, surveyOver } from '../errors.ts';
import type { SurveyForm } from '../form-schemas.ts';
import { surveyKeyOf } from '../rules/keys.ts';
import { rights } from '../rules.ts';
import type { Review, SurveyPerson } from '../schemas.ts';
import type { ReviewDeps } from './context.ts';
import { surveyIntent } from './intents.ts';
import { audit, change } from './moves.ts';

export interface SurveyRequest {
  reviewId: string;
  actor: Actor;
  place: PartnerPlace | null;
}

/** Q8, for the people who were named for it and nobody else; what they say never reaches the channel (domain §3.5). */
export function createSurveys(deps: ReviewDeps) {
  const { reviews, inOneWrite, clock } = deps;

  return {
    /**
     * Throws AppError(missing) for what is foreign, (forbidden, business-reviews.not_for_you) for a colleague who was not
     * named, (conflict, business-reviews.survey_over) after the review has closed.
     */
    openSurvey: async (request: SurveyRequest): Promise<Review> => (await asked(request)).review,

    /**
     * The last answer of a person counts; R4 and R5 follow it (domain §3.4). The same delivery again changes nothing.
     * Throws as `openSurvey`.
     */
    async answerSurvey(request: SurveyRequest & { form: SurveyForm; deliveryKey: string }): Promise<void> {
      const { form, deliveryKey } = request;
      await inOneWrite(async (write) => {
        const { review, person, actor, channelId } = await asked(request, write);
        const { contactId } = person;
        const before = review.nps.find((answer) => answer.contactId === contactId);
        if (before?.deliveryKey === deliveryKey) return;
        const answer = {
          contactId,
          score: form.score,
          reason: form.reason,
          mayContact: form.consent,
          answeredAt: write.at,
          answerVersion: (before?.answerVersion ?? 0) + 1,
          deliveryKey,
        };
        const nps = [...review.nps.filter((other) => other.contactId !== contactId), answer];
        const answered = await change({ reviews, write }, review, { nps });
        // What was said stays out of the trail: it is for the partner manager and operations only.
        await audit({ write, actor }, review, 'review.survey_answered', {}, { answerVersion: answer.answerVersion });
        await deps.followUps.followAnswers({
          write,
          actor,
          partnerId: review.partnerId,
          thread: null,
          occurrenceKey: surveyKeyOf(review.reviewId, contactId),
          answers: [
            { questionId: 'Q8', answerVersion: answer.answerVersion, value: form.score, consent: form.consent },
          ],
          history: {},
        });
        await write.send(surveyIntent(answered, channelId));
      });
    },
  };

  async function asked(
    { reviewId, actor, place }: SurveyRequest,
    write?: Write,
  ): Promise<{ review: Review; person: SurveyPerson; actor: PartnerActor; channelId: string }> {
    if (actor.kind === 'staff') throw notForYou();
    requireRight(rights, 'answerSurvey', actor);
    if (actor.kind !== 'partner') throw notFound();
    const review = await reviews.findReview(reviewId, write);
    const isOwn = review?.partnerId === actor.partnerId && place?.partnerId === actor.partnerId;
    if (review === null || !isOwn || review.survey === null) throw notFound();
    const { teamId, userId } = actor.person;
    const person = review.survey.people.find((named) => named.teamId === teamId && named.userId === userId);
    if (person === undefined) throw notForYou();
    if (review.closeAt !== null && clock.now() >= review.closeAt) throw surveyOver();
    return { review, person, actor, channelId: review.survey.channelId };
  }
}
