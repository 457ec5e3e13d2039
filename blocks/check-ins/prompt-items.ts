import { actions, button, context, option, section, staticSelect } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { clipMrkdwn } from '#blocks/kit/limits.ts';
import { nextStepOf } from '#core/contributions/touch-content.ts';
import type { Block } from '#core/surface.ts';
import type { PromptItem } from '#features/check-ins/message-schemas.ts';
import { questionShapes } from '#features/check-ins/question-schemas.ts';
import { contentOf } from './contents.ts';
import type { PromptView } from './contents.ts';
import { actionIds } from './ids.ts';
import { closedText } from './left.ts';
import { byName } from './prompt-rows.ts';
import { answerText, textsFor } from './texts.ts';
import { dayName } from '#blocks/kit/when.ts';

const lineLength = 160;
const stepLength = 80;
/** One tap each; the others stand in a list. */
const usualStances = 3;

/** Deals and goals one by one: the usual answers are one tap, what was said stands with a way to change it. */
export function itemBlocks(view: PromptView, isAsking: boolean): readonly Block[] {
  const { items } = view.params;
  if (isAsking) return items.flatMap((item) => itemOf(view, item));
  const lines = items.filter((item) => !isOpen(item)).map((item) => (isSaid(item) ? saidText : overText)(view, item));
  return lines.length === 0 ? [] : [section(lines.join('\n'))];
}

/** Nothing was said of it yet, and it is not over. */
export function isOpen(item: PromptItem): boolean {
  return item.closed === undefined && !isSaid(item);
}

function isSaid(item: PromptItem): boolean {
  return item.answers[asksOf(item)] !== undefined;
}

function itemOf(view: PromptView, item: PromptItem): readonly Block[] {
  if (isOpen(item)) return openItem(view, item);
  if (item.closed === undefined) return saidItem(view, item);
  return [section((isSaid(item) ? saidText : overText)(view, item))];
}

/** `Deal 2`: how it is called in the thread, too. */
function nameOf({ params, reader }: PromptView, item: PromptItem): string {
  const ofKind = params.items.filter(({ kind }) => kind === item.kind);
  return textsFor(reader.language).item[item.kind](ofKind.indexOf(item) + 1);
}

function openItem(view: PromptView, item: PromptItem): readonly Block[] {
  const texts = textsFor(view.reader.language);
  const questionId = asksOf(item);
  const { choices = [] } = questionShapes[questionId];
  const worded = (choice: string) => answerText(texts, questionId, choice);
  const buttons = choices.slice(0, usualStances).map((choice, index) =>
    button({
      actionId: actionIds.choice[index] ?? '',
      text: worded(choice),
      value: valueOf(view, item, choice, questionId),
    }),
  );
  const others = choices.slice(usualStances);
  const list = {
    actionId: actionIds.otherChoice,
    placeholder: texts.item.other,
    options: others.map((choice) => option(worded(choice), valueOf(view, item, choice, questionId))),
  };
  return [
    section(`*${nameOf(view, item)}* ${lineOf(view, item)}`),
    actions(...buttons, ...(others.length === 0 ? [] : [staticSelect(list)])),
  ];
}

function saidItem(view: PromptView, item: PromptItem): readonly Block[] {
  if (item.open.includes('D2')) return [section(saidText(view, item)), ...stepRows(view, item)];
  const { prompt } = textsFor(view.reader.language);
  const change = button({ actionId: actionIds.changeItem, text: prompt.change, value: itemValue(view, item) });
  return [section(saidText(view, item), change)];
}

/** The step is known, its day has passed: only the day is asked. */
function stepRows(view: PromptView, item: PromptItem): readonly Block[] {
  const { language } = view.reader;
  const texts = textsFor(language);
  const more = button({ actionId: actionIds.changeItem, text: texts.item.nextStep, value: itemValue(view, item) });
  if (item.step === null) return [actions(more)];
  const days = view.params.days.map((day, index) =>
    button({
      actionId: actionIds.choice[index] ?? '',
      text: dayName(day, language),
      value: valueOf(view, item, day, 'D2'),
    }),
  );
  const step = escapeText(item.step, stepLength, { singleLine: true });
  return [
    context(texts.item.byWhen(step)),
    actions(...days, { ...more, text: { ...more.text, text: texts.item.otherDay } }),
  ];
}

/** It was closed before anybody answered: nothing is asked of it any more. */
function overText(view: PromptView, item: PromptItem): string {
  const { params, reader } = view;
  const title = escapeText(item.title, stepLength, { singleLine: true });
  const over = item.closed === undefined ? '' : closedText(item.closed, { ...reader, zone: params.zone });
  return `*${nameOf(view, item)}* ${title}: ${over}`;
}

function saidText(view: PromptView, item: PromptItem): string {
  const { language } = view.reader;
  const texts = textsFor(language);
  const questionId = asksOf(item);
  const stance = answerText(texts, questionId, item.answers[questionId] ?? '');
  const step = nextStepOf(String(item.answers['D2'] ?? ''));
  const next =
    step && texts.item.next(escapeText(step.step, stepLength, { singleLine: true }), dayName(step.on, language));
  const title = escapeText(item.title, stepLength, { singleLine: true });
  const said = texts.prompt.given(`*${nameOf(view, item)}* ${title}:`, stance, byName(item.by, language));
  return next === null ? said : `${said} · ${next}`;
}

function lineOf({ params, reader, contents }: PromptView, item: PromptItem): string {
  const taken = params.content.find(({ name }) => name === item.contentName);
  const found = taken && contentOf(taken, contents);
  const line = found?.content.itemLine?.(item.subjectId, found.params, reader);
  return line === undefined
    ? escapeText(item.title, lineLength, { singleLine: true })
    : clipMrkdwn(line.replace(/\s*\n\s*/g, ' '), lineLength);
}

function asksOf({ kind }: PromptItem): 'D1' | 'M2' {
  return kind === 'deal' ? 'D1' : 'M2';
}

/** Positions, not ids of another feature: an option's value has 75 characters (slack.md §4). */
function valueOf(view: PromptView, item: PromptItem, choice: string, questionId: string): string {
  return `${view.params.occurrenceId}|${choice}|${questionId}|${view.params.items.indexOf(item)}`;
}

function itemValue({ params }: PromptView, item: PromptItem): string {
  return `${params.occurrenceId}||D1|${params.items.indexOf(item)}`;
}
