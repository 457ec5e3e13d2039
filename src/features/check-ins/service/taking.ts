import type { PartnerActor } from '#core/actor.ts';
import { addHours, localDateOf } from '#core/calendar/instants.ts';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import type { Write } from '#core/write.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import type { FollowUpsPublic } from '#features/follow-ups/public.ts';
import { isScale } from '../question-schemas.ts';
import { concernsOf, countsOf, newAnswers, sourceOf, unansweredOf } from '../rules/answers.ts';
import type { NewAnswer } from '../rules/answers.ts';
import { confirmedBy, standingOf } from '../rules/prefill.ts';
import { closingStep, stepAfterDelivery } from '../rules/timeline.ts';
import type { AnswerSource, GivenAnswer, Occurrence } from '../schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import { isClosed, respondentOf } from './access.ts';
import { createFollowing } from './following.ts';
import { answersIntent, asked, dueOf, notedIntent, promptIntent, staffOf, summaryIntent } from './intents.ts';
import type { Asked } from './intents.ts';
import { alreadyDone, moveOn } from './moves.ts';

/** `recorded`: it counts · `unchanged`: it was known · `after_close`: kept, but the check-in was over. */
export interface AnswerResult {
  kind: 'recorded' | 'unchanged' | 'after_close';
  occurrence: Asked;
}

/** Answers of one delivery, checked to be asked here and given by one who may. */
export interface Taken {
  occurrence: Asked;
  actor: PartnerActor;
  deliveryKey: string;
  given: readonly NewAnswer[];
  via: 'button' | 'form' | 'words';
  /** "No change", "as last time": everything that was filled in. A face says the same (domain §3.1). */
  confirmsRest?: boolean;
}

const deliveriesKept = 200;

export interface TakingDeps {
  occurrences: OccurrenceStore;
  directory: DirectoryPublic;
  followUps: FollowUpsPublic;
  touchContent(): readonly TouchContent[];
}

/** The one way in for answers, from whatever surface: records what is new and owes the messages that follow. */
export function createTaking(deps: TakingDeps) {
  const { occurrences } = deps;
  const { follow, tellContributors } = createFollowing(deps);

  return {
    /** Inside the caller's write, on the occurrence as that write sees it. */
    async take(taken: Taken, write: Write): Promise<AnswerResult> {
      const { occurrence, actor, deliveryKey, given, via } = taken;
      const isOver = isClosed(occurrence, write.at);
      if (occurrence.deliveries.includes(deliveryKey))
        return { kind: isOver ? 'after_close' : 'unchanged', occurrence };
      const known = isOver ? [...occurrence.answers, ...occurrence.afterClose] : occurrence.answers;
      const fresh = newAnswers(given, known, respondentOf(actor), via);
      const confirmed = via === 'form' ? [] : confirmedWith(taken, fresh, known, write.at);
      if (fresh.length + confirmed.length === 0) return { kind: isOver ? 'after_close' : 'unchanged', occurrence };
      const added = [
        ...fresh.map((entry) => givenBy(taken, entry, sourceOf(entry, via, occurrence.snapshot), write.at)),
        ...confirmed.map((entry) => givenBy(taken, entry, 'confirmed', write.at)),
      ];
      const deliveries = [...occurrence.deliveries, deliveryKey].slice(-deliveriesKept);
      if (isOver) return keepAfterClose(occurrence, added, deliveries, actor, write);
      return record(occurrence, added, deliveries, actor, write);
    },
  };

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
    if (kept !== null) {
      await follow(asked(kept), actor, write);
      await tellContributors(asked(kept), added, actor, write);
    }
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
    const isComplete = unansweredOf(before.snapshot, answers).length === 0;
    const change = {
      answers,
      deliveries: [...deliveries],
      counts: countsOf(before.snapshot, answers),
      // Answered on a prompt whose delivery is not recorded yet: it was delivered, or nobody could have answered.
      ...(before.state === 'prepared' ? { sentAt: write.at, ...stepAfterDelivery(before.schedule, write.at) } : {}),
      // Nothing follows but closing; a business review has its meeting ahead.
      ...(isComplete && before.schedule.qbr === null ? closingStep(before.schedule) : {}),
    };
    const occurrence = asked(await recordedAs(before, isComplete, change, actor, write));
    await write.send({ ...promptIntent(occurrence), priority: 'P1', direct: true });
    await tellContributors(occurrence, added, actor, write);
    const { partnerIsTold } = await follow(occurrence, actor, write);
    await tellPartner(before, occurrence, partnerIsTold, write);
    await tellStaff(before, occurrence, partnerIsTold, write);
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

  /** The thread says what happens next, once: a follow-up says it with a name and a day. */
  async function tellPartner(before: Asked, occurrence: Asked, partnerIsTold: boolean, write: Write): Promise<void> {
    const summaryStands = before.nextAction === 'close';
    if (occurrence.state === 'completed' || summaryStands) {
      const notAfter = addHours(write.at, 24);
      return write.send(summaryIntent(occurrence, { notAfter, answersPerson: true }));
    }
    const { asks, unhappy } = concernsOf(occurrence.answers);
    if (!partnerIsTold && (asks || unhappy)) await write.send(notedIntent(occurrence));
  }

  /** When all is in, and before that what no card of a follow-up says: words for our team, what nobody was given to do. */
  async function tellStaff(before: Asked, occurrence: Asked, partnerIsTold: boolean, write: Write): Promise<void> {
    const concerns = [before, occurrence].map(({ answers }) => concernsOf(answers));
    const isWritten = concerns.some(({ writes }) => writes);
    const isUnattended = !partnerIsTold && concerns.some(({ asks, unhappy }) => asks || unhappy);
    if (!isWritten && !isUnattended && occurrence.state !== 'completed') return;
    const partner = await deps.directory.getPartner(occurrence.partnerId);
    const staff = staffOf(partner, write.at);
    if (staff) await write.send(answersIntent(occurrence, partner, staff));
  }
}

/** With a face, or "no change", all that was filled in; with a word about one deal, what stands of that deal. */
function confirmedWith(
  { occurrence, given, confirmsRest }: Taken,
  fresh: readonly NewAnswer[],
  known: readonly GivenAnswer[],
  at: Date,
): readonly NewAnswer[] {
  const today = localDateOf(at, occurrence.zone);
  const isWhole = confirmsRest === true || given.some(({ questionId }) => isScale(questionId));
  const standing = standingOf(fresh, known, occurrence.snapshot, today);
  if (!isWhole) return standing;
  return [...standing, ...confirmedBy([...given, ...standing], known, occurrence.snapshot, today)];
}

function givenBy({ actor, occurrence }: Taken, answer: NewAnswer, source: AnswerSource, at: Date): GivenAnswer {
  const { questionId, subjectId, value } = answer;
  const late = at > dueOf(occurrence);
  const version = occurrence.snapshot.questions.find((question) => question.questionId === questionId)?.version ?? 1;
  return { questionId, subjectId, version, value, by: respondentOf(actor), at, late, source };
}
