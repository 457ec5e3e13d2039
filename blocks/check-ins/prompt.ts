import { actions, button, context, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { clip } from '#blocks/kit/limits.ts';
import { message } from '#blocks/kit/message.ts';
import type { Reader } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { Block, RenderedMessage } from '#core/surface.ts';
import type { PromptParams } from '#features/check-ins/message-schemas.ts';
import { prospectTalks, ratings } from '#features/check-ins/schemas.ts';
import type { QuestionId } from '#features/check-ins/schemas.ts';
import { actionIds } from './ids.ts';
import { answerText, exampleOf, questionText, textsFor } from './texts.ts';
import type { Texts } from './texts.en.ts';
import { dayName, longDay, moment, monthName } from './when.ts';

/** Of a message's 600 characters of prose (domain §0.4b). */
const listLength = 160;
/** Without buttons, but everybody is asked them; what a partner type adds is named by its label. */
const wordedWhole: readonly QuestionId[] = ['C2', 'C3', 'C4'];

/** How one question of the prompt is shown. */
interface Row {
  questionId: 'C1' | 'C2';
  said: PromptParams['rating'];
  choices: readonly string[];
  actionIds: readonly string[];
  changeId: string;
}

/** The monthly check-in in the channel (domain §2.3), in every form that it takes from asked to closed. */
export function promptMessage(params: PromptParams, { language }: Reader): RenderedMessage {
  const isAsking = params.phase === 'open' || params.phase === 'due';
  const blocks = [
    section(headline(params, language)),
    context(statusLine(params, language)),
    ...rowsOf(params).flatMap((row) => rowBlocks(params, row, language, isAsking)),
    ...(isAsking ? prefilledRow(params, language) : []),
    ...notedRow(params, language),
    ...(isAsking ? [context(...inWords(params, language))] : []),
    ...lastButton(params, language),
  ];
  return message({ text: headline(params, language), blocks });
}

function headline(params: PromptParams, language: Language): string {
  const words = {
    month: monthName(params.periodKey, language),
    questions: params.phase === 'due' ? params.required - params.answered : params.asks.length,
    due: moment(params.dueAt, params.zone, language),
    oneTap: params.phase === 'open' && isOneTap(params),
  };
  return textsFor(language).prompt[params.phase](words);
}

function statusLine(params: PromptParams, language: Language): string {
  const texts = textsFor(language).prompt;
  const parts = [
    ...(params.partnerSinceOn === null ? [] : [texts.since(longDay(params.partnerSinceOn, language))]),
    ...(params.answered > 0 ? [texts.answered(params.answered, params.required)] : []),
    texts.next(dayName(params.nextOn, language)),
  ];
  return parts.join(' · ');
}

function rowsOf(params: PromptParams): readonly Row[] {
  const rows: readonly Row[] = [
    {
      questionId: 'C1',
      said: params.rating,
      choices: ratings,
      actionIds: actionIds.rate,
      changeId: actionIds.changeRating,
    },
    {
      questionId: 'C2',
      said: params.talk,
      choices: prospectTalks,
      actionIds: actionIds.talked,
      changeId: actionIds.changeTalked,
    },
  ];
  // What is filled in, or was confirmed, stands in a line of its own.
  const elsewhere = new Set([...params.prefilled, ...params.noted].map(({ questionId }) => questionId));
  return rows.filter(
    (row) =>
      params.asks.some((asked) => asked.questionId === row.questionId) &&
      (row.said !== null || !elsewhere.has(row.questionId)),
  );
}

function rowBlocks(params: PromptParams, row: Row, language: Language, isAsking: boolean): readonly Block[] {
  const texts = textsFor(language);
  const question = questionText(texts, row.questionId, versionOf(params, row.questionId));
  if (row.said !== null) {
    const by = row.said.by === null ? texts.prompt.somebody : escapeText(row.said.by, 40, { singleLine: true });
    const given = texts.prompt.given(question, answerText(texts, row.questionId, row.said.value), by);
    if (!isAsking) return [context(given)];
    return [section(given, button({ actionId: row.changeId, text: texts.prompt.change, value: params.occurrenceId }))];
  }
  if (!isAsking) return [];
  const buttons = row.choices.map((choice, index) =>
    button({
      actionId: row.actionIds[index] ?? '',
      text: answerText(texts, row.questionId, choice),
      value: `${params.occurrenceId}|${choice}`,
    }),
  );
  return [section(numbered(params, row.questionId, question)), actions(...buttons)];
}

/** Everything that must be answered is filled in but the scale: one face completes it. */
function isOneTap(params: PromptParams): boolean {
  return (
    awaitsFace(params) &&
    params.prefilled.length > 0 &&
    params.answered + params.prefilled.length + 1 >= params.required
  );
}

function awaitsFace(params: PromptParams): boolean {
  return params.rating === null && params.asks.some(({ questionId }) => questionId === 'C1');
}

/** "Same as in November: …", confirmed by a face, or changed. */
function prefilledRow(params: PromptParams, language: Language): readonly Block[] {
  if (params.prefilled.length === 0) return [];
  const texts = textsFor(language);
  const months = new Set(params.prefilled.map(({ periodKey }) => periodKey));
  const [month] = months;
  const list = clip(params.prefilled.map((answer) => labelled(texts, answer)).join(' · '), listLength);
  const since =
    months.size === 1 && month !== undefined
      ? texts.prompt.sameAsIn(monthName(month, language))
      : texts.prompt.sameAsBefore;
  const how = awaitsFace(params) ? texts.prompt.faceConfirms : texts.prompt.sayConfirms;
  const change = button({ actionId: actionIds.changePrefilled, text: texts.prompt.change, value: params.occurrenceId });
  return [section(`${since} ${list}. ${how}`, change)];
}

/** What was confirmed, and what was understood of words. */
function notedRow(params: PromptParams, language: Language): readonly Block[] {
  const texts = textsFor(language);
  const list = (confirmed: boolean): string =>
    clip(
      params.noted
        .filter((answer) => answer.confirmed === confirmed)
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
function inWords(params: PromptParams, language: Language): readonly string[] {
  const texts = textsFor(language);
  const shown = new Set([
    'C1',
    ...rowsOf(params).map(({ questionId }) => questionId),
    ...[...params.noted, ...params.prefilled].map(({ questionId }) => questionId),
  ]);
  const others = params.asks.filter(({ questionId }) => !shown.has(questionId));
  const list = others.map(({ questionId, version }) =>
    numbered(
      params,
      questionId,
      wordedWhole.includes(questionId) ? questionText(texts, questionId, version) : labelOf(texts, questionId),
    ),
  );
  return [
    [...(list.length === 0 ? [] : [list.join(' · ')]), texts.prompt.inWords(exampleOf(params.asks, language))].join(
      '\n',
    ),
  ];
}

function numbered(params: PromptParams, questionId: QuestionId, text: string): string {
  return `${params.asks.findIndex((asked) => asked.questionId === questionId) + 1} ${text}`;
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

function lastButton(params: PromptParams, language: Language): readonly Block[] {
  const texts = textsFor(language).prompt;
  const value = params.occurrenceId;
  switch (params.phase) {
    case 'open':
    case 'due':
      return [actions(button({ actionId: actionIds.answerRest, text: texts.answerRest, value, style: 'primary' }))];
    case 'done':
      return [actions(button({ actionId: actionIds.changeAnswers, text: texts.changeAnswers, value }))];
    case 'closed':
      return [];
  }
}

function versionOf(params: PromptParams, questionId: QuestionId): number {
  return params.asks.find((asked) => asked.questionId === questionId)?.version ?? 1;
}
