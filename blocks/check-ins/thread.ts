import { section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { message, notice } from '#blocks/kit/message.ts';
import type { Reader } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type { NotedParams, ReminderParams, ReplyParams, SummaryParams } from '#features/check-ins/message-schemas.ts';
import { answerText, exampleOf, textsFor } from './texts.ts';
import type { Texts } from './texts.en.ts';
import { dayName, moment, monthName } from './when.ts';

const nameLength = 60;

/** The reminder under the prompt (domain §2.6): neutral, to the contact who is asked first. */
export function reminderMessage(params: ReminderParams, { language }: Reader): RenderedMessage {
  const text = textsFor(language).thread.reminder(params.open, moment(params.dueAt, params.zone, language));
  return notice(params.mention === null ? text : `<@${params.mention}> ${text}`);
}

/** Three lines: how much was answered, what, and what happens next. */
export function summaryMessage(params: SummaryParams, { language }: Reader): RenderedMessage {
  const { thread } = textsFor(language);
  const title = thread.summaryTitle(monthName(params.periodKey, language), params.answered, params.required);
  const lines = [title, answersLine(params, language), nextLine(params, language)];
  return message({ text: lines.join('\n'), blocks: [section(lines.join('\n'))] });
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
  const example = exampleOf(params.asks, language);
  return notice(params.isUnderstood ? thread.replyPartly(pm, example) : thread.replyUnclear(pm, example));
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
  return parts.length === 0 ? nothingYet : parts.join(' · ');
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
