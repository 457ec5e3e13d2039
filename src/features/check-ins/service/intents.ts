import { localDateOf } from '#core/calendar/instants.ts';
import { AppError } from '#core/errors.ts';
import type { Intent } from '#core/intent.ts';
import type { SlackPerson } from '#core/actor.ts';
import type { PartnerCard, StaffCard } from '#features/directory/public.ts';
import type {
  AnswersParams,
  GapsParams,
  LeftParams,
  NotedParams,
  ReplyParams,
  ReminderParams,
  SkippedParams,
} from '../message-schemas.ts';
import { concernsOf, currentAnswers, numberedOf, unansweredOf } from '../rules/answers.ts';
import type { Ask } from '../rules/answers.ts';
import type { Colleagues } from '../rules/items.ts';
import { messageKeyOf } from '../rules/keys.ts';
import type { Purpose } from '../rules/keys.ts';
import type { AskedItem, Frozen, LeftItem, Occurrence, Snapshot } from '../schemas.ts';
import type { TouchSchedule } from '../schedule-schemas.ts';
import { promptParams } from './prompt-params.ts';

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
    params: promptParams(occurrence),
  };
}

/** `occurrence.remindersSent` counts this one too. `mentions`: owners of what is open, else who is asked first. */
export function reminderIntent(occurrence: Asked, mentions: readonly SlackPerson[]): Intent {
  const { snapshot } = occurrence;
  const open = unansweredOf(snapshot, occurrence.answers);
  const items = itemsAmong(occurrence, open);
  const params: ReminderParams = {
    ...about(occurrence),
    dueAt: dueOf(occurrence),
    zone: occurrence.zone,
    open: open.filter(({ subjectId }) => subjectId === null).length,
    openItems: items.map(({ title }) => title),
    isOwned: items.some(({ ownerContactId }) => ownerContactId !== null),
    mentions: mentions.map(({ userId }) => userId),
  };
  const message = inThread(occurrence, 'reminder');
  return {
    ...message,
    key: `${message.key}:${occurrence.remindersSent}`,
    priority: 'P3',
    notAfter: dueOf(occurrence),
    mentions,
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
  const { pmName, nextOn, items } = occurrence.snapshot;
  const asks = [...numberedOf(occurrence.snapshot)];
  const hasDeals = items.some(({ kind }) => kind === 'deal');
  const params: ReplyParams = { ...about(occurrence), ...how, pmName, nextOn, asks, hasDeals };
  const message = inThread(occurrence, 'reply');
  return { ...message, key: `${message.key}:${ts}`, priority: 'P1', direct: true, notAfter: null, params };
}

/** Under the prompt, where the words were written. */
export function leftIntent(occurrence: Asked, ts: string, left: readonly LeftItem[]): Intent {
  const params: LeftParams = { zone: occurrence.zone, left: [...left] };
  const message = inThread(occurrence, 'left');
  return { ...message, key: `${message.key}:${ts}`, priority: 'P1', direct: true, notAfter: null, params };
}

export function gapsIntent(occurrence: Asked, partner: PartnerCard, colleagues: Colleagues, to: SlackPerson): Intent {
  const open = unansweredOf(occurrence.snapshot, occurrence.answers);
  const ofPrompt = open.filter(({ subjectId }) => subjectId === null).map(({ questionId }) => questionId);
  const params: GapsParams = {
    ...aboutPartner(occurrence, partner),
    zone: occurrence.zone,
    closeAt: occurrence.schedule.closeAt,
    open: occurrence.snapshot.questions.filter(({ questionId }) => ofPrompt.includes(questionId)),
    openItems: itemsAmong(occurrence, open).map(({ title, ownerContactId }) => {
      const owner = colleagues.find(({ contactId }) => contactId === ownerContactId);
      return { title, ownerName: owner?.name ?? null };
    }),
    answered: occurrence.counts.answered,
    required: occurrence.counts.required,
  };
  return { ...toStaff(occurrence, 'gaps', to), notAfter: occurrence.schedule.closeAt, params };
}

export function answersIntent(occurrence: Occurrence, partner: PartnerCard, to: SlackPerson): Intent {
  const answers = [...currentAnswers(occurrence.answers).values()];
  const params: AnswersParams = {
    ...aboutPartner(occurrence, partner),
    occurrenceId: occurrence.occurrenceId,
    reviewedBy: occurrence.reviewedBy,
    unhappy: concernsOf(occurrence.answers).unhappy,
    answers: answers.map(({ questionId, subjectId, version, value, by, late }) => {
      const item = occurrence.snapshot?.items.find((candidate) => candidate.subjectId === subjectId);
      return { questionId, version, value, by: by.name, late, about: item?.title ?? null };
    }),
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

export function about({ touchId, periodKey }: Occurrence) {
  return { touchId, periodKey };
}

function itemsAmong({ snapshot }: Asked, open: readonly Ask[]): readonly AskedItem[] {
  const ids = new Set(open.map(({ subjectId }) => subjectId));
  return snapshot.items.filter(({ subjectId }) => ids.has(subjectId));
}

export function aboutPartner(occurrence: Occurrence, partner: PartnerCard) {
  return {
    partnerId: partner.partnerId,
    partnerName: partner.displayName,
    ...about(occurrence),
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

export function inThread(occurrence: Asked, purpose: Purpose) {
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
