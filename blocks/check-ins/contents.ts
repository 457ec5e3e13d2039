import { actions, section } from '#blocks/kit/elements.ts';
import { clipMrkdwn } from '#blocks/kit/limits.ts';
import type { ActionsBlockElement } from '@slack/types';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import type { Reader } from '#core/interaction.ts';
import type { Block } from '#core/surface.ts';
import type { PromptParams } from '#features/check-ins/message-schemas.ts';
import type { QuestionId, TakenContent } from '#features/check-ins/schemas.ts';

const lineLength = 150;
/** Of a touch that asks, and of a newsletter: six items, one call, its own (domain §2.3). */
const mostLines = { asking: 5, newsletter: 10 } as const;
const mostButtons = 5;

/** A prompt for somebody, with those who know how to show its content. */
export interface PromptView {
  params: PromptParams;
  reader: Reader;
  contents: readonly TouchContent[];
}

export interface LooseButtons {
  question: QuestionId | null;
  buttons: readonly ActionsBlockElement[];
}

interface Found {
  content: TouchContent;
  params: never;
}

/** Content beside the feature that knows how to show it; null when that feature is gone, or its numbers cannot be read. */
export function contentOf({ name, params }: TakenContent, contents: readonly TouchContent[]): Found | null {
  const content = contents.find((candidate) => candidate.name === name);
  const checked = content?.params.safeParse(params);
  return content && checked?.success ? { content, params: checked.data as never } : null;
}

/** What other features have to show, in the order of the agenda, each with its buttons beside its words. */
export function contentBlocks(view: PromptView): readonly Block[] {
  const isNewsletter = view.params.touchId === 'quarterly_newsletter';
  return foundIn(view).flatMap((entry) => {
    const lines = entry.content
      .lines(entry.params, view.reader)
      .slice(0, isNewsletter ? mostLines.newsletter : mostLines.asking)
      .map((line) => (isNewsletter ? line : clipMrkdwn(line, lineLength)));
    const hasWords = lines.length > 0;
    const buttons = hasWords || isNewsletter ? buttonsOf(entry, view.reader) : [];
    return [...(hasWords ? [section(lines.join('\n'))] : []), ...(buttons.length === 0 ? [] : [actions(...buttons)])];
  });
}

/** What other features let people press without a word of their own: beside a question, or after the touch's own buttons. */
export function looseButtons(view: PromptView): readonly LooseButtons[] {
  if (view.params.touchId === 'quarterly_newsletter') return [];
  return foundIn(view)
    .filter(({ content, params }) => content.lines(params, view.reader).length === 0)
    .map((entry) => ({ question: entry.content.question ?? null, buttons: buttonsOf(entry, view.reader) }));
}

/** Questions that another feature asks in its own words, with its own buttons. */
export function askedByContent(view: PromptView): readonly QuestionId[] {
  return foundIn(view).flatMap(({ content, params }) =>
    content.question !== undefined && content.lines(params, view.reader).length > 0 ? [content.question] : [],
  );
}

/** What answers a question has nothing to say when no answer is waited for. */
function foundIn({ params, contents }: PromptView): readonly Found[] {
  const found = params.content.flatMap((taken) => contentOf(taken, contents) ?? []);
  return found.filter(({ content }) => params.phase !== 'closed' || content.question === undefined);
}

function buttonsOf({ content, params }: Found, reader: Reader): readonly ActionsBlockElement[] {
  return (content.buttons?.(params, reader) ?? []).slice(0, mostButtons) as readonly ActionsBlockElement[];
}
