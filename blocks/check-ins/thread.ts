import { section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { clipMrkdwn } from '#blocks/kit/limits.ts';
import { message, notice } from '#blocks/kit/message.ts';
import type { Reader } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type {
  LeftParams,
  NotedParams,
  ReminderParams,
  ReplyParams,
  SummaryParams,
} from '#features/check-ins/message-schemas.ts';
import { closedText, leftMessage } from './left.ts';
import { answerText, exampleOf, textsFor } from './texts.ts';
import type { Texts } from './texts.en.ts';
import { touchTitle } from './title.ts';
import { dayName, dayOf, moment } from '#blocks/kit/when.ts';

const nameLength = 60;
const answersLength = 400;
/** Named in a reminder. */
const namedItems = 3;
/** What the summary says of a deal or goal. */
const itemQuestions = ['D1', 'M2', 'D2'] as const;

/** The reminder under the prompt (domain §2.6): neutral, to those whose answers are open. */
export function reminderMessage(params: ReminderParams, { language }: Reader): RenderedMessage {
  const due = moment(params.dueAt, params.zone, language);
  const { reminder, reminderOwned } = textsFor(language).thread;
  const text = (params.isOwned ? reminderOwned : reminder)(openText(params, language), due);
  const mentions = params.mentions.map((userId) => `<@${userId}> `).join('');
  return notice(`${mentions}${text}`);
}

/** The same in a line of "This week" (domain §2.6). */
export function reminderLine(params: ReminderParams, { language }: Reader): string {
  const due = moment(params.dueAt, params.zone, language);
  const { reminderLine: line } = textsFor(language).thread;
  return line(touchTitle(params, language), openText(params, language), due);
}

/** What came of it, what was said, and what happens next. */
export function summaryMessage(params: SummaryParams, { language }: Reader): RenderedMessage {
  const said = [...itemLines(params, language), answersLine(params, language)].filter((line) => line !== '');
  const lines = [outcomeLine(params, language), ...said, nextLine(params, language)];
  return message({ text: lines.join('\n'), blocks: [section(lines.join('\n'))] });
}

/** Under words that were understood and do not count. */
export function leftReply({ left, zone }: LeftParams, { language }: Reader): RenderedMessage {
  return leftMessage(left, { language, zone });
}

/** The first words after an answer that somebody will act on; never a judgement (domain §18 J5). */
export function notedMessage(params: NotedParams, { language }: Reader): RenderedMessage {
  const { thread } = textsFor(language);
  const pm = nameOf(params.pmName, thread);
  return notice(params.asks ? thread.noted(pm) : thread.notedHonest(pm));
}

/** Under a reply that was not understood: what was kept, and what can be said. */
export function replyMessage(params: ReplyParams, { language }: Reader): RenderedMessage {
  const { thread } = textsFor(language);
  const pm = nameOf(params.pmName, thread);
  if (params.isOver) return notice(thread.replyAfterClose(pm, dayName(params.nextOn, language)));
  const example = exampleOf(params.asks, language, params.hasDeals);
  return notice(params.isUnderstood ? thread.replyPartly(pm, example) : thread.replyUnclear(pm, example));
}

function openText({ open, openItems }: ReminderParams, language: Language): string {
  const { thread } = textsFor(language);
  const named = openItems.slice(0, namedItems).map((title) => escapeText(title, nameLength, { singleLine: true }));
  const more = openItems.length - named.length;
  return [
    ...named,
    ...(more > 0 ? [thread.openMore(more)] : []),
    ...(open > 0 ? [thread.openQuestions(open)] : []),
  ].join(', ');
}

/** `5 of 6 deals updated, 1 blocker → FU-0311 (Sam, Thu 19 Nov)` (domain §18 J3). */
function outcomeLine(params: SummaryParams, language: Language): string {
  const { thread } = textsFor(language);
  const { deals, blockers, zone } = params;
  const counted = deals
    ? thread.dealsUpdated(deals.updated, deals.of)
    : thread.answered(params.answered, params.required);
  const told = blockers === 0 ? counted : `${counted}, ${thread.blockers(blockers)}`;
  const followUps = params.followUps.map(({ followUpId, ownerName, dueAt }) => {
    const owner = ownerName === null ? thread.ourTeam : escapeText(ownerName, nameLength, { singleLine: true });
    return thread.followUp(followUpId, owner, dayOf(dueAt, zone, language));
  });
  const parts = followUps.length === 0 ? told : `${told} → ${followUps.join(', ')}`;
  return thread.outcome(touchTitle(params, language), parts);
}

function itemLines(params: SummaryParams, language: Language): readonly string[] {
  const texts = textsFor(language);
  return params.items.map(({ title, answers, closed }) => {
    const over = closed === undefined ? [] : [closedText(closed, { language, zone: params.zone })];
    const parts = itemQuestions.flatMap((questionId) => {
      const value = answers[questionId];
      return value === undefined ? [] : [answerText(texts, questionId, value)];
    });
    return `• ${escapeText(title, nameLength, { singleLine: true })}: ${[...parts, ...over].join(' · ')}`;
  });
}

function answersLine(params: SummaryParams, language: Language): string {
  const texts = textsFor(language);
  const { labels } = texts;
  const { withComment, nothingYet } = texts.thread;
  const parts = params.answers.flatMap(({ questionId, value }) => {
    // A comment is for our team, not for the channel.
    if (questionId === 'comment') return value === '' ? [] : [withComment];
    return [`${labels[questionId]}: ${answerText(texts, questionId, value)}`];
  });
  if (parts.length === 0) return params.items.length === 0 ? nothingYet : '';
  return clipMrkdwn(parts.join(' · '), answersLength);
}

function nextLine(params: SummaryParams, language: Language): string {
  const { thread } = textsFor(language);
  const pm = nameOf(params.pmName, thread);
  const parts = [
    ...(params.writes ? [thread.pmReads(pm)] : []),
    ...(params.openUntil === null ? [] : [thread.openUntil(moment(params.openUntil, params.zone, language))]),
    thread.next(dayName(params.nextOn, language)),
  ];
  return parts.join(' ');
}

function nameOf(name: string | null, thread: Texts['thread']): string {
  return name === null ? thread.yourContact : escapeText(name, nameLength, { singleLine: true });
}
