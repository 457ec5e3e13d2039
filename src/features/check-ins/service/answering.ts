import type { Actor, PartnerActor } from '#core/actor.ts';
import { addHours } from '#core/calendar/instants.ts';
import { AppError } from '#core/errors.ts';
import type { PartnerPlace } from '#core/interaction.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import type { AnswerForm } from '../form-schemas.ts';
import { rights } from '../rules.ts';
import { answersOfForm, concernsOf, countsOf, newAnswers, unansweredOf } from '../rules/answers.ts';
import type { NewAnswer } from '../rules/answers.ts';
import { stepAfterDelivery } from '../rules/schedule.ts';
import { isOneOf, openStates } from '../rules/states.ts';
import type { GivenAnswer, Occurrence, Respondent } from '../schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import { answersIntent, asked, notedIntent, promptIntent, staffOf, summaryIntent } from './intents.ts';
import type { Asked } from './intents.ts';
import { alreadyDone, atRest, moveOn } from './moves.ts';

export interface AnsweringDeps {
  occurrences: OccurrenceStore;
  directory: DirectoryPublic;
  inOneWrite: InOneWrite;
}

export interface AnswerRequest {
  occurrenceId: string;
  actor: Actor;
  place: PartnerPlace | null;
  /** Identity of the delivery: taken a second time it changes nothing, whatever colleagues answered since. */
  deliveryKey: string;
}

/** `recorded`: it counts · `unchanged`: it was known · `after_close`: kept, but the check-in was over. */
export interface AnswerResult {
  kind: 'recorded' | 'unchanged' | 'after_close';
  occurrence: Asked;
}

const deliveriesKept = 200;

/** Any authorised colleague may answer; the last answer counts, all are kept (domain §3.1). */
export function createAnswering(deps: AnsweringDeps) {
  const { occurrences } = deps;

  return {
    /**
     * One tap. Throws AppError(forbidden) for staff and strangers, AppError(missing, check-ins.not_found) for what is
     * foreign or was never asked.
     */
    answerByButton(request: AnswerRequest & { answer: NewAnswer }): Promise<AnswerResult> {
      return answer(request, [request.answer], 'button');
    },

    /** The whole form; fields left as they stood are no new answers. Throws as `answerByButton`. */
    answerByForm(request: AnswerRequest & { form: AnswerForm }): Promise<AnswerResult> {
      return answer(request, answersOfForm(request.form), 'form');
    },
  };

  async function answer(
    request: AnswerRequest,
    given: readonly NewAnswer[],
    via: 'button' | 'form',
  ): Promise<AnswerResult> {
    const actor = requireRespondent(request.actor);
    const { occurrenceId, place, deliveryKey } = request;
    return deps.inOneWrite(async (write) => {
      const occurrence = ownOccurrence(await occurrences.findOccurrence(occurrenceId, write), actor, place);
      if (via === 'button' && !given.every((entry) => isAskedFor(occurrence, entry))) throw notFound();
      const isOver = isClosed(occurrence, write.at);
      const known = isOver ? [...occurrence.answers, ...occurrence.afterClose] : occurrence.answers;
      const isRepeated = occurrence.deliveries.includes(deliveryKey);
      const fresh = isRepeated ? [] : newAnswers(given, known, respondentOf(actor), via);
      if (fresh.length === 0) return { kind: isOver ? 'after_close' : 'unchanged', occurrence };
      const added = fresh.map((entry) => givenBy(actor, entry, occurrence, write.at));
      const deliveries = [...occurrence.deliveries, deliveryKey].slice(-deliveriesKept);
      if (isOver) return keepAfterClose(occurrence, added, deliveries, actor, write);
      return record(occurrence, added, deliveries, actor, write);
    });
  }

  async function keepAfterClose(
    occurrence: Asked,
    added: readonly GivenAnswer[],
    deliveries: readonly string[],
    actor: PartnerActor,
    write: Write,
  ): Promise<AnswerResult> {
    const { occurrenceId, state } = occurrence;
    const change = { afterClose: [...occurrence.afterClose, ...added], deliveries: [...deliveries] };
    const kept = await occurrences.changeFrom({ occurrenceId, state }, change, write);
    await write.audit({
      actor,
      action: 'occurrence.answered_after_close',
      object: `touch_occurrences/${occurrenceId}`,
      partnerId: occurrence.partnerId,
    });
    return { kind: 'after_close', occurrence: asked(kept ?? occurrence) };
  }

  async function record(
    before: Asked,
    added: readonly GivenAnswer[],
    deliveries: readonly string[],
    actor: PartnerActor,
    write: Write,
  ): Promise<AnswerResult> {
    const answers = [...before.answers, ...added];
    const { questions } = before.snapshot;
    const isComplete = unansweredOf(questions, answers).length === 0;
    const change = {
      answers,
      deliveries: [...deliveries],
      counts: countsOf(questions, answers),
      // Answered on a prompt whose delivery is not recorded yet: it was delivered, or nobody could have answered.
      ...(before.state === 'prepared' ? { sentAt: write.at, ...stepAfterDelivery(before.schedule, write.at) } : {}),
      ...(isComplete ? atRest : {}),
    };
    const occurrence = asked(await recordedAs(before, isComplete, change, actor, write));
    await tellPartner(before, occurrence, write);
    await tellStaff(before, occurrence, write);
    return { kind: 'recorded', occurrence };
  }

  async function recordedAs(
    before: Asked,
    isComplete: boolean,
    change: Parameters<OccurrenceStore['changeFrom']>[1],
    actor: PartnerActor,
    write: Write,
  ): Promise<Occurrence> {
    if (before.state === 'completed') {
      const { occurrenceId, state, nextAction } = before;
      const changed = await occurrences.changeFrom({ occurrenceId, state, nextAction }, change, write);
      if (changed === null) throw alreadyDone();
      return changed;
    }
    const isUnrecorded = before.state === 'prepared';
    const sent = isUnrecorded
      ? await moveOn({ occurrences, write, actor }, before, 'deliver', { sentAt: write.at })
      : before;
    return moveOn({ occurrences, write, actor }, sent, isComplete ? 'complete' : 'answer', change);
  }

  /** The prompt shows the answer; the thread says what happens next, once. */
  async function tellPartner(before: Asked, occurrence: Asked, write: Write): Promise<void> {
    await write.send({ ...promptIntent(occurrence), priority: 'P1', direct: true });
    const summaryStands = before.nextAction === 'close';
    if (occurrence.state === 'completed' || summaryStands) {
      const notAfter = addHours(write.at, 24);
      return write.send(summaryIntent(occurrence, { notAfter, answersPerson: true }));
    }
    const { asks, unhappy } = concernsOf(occurrence.answers);
    if (asks || unhappy) await write.send(notedIntent(occurrence));
  }

  async function tellStaff(before: Asked, occurrence: Asked, write: Write): Promise<void> {
    const concerned = [before, occurrence].some(({ answers }) => {
      const { asks, unhappy } = concernsOf(answers);
      return asks || unhappy;
    });
    if (!concerned) return;
    const partner = await deps.directory.getPartner(occurrence.partnerId);
    const staff = staffOf(partner);
    if (staff) await write.send(answersIntent(occurrence, partner, staff));
  }
}

