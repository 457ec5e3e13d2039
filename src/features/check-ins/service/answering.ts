import type { Actor, PartnerActor } from '#core/actor.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { Clock } from '#core/clock.ts';
import type { PartnerPlace } from '#core/interaction.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { AnswerForm } from '../form-schemas.ts';
import { answersOfForm, formAsksOf, shownItems } from '../rules/form-answers.ts';
import type { FormScope } from '../rules/form-answers.ts';
import { leftItems } from '../rules/items.ts';
import type { LeftItem, QuestionId } from '../schemas.ts';
import { isClosed, notFound, ownOccurrence, pressedAnswer, requireRespondent } from './access.ts';
import { createCurrentItems } from './current-items.ts';
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

/**
 * `form`: with the deals and goals that it asks this person about · `left`: the one that was pressed is over, or a
 * colleague's · `over`: the touch is closed.
 */
export type Opened =
  | ({ kind: 'form'; scope: FormScope } & FormMatter)
  | ({ kind: 'left'; left: LeftItem } & FormMatter)
  | ({ kind: 'over' } & FormMatter);

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

/**
 * Any authorised colleague may answer, of a deal its owner or an admin; the last answer counts, all are kept (domain §3.1,
 * §18 J3).
 */
export function createAnswering(deps: AnsweringDeps) {
  const { take } = createTaking(deps);
  const { asOfNow } = createCurrentItems(deps);

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

    /** What a form is to be opened for; `only`: the position of one deal or goal. Throws as `answerByButton`. */
    async openedBy(request: Opening & { only: number | null }): Promise<Opened> {
      const actor = requireRespondent(request.actor);
      const matter = await formBehind(request);
      const { occurrence } = await asOfNow(matter.occurrence);
      const { items } = occurrence.snapshot;
      const colleagues = items.length === 0 ? [] : await deps.directory.listContacts(occurrence.partnerId);
      const left = leftItems(items, actor, colleagues);
      const item = request.only === null ? null : items[request.only];
      if (item === undefined) throw notFound();
      if (isClosed(occurrence, deps.clock.now())) return { ...matter, kind: 'over', occurrence };
      const refusal = item === null ? undefined : left.get(item.subjectId);
      if (refusal !== undefined) return { ...matter, kind: 'left', left: refusal };
      const isWhole = request.only === null;
      const shown = request.only === null ? shownItems(occurrence.snapshot, occurrence.answers, left) : [request.only];
      return { ...matter, kind: 'form', occurrence, scope: { shown, isWhole } };
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
