import { addDays } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { nextStepOf } from '#core/contributions/touch-content.ts';
import { promptNotes } from '../message-schemas.ts';
import type { PromptItem, PromptParams } from '../message-schemas.ts';
import { isScale } from '../question-schemas.ts';
import { findQuestion } from '../questions/bank.ts';
import { currentAnswers, numberedOf, ownersOfUnanswered, unansweredOf } from '../rules/answers.ts';
import type { Ask } from '../rules/answers.ts';
import { confirmedBy } from '../rules/prefill.ts';
import type { AskedItem, GivenAnswer, Occurrence } from '../schemas.ts';
import type { Asked } from './intents.ts';

/** Days after the prompt that are offered for a next step. */
const offeredDays = [7, 14, 28];

/** All that the prompt shows, as the answers stand (domain §2.3). */
export function promptParams(occurrence: Asked): PromptParams {
  const { snapshot, schedule, counts } = occurrence;
  const current = currentAnswers(occurrence.answers);
  const promptedOn = localDateOf(schedule.promptAt, occurrence.zone);
  const open = unansweredOf(snapshot, occurrence.answers);
  return {
    occurrenceId: occurrence.occurrenceId,
    touchId: occurrence.touchId,
    partnerId: occurrence.partnerId,
    periodKey: occurrence.periodKey,
    phase: phaseOf(occurrence),
    dueAt: schedule.dueAt,
    meetingAt: schedule.qbr?.meetingAt ?? null,
    zone: occurrence.zone,
    partnerSinceOn: snapshot.partnerSinceOn,
    nextOn: snapshot.nextOn,
    moved: movedByHoliday(occurrence),
    notes: promptNotes.filter((note) => notesOf(occurrence).includes(note)),
    answered: counts.answered,
    required: counts.required,
    isOneTap: isOneTap(occurrence, promptedOn),
    asks: [...numberedOf(snapshot)],
    said: [...current.values()].filter(isSaid).map(({ questionId, value, by, source }) => {
      return { questionId, value, by: by.name, source };
    }),
    prefilled: snapshot.prefill.filter(({ questionId }) => !current.has(questionId)),
    content: snapshot.content,
    items: snapshot.items.map((item) => promptItem(item, occurrence.answers, open)),
    days: offeredDays.map((days) => addDays(promptedOn, days)),
  };
}

/** The channel reads it: a comment and what is for our team only stay out of it. */
export function mayBeSeen(answer: GivenAnswer): boolean {
  return findQuestion(answer)?.visibility === 'partner';
}

function promptItem(item: AskedItem, given: readonly GivenAnswer[], open: readonly Ask[]): PromptItem {
  const { contentName, subjectId, kind, title, prefill, closed } = item;
  const about = [...currentAnswers(given).values()].filter((answer) => answer.subjectId === subjectId);
  const said = about.findLast(({ source }) => source !== 'confirmed') ?? about.at(-1);
  return {
    contentName,
    subjectId,
    kind,
    title,
    answers: Object.fromEntries(about.map(({ questionId, value }) => [questionId, value])),
    by: said?.by.name ?? null,
    open: open.filter((ask) => ask.subjectId === subjectId).map(({ questionId }) => questionId),
    step: nextStepOf(prefill['D2'] ?? '')?.step ?? null,
    ...(closed === undefined ? {} : { closed }),
  };
}

function movedByHoliday({ shift, shiftedFrom, heldOn }: Occurrence): PromptParams['moved'] {
  if (shift !== 'holiday' || shiftedFrom === null || heldOn === null) return null;
  return { fromOn: shiftedFrom, toOn: heldOn };
}

function notesOf({ sections, snapshot }: Asked): readonly string[] {
  return snapshot.missedBefore === true ? ['missed', ...sections] : sections;
}

/** A face, or "no change" where no scale is asked, leaves nothing open; not where several people own what is asked. */
function isOneTap({ snapshot, answers }: Asked, today: PlainDate): boolean {
  if (ownersOfUnanswered(snapshot, answers).length > 1) return false;
  const confirmed = confirmedBy([], answers, snapshot, today);
  if (confirmed.length === 0) return false;
  const settled = new Set(confirmed.map(({ questionId, subjectId }) => `${questionId}/${subjectId}`));
  return unansweredOf(snapshot, answers).every(
    ({ questionId, subjectId }) => isScale(questionId) || settled.has(`${questionId}/${subjectId}`),
  );
}

function isSaid(answer: GivenAnswer): boolean {
  return answer.subjectId === null && mayBeSeen(answer);
}

function phaseOf(occurrence: Occurrence): PromptParams['phase'] {
  switch (occurrence.state) {
    case 'completed':
      return 'done';
    case 'missed':
    case 'completed_partial':
    case 'cancelled':
      return 'closed';
    default:
      return occurrence.remindedAt === null ? 'open' : 'due';
  }
}
