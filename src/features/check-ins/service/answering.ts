import type { Actor, PartnerActor } from '#core/actor.ts';
import type { PartnerPlace } from '#core/interaction.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { AnswerForm } from '../form-schemas.ts';
import { answersOfForm } from '../rules/answers.ts';
import type { NewAnswer } from '../rules/answers.ts';
import { isAskedFor, notFound, ownOccurrence, requireRespondent } from './access.ts';
import type { Asked } from './intents.ts';
import { createTaking } from './taking.ts';
import type { AnswerResult, TakingDeps } from './taking.ts';

export interface AnsweringDeps extends TakingDeps {
  inOneWrite: InOneWrite;
}

export interface AnswerRequest {
  occurrenceId: string;
  actor: Actor;
  place: PartnerPlace | null;
  /** Identity of the delivery: taken a second time it changes nothing, whatever colleagues answered since. */
  deliveryKey: string;
}

/** Any authorised colleague may answer; the last answer counts, all are kept (domain §3.1). */
export function createAnswering(deps: AnsweringDeps) {
  const { take } = createTaking(deps);

  return {
    /**
     * One tap. Throws AppError(forbidden) for staff and strangers, AppError(missing, check-ins.not_found) for what is
     * foreign or was never asked.
     */
    answerByButton(request: AnswerRequest & { answer: NewAnswer }): Promise<AnswerResult> {
      return deps.inOneWrite(async (write) => {
        const { occurrence, actor } = await own(request, write);
        if (!isAskedFor(occurrence, request.answer)) throw notFound();
        return take(
          { occurrence, actor, deliveryKey: request.deliveryKey, given: [request.answer], via: 'button' },
          write,
        );
      });
    },

    /** The whole form; fields left as they stood are no new answers. Throws as `answerByButton`. */
    answerByForm(request: AnswerRequest & { form: AnswerForm }): Promise<AnswerResult> {
      return deps.inOneWrite(async (write) => {
        const { occurrence, actor } = await own(request, write);
        const given = answersOfForm(request.form);
        return take({ occurrence, actor, deliveryKey: request.deliveryKey, given, via: 'form' }, write);
      });
    },
  };

  async function own(request: AnswerRequest, write: Write): Promise<{ occurrence: Asked; actor: PartnerActor }> {
    const actor = requireRespondent(request.actor);
    const found = await deps.occurrences.findOccurrence(request.occurrenceId, write);
    return { occurrence: ownOccurrence(found, actor, request.place), actor };
  }
}
