import { localDateOf } from '#core/calendar/instants.ts';
import { AppError } from '#core/errors.ts';
import type { Intent } from '#core/intent.ts';
import type { SlackPerson } from '#core/actor.ts';
import type { PartnerCard, StaffCard } from '#features/directory/public.ts';
import type {
  AnswersParams,
  GapsParams,
  NotedParams,
  PromptParams,
  ReplyParams,
  ReminderParams,
  SkippedParams,
  SummaryParams,
} from '../message-schemas.ts';
import { findQuestion } from '../questions/bank.ts';
import { concernsOf, currentAnswers, unansweredOf } from '../rules/answers.ts';
import { messageKeyOf } from '../rules/keys.ts';
import type { Purpose } from '../rules/keys.ts';
import type { Frozen, GivenAnswer, Occurrence, QuestionId, Snapshot } from '../schemas.ts';
import type { TouchSchedule } from '../schedule-schemas.ts';

const repliesShown = 5;

/** An occurrence whose prompt was queued: it has everything that its messages show. */
export interface Asked extends Occurrence {
  schedule: TouchSchedule;
  snapshot: Snapshot;
  frozen: Frozen;
}

export function isAsked(occurrence: Occurrence): occurrence is Asked {
  return occurrence.schedule !== null && occurrence.snapshot !== null && occurrence.frozen !== null;
}

/** Throws AppError(bug) for an occurrence whose prompt was never queued. */
export function asked(occurrence: Occurrence): Asked {
  if (isAsked(occurrence)) return occurrence;
  throw new AppError({ kind: 'bug', code: 'core.bug', details: { occurrenceId: occurrence.occurrenceId } });
}

/** Until when answers are in time; where nothing is asked, until it closes. */
export function dueOf({ schedule }: Asked): Date {
  return schedule.dueAt ?? schedule.closeAt;
}

/** The prompt, and every later form of it: the outbox turns the same key with other params into an edit. */
export function promptIntent(occurrence: Asked): Intent {
  return {
    ...toChannel(occurrence, 'prompt'),
    priority: 'P2',
    notAfter: dueOf(occurrence),
    params: promptParams(occurrence) satisfies PromptParams,
  };
}

/** `occurrence.remindersSent` counts this one too. */
export function reminderIntent(occurrence: Asked, contact: SlackPerson | null): Intent {
  const params: ReminderParams = {
    dueAt: dueOf(occurrence),
    zone: occurrence.zone,
    open: unansweredOf(occurrence.snapshot.questions, occurrence.answers).length,
    mention: contact?.userId ?? null,
  };
  const message = inThread(occurrence, 'reminder');
  return {
    ...message,
    key: `${message.key}:${occurrence.remindersSent}`,
    priority: 'P3',
    notAfter: dueOf(occurrence),
    mentions: contact === null ? [] : [contact],
    params,
  };
}

/** `answersPerson`: it follows a person's own last answer, so it comes at once. */
export function summaryIntent(occurrence: Asked, timing: { notAfter: Date; answersPerson: boolean }): Intent {
  const answers = [...currentAnswers(occurrence.answers).values()].filter(mayBeSeen);
  const params: SummaryParams = {
    periodKey: occurrence.periodKey,
    zone: occurrence.zone,
    answers: answers.map(({ questionId, value }) => ({ questionId, value })),
    answered: occurrence.counts.answered,
    required: occurrence.counts.required,
    openUntil: occurrence.state === 'completed' ? null : occurrence.schedule.closeAt,
    nextOn: occurrence.snapshot.nextOn,
    pmName: occurrence.snapshot.pmName,
    writes: concernsOf(occurrence.answers).writes,
  };
  return {
    ...inThread(occurrence, 'summary'),
    priority: timing.answersPerson ? 'P1' : 'P2',
    direct: timing.answersPerson,
    notAfter: timing.notAfter,
    params,
  };
}

/** Tells the person who answered that somebody by name will see it. */
export function notedIntent(occurrence: Asked): Intent {
  const { asks } = concernsOf(occurrence.answers);
  const params: NotedParams = { pmName: occurrence.snapshot.pmName, asks };
  const notAfter = occurrence.schedule.closeAt;
  return { ...inThread(occurrence, 'noted'), priority: 'P1', direct: true, notAfter, params };
}

/** One sentence under a reply that was not understood, or came too late. */
export function replyIntent(occurrence: Asked, ts: string, how: { isOver: boolean; isUnderstood: boolean }): Intent {
  const { pmName, nextOn, questions } = occurrence.snapshot;
  const params: ReplyParams = { ...how, pmName, nextOn, asks: [...questions] };
  const message = inThread(occurrence, 'reply');
  return { ...message, key: `${message.key}:${ts}`, priority: 'P1', direct: true, notAfter: null, params };
}

