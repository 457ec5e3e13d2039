import type { ActionsBlockElement } from '@slack/types';
import { actions, button } from '#blocks/kit/elements.ts';
import type { Block } from '#core/surface.ts';
import type { PromptParams } from '#features/check-ins/message-schemas.ts';
import { isScale } from '#features/check-ins/question-schemas.ts';
import { askedByContent, looseButtons } from './contents.ts';
import type { PromptView } from './contents.ts';
import { actionIds } from './ids.ts';
import { isOpen } from './prompt-items.ts';
import { rowIdsOf } from './prompt-rows.ts';
import { textsFor } from './texts.ts';

/** Of other features, after the touch's own. */
const mostButtons = 5;

/** The last row: what is said of the touch as a whole. */
export function lastButtons(view: PromptView, isAsking: boolean): readonly Block[] {
  const rows = rowIdsOf(view);
  const loose = looseButtons(view).filter(({ question }) => question === null || !rows.includes(question));
  const others = isAsking ? loose.flatMap(({ buttons }) => buttons).slice(0, mostButtons) : [];
  const all = [...ownButtons(view, isAsking), ...others];
  return all.length === 0 ? [] : [actions(...all)];
}

function ownButtons(view: PromptView, isAsking: boolean): readonly ActionsBlockElement[] {
  const { params, reader } = view;
  const texts = textsFor(reader.language).prompt;
  const value = params.occurrenceId;
  const style = { style: 'primary' as const };
  if (params.phase === 'done') return [button({ actionId: actionIds.changeAnswers, text: texts.changeAnswers, value })];
  if (!isAsking || !hasForm(view)) return [];
  const rest = { actionId: actionIds.answerRest, text: texts.answerRest, value };
  if (!mayConfirm(params)) return [button({ ...rest, ...style })];
  return [button({ actionId: actionIds.noChange, text: texts.noChange, value, ...style }), button(rest)];
}

/** Something is asked that has no buttons of its own: never an empty form (domain §18 J3). */
function hasForm(view: PromptView): boolean {
  const { items, asks } = view.params;
  const pressed = [...rowIdsOf(view), ...askedByContent(view)];
  return items.length > 0 || asks.some(({ questionId }) => !pressed.includes(questionId));
}

export function awaitsFace(params: PromptParams): boolean {
  const scale = params.asks.find(({ questionId }) => isScale(questionId) && questionId !== 'C5');
  return scale !== undefined && !params.said.some(({ questionId }) => questionId === scale.questionId);
}

/** Without a scale to press, one button says that nothing has changed. */
function mayConfirm(params: PromptParams): boolean {
  const isKnown = params.prefilled.length > 0 || params.items.some((item) => item.kind === 'deal' && isOpen(item));
  return isKnown && !awaitsFace(params);
}
