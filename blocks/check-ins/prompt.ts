import { actions, button, context, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { message } from '#blocks/kit/message.ts';
import type { Reader } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { Block, RenderedMessage } from '#core/surface.ts';
import type { PromptParams } from '#features/check-ins/message-schemas.ts';
import { prospectTalks, ratings } from '#features/check-ins/schemas.ts';
import type { QuestionId } from '#features/check-ins/schemas.ts';
import { actionIds } from './ids.ts';
import { answerText, questionText, textsFor } from './texts.ts';
import { dayName, longDay, moment, monthName } from './when.ts';

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
    ...lastButton(params, language),
  ];
  return message({ text: headline(params, language), blocks });
}

function headline(params: PromptParams, language: Language): string {
  const words = {
    month: monthName(params.periodKey, language),
    questions: params.phase === 'due' ? params.required - params.answered : params.asks.length,
    due: moment(params.dueAt, params.zone, language),
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
  return rows.filter((row) => params.asks.some((asked) => asked.questionId === row.questionId));
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
  return [section(question), actions(...buttons)];
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
