import type { Actor, PartnerActor } from '#core/actor.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { Clock } from '#core/clock.ts';
import { AppError } from '#core/errors.ts';
import type { PartnerPlace } from '#core/interaction.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { AnswerForm } from '../form-schemas.ts';
import { answersOfForm, formAsksOf } from '../rules/form-answers.ts';
import type { FormScope } from '../rules/form-answers.ts';
import type { QuestionId } from '../schemas.ts';
import { isClosed, notFound, ownOccurrence, pressedAnswer, requireRespondent } from './access.ts';
import type { Asked } from './intents.ts';
import { createTaking } from './taking.ts';
import type { AnswerResult, TakingDeps } from './taking.ts';

export interface AnsweringDeps extends TakingDeps {
  clock: Clock;
  inOneWrite: InOneWrite;
}

interface Opening {
  occurrenceId: string;
  actor: Actor;
  place: PartnerPlace | null;
}

/** What a form asks, and the day where the partner is. */
export interface FormMatter {
  occurrence: Asked;
  today: PlainDate;
}

export interface AnswerRequest extends Opening {
  /** Identity of the delivery: taken a second time it changes nothing, whatever colleagues answered since. */
  deliveryKey: string;
}

/** What stood on a button: a choice, or a day for a next step that is known. */
export interface Pressed {
  questionId: QuestionId;
  choice: string;
  /** Position of the deal or goal in the prompt; null for what is asked once. */
  index: number | null;
}

/** Any authorised colleague may answer, also of another's deals; the last answer counts, all are kept (domain §3.1). */
export function createAnswering(deps: AnsweringDeps) {
  const { take } = createTaking(deps);

  return {
    /**
     * One tap. Throws AppError(forbidden) for staff and strangers, AppError(missing, check-ins.not_found) for what is
     * foreign or was never asked.
     */
    answerByButton(request: AnswerRequest & { pressed: Pressed }): Promise<AnswerResult> {
      return deps.inOneWrite(async (write) => {
        const { occurrence, actor } = await own(request, write);
        const answer = pressedAnswer(occurrence, request.pressed);
        if (answer === null) throw notFound();
        return take({ occurrence, actor, deliveryKey: request.deliveryKey, given: [answer], via: 'button' }, write);
      });
    },

    /** "No change": all that is known is confirmed with one tap. Throws as `answerByButton`. */
    confirmAll(request: AnswerRequest): Promise<AnswerResult> {
      return deps.inOneWrite(async (write) => {
        const { occurrence, actor } = await own(request, write);
        const { deliveryKey } = request;
        return take({ occurrence, actor, deliveryKey, given: [], via: 'button', confirmsRest: true }, write);
      });
    },

    /** The form, of these deals and goals; fields left as they stood are no new answers. Throws as `answerByButton`. */
    answerByForm(request: AnswerRequest & { form: AnswerForm; scope: FormScope }): Promise<AnswerResult> {
      return deps.inOneWrite(async (write) => {
        const { occurrence, actor } = await own(request, write);
        const { snapshot } = occurrence;
        const given = answersOfForm(request.form, formAsksOf(snapshot, request.scope), snapshot.items);
        return take({ occurrence, actor, deliveryKey: request.deliveryKey, given, via: 'form' }, write);
      });
    },

    /** What a form is about, to check a submitted one; also when it has been closed since. Throws as `answerByButton`. */
    formBehind,

    /** What a form is to be opened for. Throws as `answerByButton`, and AppError(conflict, check-ins.closed). */
    async openedBy(request: Opening): Promise<FormMatter> {
      const matter = await formBehind(request);
      if (isClosed(matter.occurrence, deps.clock.now())) {
        throw new AppError({ kind: 'conflict', code: 'check-ins.closed' });
      }
      return matter;
    },
  };

  async function formBehind(request: Opening): Promise<FormMatter> {
    const actor = requireRespondent(request.actor);
    const found = await deps.occurrences.findOccurrence(request.occurrenceId);
    const occurrence = ownOccurrence(found, actor, request.place);
    return { occurrence, today: localDateOf(deps.clock.now(), occurrence.zone) };
  }

  async function own(request: Opening, write: Write): Promise<{ occurrence: Asked; actor: PartnerActor }> {
    const actor = requireRespondent(request.actor);
    const found = await deps.occurrences.findOccurrence(request.occurrenceId, write);
    return { occurrence: ownOccurrence(found, actor, request.place), actor };
  }
}