/** Throws AppError(forbidden): staff do not answer for partners, strangers not at all. */
export function requireRespondent(actor: Actor): PartnerActor {
  if (actor.kind === 'staff') throw new AppError({ kind: 'forbidden', code: 'check-ins.partner_only' });
  requireRight(rights, 'answer', actor);
  if (actor.kind !== 'partner') throw notFound();
  return actor;
}

/** Throws AppError(missing, check-ins.not_found) unless it was asked of this very partner, here. */
export function ownOccurrence(occurrence: Occurrence | null, actor: PartnerActor, place: PartnerPlace | null): Asked {
  const isOwn = occurrence?.partnerId === actor.partnerId && place?.partnerId === actor.partnerId;
  if (!occurrence || !isOwn || !wasAsked(occurrence)) throw notFound();
  return asked(occurrence);
}

/** After its closing instant a check-in takes no answer that counts, even when the sweep is late. */
export function isClosed(occurrence: Asked, now: Date): boolean {
  const isOpen = occurrence.state === 'completed' || isOneOf(openStates, occurrence.state);
  return !isOpen || now >= occurrence.schedule.closeAt;
}

export function notFound(): AppError {
  return new AppError({ kind: 'missing', code: 'check-ins.not_found' });
}

function isAskedFor(occurrence: Asked, { questionId }: NewAnswer): boolean {
  return occurrence.snapshot.questions.some((question) => question.questionId === questionId);
}

function wasAsked(occurrence: Occurrence): boolean {
  return occurrence.live && occurrence.promptQueuedAt !== null && occurrence.state !== 'skipped';
}

function givenBy(actor: PartnerActor, answer: NewAnswer, occurrence: Asked, at: Date): GivenAnswer {
  const { questionId, value } = answer;
  const late = at > occurrence.schedule.dueAt;
  const version = occurrence.snapshot.questions.find((asked) => asked.questionId === questionId)?.version ?? 1;
  return { questionId, version, value, by: respondentOf(actor), at, late };
}

function respondentOf(actor: PartnerActor): Respondent {
  const { contactId = null, name = null, person } = actor;
  return { contactId, name, teamId: person.teamId, userId: person.userId };
}
