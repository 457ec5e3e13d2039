import { button, context, section } from '#blocks/kit/elements.ts';
import { clip } from '#blocks/kit/limits.ts';
import { message } from '#blocks/kit/message.ts';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import type { Reader } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { Block, RenderedMessage } from '#core/surface.ts';
import type { PromptParams } from '#features/check-ins/message-schemas.ts';
import type { QuestionId } from '#features/check-ins/schemas.ts';
import { askedByContent, contentBlocks } from './contents.ts';
import type { PromptView } from './contents.ts';
import { actionIds } from './ids.ts';
import { awaitsFace, lastButtons } from './prompt-buttons.ts';
import { itemBlocks } from './prompt-items.ts';
import { notedOf, numbered, rowBlocks, rowIdsOf } from './prompt-rows.ts';
import { answerText, exampleOf, questionText, textsFor } from './texts.ts';
import type { Texts } from './texts.en.ts';
import { touchTitle } from './title.ts';
import { dayName, longDay, moment, monthName } from '#blocks/kit/when.ts';

/** Of a message's 600 characters of prose (domain §0.4b). */
const listLength = 160;
/** Without buttons, but everybody is asked them; other questions are named by their labels. */
const wordedWhole: readonly QuestionId[] = ['C2', 'C3', 'C4', 'W1', 'B1'];

/**
 * A touch in the channel (domain §2.3), in every form that it takes from asked to closed: what is there to see, deals and
 * goals one by one, questions with buttons, what was filled in and what was said.
 */
export function promptMessage(
  params: PromptParams,
  reader: Reader,
  contents: readonly TouchContent[] = [],
): RenderedMessage {
  const { language } = reader;
  const view = { params, reader, contents };
  const isAsking = params.dueAt !== null && (params.phase === 'open' || params.phase === 'due');
  const blocks = [
    section(headline(params, language)),
    ...statusRow(params, language),
    ...contentBlocks(view),
    ...itemBlocks(view, isAsking),
    ...rowIdsOf(view).flatMap((questionId) => rowBlocks(view, questionId, isAsking)),
    ...(isAsking ? prefilledRow(params, language) : []),
    ...notedRow(view),
    ...(isAsking ? [context(inWords(view))] : []),
    ...lastButtons(view, isAsking),
  ];
  return message({ text: headline(params, language), blocks });
}

function headline(params: PromptParams, language: Language): string {
  const { prompt } = textsFor(language);
  const title = touchTitle(params, language);
  if (params.dueAt === null) return prompt.untimed(title);
  const due = moment(params.dueAt, params.zone, language);
  switch (params.phase) {
    case 'open':
      return prompt.open(title, agenda(params, language), due);
    case 'due':
      return prompt.due(title, due, params.required - params.answered);
    case 'done':
      return prompt.done(title);
    case 'closed':
      return prompt.closed(title, dayName(params.nextOn, language));
  }
}

/** How much is asked, and what it takes. */
function agenda(params: PromptParams, language: Language): string {
  const { prompt } = textsFor(language);
  if (params.isOneTap) return prompt.oneTap;
  if (params.meetingAt !== null) {
    return prompt.beforeMeeting(params.asks.length, moment(params.meetingAt, params.zone, language));
  }
  const deals = params.items.filter(({ kind }) => kind === 'deal').length;
  return prompt.agenda(deals, params.asks.length + params.items.length - deals);
}

function statusRow(params: PromptParams, language: Language): readonly Block[] {
  const texts = textsFor(language).prompt;
  const isFirst = params.touchId === 'monthly_checkin' && params.partnerSinceOn !== null;
  const parts = [
    ...(params.moved && params.phase === 'open' ? [movedText(params.moved, language)] : []),
    ...(params.phase === 'open' ? params.notes.map((note) => texts.notes[note]) : []),
    ...(isFirst ? [texts.since(longDay(params.partnerSinceOn ?? '', language))] : []),
    ...(params.answered > 0 ? [texts.answered(params.answered, params.required)] : []),
    ...(params.dueAt === null || params.phase === 'closed' ? [] : [texts.next(dayName(params.nextOn, language))]),
  ];
  return parts.length === 0 ? [] : [context(parts.join(' · '))];
}

function movedText({ toOn, fromOn }: NonNullable<PromptParams['moved']>, language: Language): string {
  return textsFor(language).prompt.movedByHoliday(dayName(toOn, language), dayName(fromOn, language));
}

/** "Same as in November: …", confirmed by a face or the button, or changed. */
function prefilledRow(params: PromptParams, language: Language): readonly Block[] {
  if (params.prefilled.length === 0) return [];
  const texts = textsFor(language);
  const list = clip(params.prefilled.map((answer) => labelled(texts, answer)).join(' · '), listLength);
  const how = awaitsFace(params) ? texts.prompt.faceConfirms : texts.prompt.buttonConfirms;
  const change = button({ actionId: actionIds.changePrefilled, text: texts.prompt.change, value: params.occurrenceId });
  return [section(`${since(params, language)} ${list}. ${how}`, change)];
}

function since(params: PromptParams, language: Language): string {
  const { prompt } = textsFor(language);
  const periods = new Set(params.prefilled.map(({ periodKey }) => periodKey));
  const [period = ''] = periods;
  return periods.size === 1 && /^\d{4}-\d{2}$/.test(period)
    ? prompt.sameAsIn(monthName(period, language))
    : prompt.sameAsBefore;
}

/** What was confirmed, and what was understood of words. */
function notedRow(view: PromptView): readonly Block[] {
  const texts = textsFor(view.reader.language);
  const list = (isConfirmed: boolean): string =>
    clip(
      notedOf(view)
        .filter(({ source }) => (source === 'confirmed') === isConfirmed)
        .map((answer) => labelled(texts, answer))
        .join(' · '),
      listLength,
    );
  const parts = [
    ...(list(true) === '' ? [] : [texts.prompt.confirmed(list(true))]),
    ...(list(false) === '' ? [] : [texts.prompt.noted(list(false))]),
  ];
  return parts.length === 0 ? [] : [context(parts.join('\n'))];
}

/** The open questions without buttons by their numbers, and how to answer in words. */
function inWords(view: PromptView): string {
  const { params, reader } = view;
  const { language } = reader;
  const texts = textsFor(language);
  const shown = new Set<QuestionId>([
    ...rowIdsOf(view),
    ...askedByContent(view),
    ...[...params.said, ...params.prefilled].map(({ questionId }) => questionId),
  ]);
  const others = params.asks.filter(({ questionId }) => !shown.has(questionId));
  const list = others.map(({ questionId, version }) =>
    numbered(
      params,
      questionId,
      wordedWhole.includes(questionId) ? questionText(texts, questionId, version) : labelOf(texts, questionId),
    ),
  );
  const hasDeals = params.items.some(({ kind }) => kind === 'deal');
  const example = texts.prompt.inWords(exampleOf(params.asks, language, hasDeals));
  return list.length === 0 ? example : `${list.join(' · ')}\n${example}`;
}

function labelled(
  texts: Texts,
  { questionId, value }: { questionId: QuestionId; value: string | readonly string[] },
): string {
  return `${labelOf(texts, questionId)}: ${answerText(texts, questionId, value)}`;
}

function labelOf(texts: Texts, questionId: QuestionId): string {
  return questionId === 'comment' ? '' : texts.labels[questionId];
}
