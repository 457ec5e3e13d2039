import { actions, button, context, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import type { Language } from '#core/language.ts';
import type { Block } from '#core/surface.ts';
import type { PromptParams } from '#features/check-ins/message-schemas.ts';
import { isScale, questionShapes } from '#features/check-ins/question-schemas.ts';
import type { QuestionId } from '#features/check-ins/schemas.ts';
import type { ActionsBlockElement, SectionBlockAccessory } from '@slack/types';
import { askedByContent, looseButtons } from './contents.ts';
import type { PromptView } from './contents.ts';
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

/**
 * Questions shown as rows, the scale first: not those that are filled in, were confirmed in a line of their own, or are
 * asked by another feature in its words.
 */
export function rowIdsOf(view: PromptView): readonly QuestionId[] {
  const { params } = view;
  const elsewhere = new Set([
    ...params.prefilled.map(({ questionId }) => questionId),
    ...params.said.filter(({ source }) => source === 'confirmed').map(({ questionId }) => questionId),
    ...askedByContent(view),
  ]);
  const hasButtons = (questionId: QuestionId): boolean =>
    rowsById[questionId] !== undefined || buttonsBeside(view, questionId).length > 0;
  const ids = params.asks
    .map(({ questionId }) => questionId)
    .filter((questionId) => hasButtons(questionId) && !elsewhere.has(questionId));
  return ids.toSorted((left, right) => Number(isScale(right)) - Number(isScale(left)));
}

export function rowBlocks(view: PromptView, questionId: QuestionId, isAsking: boolean): readonly Block[] {
  const said = view.params.said.find((answer) => answer.questionId === questionId);
  if (said) return saidRow(view, said, isAsking);
  return isAsking ? askedRow(view, questionId) : [];
}

/** Said in words or in the form without a row of its own, or confirmed. */
export function notedOf(view: PromptView): readonly Said[] {
  const rows = rowIdsOf(view);
  return view.params.said.filter(
    ({ questionId, source }) => source === 'confirmed' || (source === 'words' && !rows.includes(questionId)),
  );
}

/** Its number in the thread, and the question. */
export function numbered(params: PromptParams, questionId: QuestionId, text: string): string {
  return `${params.asks.findIndex((asked) => asked.questionId === questionId) + 1} ${text}`;
}

export function byName(by: string | null, language: Language): string {
  return by === null ? textsFor(language).prompt.somebody : escapeText(by, 40, { singleLine: true });
}

/** What another feature lets people press to answer this very question. */
function buttonsBeside(view: PromptView, questionId: QuestionId): readonly ActionsBlockElement[] {
  return looseButtons(view).flatMap(({ question, buttons }) => (question === questionId ? buttons : []));
}

function saidRow(view: PromptView, said: Said, isAsking: boolean): readonly Block[] {
  const { params, reader } = view;
  const { language } = reader;
  const texts = textsFor(language);
  const { questionId, value, by } = said;
  const answer = answerText(texts, questionId, value);
  const given = texts.prompt.given(asked(params, questionId, language), answer, byName(by, language));
  const [beside] = buttonsBeside(view, questionId);
  if (beside !== undefined && params.phase !== 'closed') return [section(given, beside as SectionBlockAccessory)];
  const changeId = rowsById[questionId]?.changeId;
  if (!isAsking || changeId === undefined) return [context(given)];
  return [section(given, button({ actionId: changeId, text: texts.prompt.change, value: params.occurrenceId }))];
}

/** Another feature's button takes the place of the first choice, which it is. */
function askedRow(view: PromptView, questionId: QuestionId): readonly Block[] {
  const { params, reader } = view;
  const { language } = reader;
  const texts = textsFor(language);
  const { actionIds: ids } = rowsById[questionId] ?? choices;
  const own = (questionShapes[questionId].choices ?? []).map((choice, index) =>
    button({
      actionId: ids[index] ?? '',
      text: answerText(texts, questionId, choice),
      value: `${params.occurrenceId}|${choice}|${questionId}`,
    }),
  );
  const beside = buttonsBeside(view, questionId);
  const buttons = beside.length === 0 ? own : [...beside, ...own.slice(1)];
  return [section(numbered(params, questionId, asked(params, questionId, language))), actions(...buttons)];
}

function asked(params: PromptParams, questionId: QuestionId, language: Language): string {
  const version = params.asks.find((entry) => entry.questionId === questionId)?.version ?? 1;
  return questionText(textsFor(language), questionId, version);
}
