import type { PartnerActor } from '#core/actor.ts';
import { addHours, localDateOf } from '#core/calendar/instants.ts';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import type { Write } from '#core/write.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import type { FollowUpsPublic } from '#features/follow-ups/public.ts';
import { concernsOf, countsOf, sourceOf, unansweredOf } from '../rules/answers.ts';
import type { NewAnswer } from '../rules/answers.ts';
import { countedOf } from '../rules/delivery.ts';
import type { Counted } from '../rules/delivery.ts';
import { closingStep, stepAfterDelivery } from '../rules/timeline.ts';
import type { AnswerSource, GivenAnswer, LeftItem, Occurrence } from '../schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import { isClosed, respondentOf } from './access.ts';
import { createCurrentItems } from './current-items.ts';
import { createFollowing } from './following.ts';
import { answersIntent, asked, dueOf, notedIntent, promptIntent, staffOf } from './intents.ts';
import type { Asked } from './intents.ts';
import { alreadyDone, moveOn } from './moves.ts';
import { createSummingUp } from './summing-up.ts';

/** `recorded`: it counts · `unchanged`: it was known · `after_close`: kept, but the check-in was over. */
export interface AnswerResult {
  kind: 'recorded' | 'unchanged' | 'after_close';
  occurrence: Asked;
  /** What did not count of it: what is over, or a colleague's. */
  left: readonly LeftItem[];
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
  const { asOfNow } = createCurrentItems(deps);
  const { sendSummary } = createSummingUp(deps);

  return {
    /** Inside the caller's write, on the occurrence as that write sees it. */
    async take(taken: Taken, write: Write): Promise<AnswerResult> {
      const { occurrence, news } = await asOfNow(taken.occurrence, write);
      const isOver = isClosed(occurrence, write.at);
      const nothing = { kind: isOver ? ('after_close' as const) : ('unchanged' as const), occurrence };
      if (occurrence.deliveries.includes(taken.deliveryKey)) return { ...nothing, left: [] };
      const { fresh, confirmed, left } = await count(taken, occurrence, isOver, write);
      const added = [
        ...fresh.map((entry) => givenBy(taken, entry, sourceOf(entry, taken.via, occurrence.snapshot), write.at)),
        ...confirmed.map((entry) => givenBy(taken, entry, 'confirmed', write.at)),
      ];
      const hasNews = news !== null && !isOver;
      if (added.length === 0 && !hasNews) return { ...nothing, left };
      const take = isOver ? keepAfterClose : record;
      return { ...(await take({ ...taken, occurrence }, added, write)), left };
    },
  };

  async function count(taken: Taken, occurrence: Asked, isOver: boolean, write: Write): Promise<Counted> {
    const { actor, given, via, confirmsRest = false } = taken;
    const { snapshot, answers, afterClose, partnerId, zone } = occurrence;
    const over = taken.occurrence.snapshot.items.filter(({ closed }) => closed !== undefined);
    const standing = {
      snapshot,
      known: isOver ? [...answers, ...afterClose] : answers,
      knownOver: new Set(over.map(({ subjectId }) => subjectId)),
      colleagues: snapshot.items.length === 0 ? [] : await deps.directory.listContacts(partnerId),
      today: localDateOf(write.at, zone),
    };
    return countedOf({ actor, by: respondentOf(actor), given, via, confirmsRest }, standing);
  }

  /** What was told of a deal by then is kept, but moves no deal: the person is sent there (domain §18 J3). */
  async function keepAfterClose(
    { occurrence, actor, deliveryKey }: Taken,
    added: readonly GivenAnswer[],
    write: Write,
  ): Promise<Omit<AnswerResult, 'left'>> {
    const { occurrenceId, state } = occurrence;
    const afterClose = [...occurrence.afterClose, ...added];
    const change = { afterClose, deliveries: deliveriesWith(occurrence, deliveryKey) };
    const kept = await occurrences.changeFrom({ occurrenceId, state }, change, write);
    await write.audit({
      actor,
      action: 'occurrence.answered_after_close',
      object: `touch_occurrences/${occurrenceId}`,
      partnerId: occurrence.partnerId,
    });
    if (kept !== null) await follow(asked(kept), actor, write);
    return { kind: 'after_close', occurrence: asked(kept ?? occurrence) };
  }

  /** Also without an answer, when an item turned out to be over: it may have been the last one open. */
  async function record(
    { occurrence: before, actor, deliveryKey }: Taken,
    added: readonly GivenAnswer[],
    write: Write,
  ): Promise<Omit<AnswerResult, 'left'>> {
    const answers = [...before.answers, ...added];
    const isComplete = unansweredOf(before.snapshot, answers).length === 0;
    const change = {
      answers,
      snapshot: before.snapshot,
      deliveries: deliveriesWith(before, deliveryKey),
      counts: countsOf(before.snapshot, answers),
      // Answered on a prompt whose delivery is not recorded yet: it was delivered, or nobody could have answered.
      ...(before.state === 'prepared' ? { sentAt: write.at, ...stepAfterDelivery(before.schedule, write.at) } : {}),
      // Nothing follows but closing; a business review has its meeting ahead.
      ...(isComplete && before.schedule.qbr === null ? closingStep(before.schedule) : {}),
    };
    const event = isComplete ? 'complete' : added.length > 0 ? 'answer' : null;
    const occurrence = asked(await recordedAs(before, event, change, actor, write));
    await write.send({ ...promptIntent(occurrence), priority: 'P1', direct: true });
    await tellContributors(occurrence, added, actor, write);
    const { partnerIsTold } = await follow(occurrence, actor, write);
    await tellPartner(before, occurrence, partnerIsTold, write);
    await tellStaff(before, occurrence, partnerIsTold, write);
    return { kind: added.length > 0 ? 'recorded' : 'unchanged', occurrence };
  }

  async function recordedAs(
    before: Asked,
    event: 'complete' | 'answer' | null,
    change: Parameters<OccurrenceStore['changeFrom']>[1],
    actor: PartnerActor,
    write: Write,
  ): Promise<Occurrence> {
    if (before.state === 'completed' || event === null) {
      const { occurrenceId, state, nextAction } = before;
      const changed = await occurrences.changeFrom({ occurrenceId, state, nextAction }, change, write);
      if (changed === null) throw alreadyDone();
      return changed;
    }
    const isUnrecorded = before.state === 'prepared';
    const sent = isUnrecorded
      ? await moveOn({ occurrences, write, actor }, before, 'deliver', { sentAt: write.at })
      : before;
    return moveOn({ occurrences, write, actor }, sent, event, change);
  }

  /** The thread says what happens next, once: a follow-up says it with a name and a day. */
  async function tellPartner(before: Asked, occurrence: Asked, partnerIsTold: boolean, write: Write): Promise<void> {
    const summaryStands = before.nextAction === 'close';
    if (occurrence.state === 'completed' || summaryStands) {
      const notAfter = addHours(write.at, 24);
      return sendSummary(occurrence, { notAfter, answersPerson: true }, write);
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

function deliveriesWith({ deliveries }: Asked, deliveryKey: string): string[] {
  return [...deliveries, deliveryKey].slice(-deliveriesKept);
}

function givenBy({ actor, occurrence }: Taken, answer: NewAnswer, source: AnswerSource, at: Date): GivenAnswer {
  const { questionId, subjectId, value } = answer;
  const late = at > dueOf(occurrence);
  const version = occurrence.snapshot.questions.find((question) => question.questionId === questionId)?.version ?? 1;
  return { questionId, subjectId, version, value, by: respondentOf(actor), at, late, source };
}
