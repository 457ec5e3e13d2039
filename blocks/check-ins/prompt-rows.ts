import { actions, button, context, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import type { Language } from '#core/language.ts';
import type { Block } from '#core/surface.ts';
import type { PromptParams } from '#features/check-ins/message-schemas.ts';
import { isScale, questionShapes } from '#features/check-ins/question-schemas.ts';
import type { QuestionId } from '#features/check-ins/schemas.ts';
import { actionIds } from './ids.ts';
import { answerText, questionText, textsFor } from './texts.ts';

const faces = { actionIds: actionIds.rate, changeId: actionIds.changeRating };
const choices = { actionIds: actionIds.choice, changeId: actionIds.changeChoice };

/** Questions with buttons of their own in the channel. */
const rowsById: Readonly<Partial<Record<QuestionId, { actionIds: readonly string[]; changeId: string }>>> = {
  C1: faces,
  B4: faces,
  M5: faces,
  C2: { actionIds: actionIds.talked, changeId: actionIds.changeTalked },
  W2: choices,
  B3: choices,
  M1: choices,
};

type Said = PromptParams['said'][number];

/** Questions shown as rows, the scale first: not those that are filled in, or were confirmed in a line of their own. */
export function rowIdsOf(params: PromptParams): readonly QuestionId[] {
  const elsewhere = new Set([
    ...params.prefilled.map(({ questionId }) => questionId),
    ...params.said.filter(({ source }) => source === 'confirmed').map(({ questionId }) => questionId),
  ]);
  const ids = params.asks
    .map(({ questionId }) => questionId)
    .filter((questionId) => rowsById[questionId] !== undefined && !elsewhere.has(questionId));
  return ids.toSorted((left, right) => Number(isScale(right)) - Number(isScale(left)));
}

export function rowBlocks(
  params: PromptParams,
  questionId: QuestionId,
  language: Language,
  isAsking: boolean,
): readonly Block[] {
  const said = params.said.find((answer) => answer.questionId === questionId);
  if (said) return saidRow(params, said, language, isAsking);
  return isAsking ? askedRow(params, questionId, language) : [];
}

/** Said in words or in the form without a row of its own, or confirmed. */
export function notedOf(params: PromptParams): readonly Said[] {
  return params.said.filter(
    ({ questionId, source }) => source === 'confirmed' || (source === 'words' && rowsById[questionId] === undefined),
  );
}

/** Its number in the thread, and the question. */
export function numbered(params: PromptParams, questionId: QuestionId, text: string): string {
  return `${params.asks.findIndex((asked) => asked.questionId === questionId) + 1} ${text}`;
}

export function byName(by: string | null, language: Language): string {
  return by === null ? textsFor(language).prompt.somebody : escapeText(by, 40, { singleLine: true });
}

function saidRow(params: PromptParams, said: Said, language: Language, isAsking: boolean): readonly Block[] {
  const texts = textsFor(language);
  const { questionId, value, by } = said;
  const answer = answerText(texts, questionId, value);
  const given = texts.prompt.given(asked(params, questionId, language), answer, byName(by, language));
  const changeId = rowsById[questionId]?.changeId;
  if (!isAsking || changeId === undefined) return [context(given)];
  return [section(given, button({ actionId: changeId, text: texts.prompt.change, value: params.occurrenceId }))];
}

function askedRow(params: PromptParams, questionId: QuestionId, language: Language): readonly Block[] {
  const texts = textsFor(language);
  const buttons = (questionShapes[questionId].choices ?? []).map((choice, index) =>
    button({
      actionId: rowsById[questionId]?.actionIds[index] ?? '',
      text: answerText(texts, questionId, choice),
      value: `${params.occurrenceId}|${choice}|${questionId}`,
    }),
  );
  return [section(numbered(params, questionId, asked(params, questionId, language))), actions(...buttons)];
}

function asked(params: PromptParams, questionId: QuestionId, language: Language): string {
  const version = params.asks.find((entry) => entry.questionId === questionId)?.version ?? 1;
  return questionText(textsFor(language), questionId, version);
}