export function gapsIntent(occurrence: Asked, partner: PartnerCard, to: SlackPerson): Intent {
  const open = unansweredOf(occurrence.snapshot.questions, occurrence.answers);
  const params: GapsParams = {
    ...aboutPartner(occurrence, partner),
    zone: occurrence.zone,
    closeAt: occurrence.schedule.closeAt,
    open: occurrence.snapshot.questions.filter(({ questionId }) => open.includes(questionId)),
    answered: occurrence.counts.answered,
    required: occurrence.counts.required,
  };
  return { ...toStaff(occurrence, 'gaps', to), notAfter: occurrence.schedule.closeAt, params };
}

export function answersIntent(occurrence: Occurrence, partner: PartnerCard, to: SlackPerson): Intent {
  const answers = [...currentAnswers(occurrence.answers).values()];
  const params: AnswersParams = {
    ...aboutPartner(occurrence, partner),
    unhappy: concernsOf(occurrence.answers).unhappy,
    answers: answers.map(({ questionId, version, value, by, late }) => ({
      questionId,
      version,
      value,
      by: by.name,
      late,
    })),
    replies: occurrence.replies
      .slice(-repliesShown)
      .map(({ text, by, afterClose }) => ({ text, by: by.name, afterClose })),
  };
  return { ...toStaff(occurrence, 'answers', to), notAfter: null, params };
}

export function skippedIntent(occurrence: Occurrence, partner: PartnerCard, to: SlackPerson): Intent {
  const params: SkippedParams = {
    ...aboutPartner(occurrence, partner),
    reason: occurrence.reason ?? '',
    heldOn: occurrence.heldOn ?? occurrence.anchorOn,
  };
  return { ...toStaff(occurrence, 'skipped', to), notAfter: null, params };
}

/** The partner manager, or the cover while that one is away; null when neither is known in Slack (domain §2.5 rule 7). */
export function staffOf({ pm, backup }: PartnerCard, at: Date): SlackPerson | null {
  const known = (card: StaffCard | null): SlackPerson | null => card?.person ?? null;
  const isCovered = pm?.awayUntil && localDateOf(at, pm.timeZone) < pm.awayUntil;
  return isCovered ? (known(backup) ?? known(pm)) : (known(pm) ?? known(backup));
}

function promptParams(occurrence: Asked): PromptParams {
  const current = currentAnswers(occurrence.answers);
  return {
    occurrenceId: occurrence.occurrenceId,
    partnerId: occurrence.partnerId,
    periodKey: occurrence.periodKey,
    phase: phaseOf(occurrence),
    dueAt: dueOf(occurrence),
    zone: occurrence.zone,
    partnerSinceOn: occurrence.snapshot.partnerSinceOn,
    nextOn: occurrence.snapshot.nextOn,
    rating: said(current, 'C1'),
    talk: current.get('C2')?.source === 'confirmed' ? null : said(current, 'C2'),
    answered: occurrence.counts.answered,
    required: occurrence.counts.required,
    asks: occurrence.snapshot.questions.map(({ questionId, version }) => ({ questionId, version })),
    prefilled: occurrence.snapshot.prefill.filter(({ questionId }) => !current.has(questionId)),
    noted: [...current.values()]
      .filter((answer) => isNoted(answer) && mayBeSeen(answer))
      .map(({ questionId, value, source }) => ({ questionId, value, confirmed: source === 'confirmed' })),
  };
}

/** C1 and C2 have rows of their own, unless C2 was only confirmed. */
function isNoted({ questionId, source }: GivenAnswer): boolean {
  if (questionId === 'C1' || questionId === 'comment') return false;
  return source === 'confirmed' || (source === 'words' && questionId !== 'C2');
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

function said(current: ReadonlyMap<QuestionId, GivenAnswer>, questionId: QuestionId): PromptParams['rating'] {
  const answer = current.get(questionId);
  return answer === undefined ? null : { value: String(answer.value), by: answer.by.name };
}

/** The summary stands in the channel; of a comment it says only that there is one. */
function mayBeSeen(answer: GivenAnswer): boolean {
  return answer.questionId === 'comment' || findQuestion(answer)?.visibility === 'partner';
}

function aboutPartner(occurrence: Occurrence, partner: PartnerCard) {
  return {
    partnerId: partner.partnerId,
    partnerName: partner.displayName,
    periodKey: occurrence.periodKey,
  };
}

function toChannel(occurrence: Asked, purpose: Purpose) {
  return {
    key: messageKeyOf(purpose, occurrence.occurrenceId),
    partnerId: occurrence.partnerId,
    audience: 'partner' as const,
    to: { channelId: occurrence.message?.channelId ?? occurrence.frozen.channelId },
    topic: 'check-ins',
    mentions: [],
    message: `check-ins.${purpose}`,
  };
}

function inThread(occurrence: Asked, purpose: Purpose) {
  return { ...toChannel(occurrence, purpose), thread: { key: messageKeyOf('prompt', occurrence.occurrenceId) } };
}

function toStaff(occurrence: Occurrence, purpose: Purpose, to: SlackPerson) {
  return {
    key: messageKeyOf(purpose, occurrence.occurrenceId),
    partnerId: occurrence.partnerId,
    audience: 'internal' as const,
    to,
    topic: 'check-ins',
    priority: 'P2' as const,
    mentions: [],
    message: `check-ins.${purpose}`,
  };
}
