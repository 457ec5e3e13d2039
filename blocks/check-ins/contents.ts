import { actions, section } from '#blocks/kit/elements.ts';
import { clipMrkdwn } from '#blocks/kit/limits.ts';
import type { ActionsBlockElement } from '@slack/types';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import type { Reader } from '#core/interaction.ts';
import type { Block } from '#core/surface.ts';
import type { PromptParams } from '#features/check-ins/message-schemas.ts';
import type { TakenContent } from '#features/check-ins/schemas.ts';

const lineLength = 150;
/** Of a touch that asks, and of a newsletter: six items, one call, its own (domain §2.3). */
const mostLines = { asking: 5, newsletter: 10 } as const;
const mostButtons = 5;

/** Content beside the feature that knows how to show it; null when that feature is gone, or its numbers cannot be read. */
export function contentOf(
  { name, params }: TakenContent,
  contents: readonly TouchContent[],
): { content: TouchContent; params: never } | null {
  const content = contents.find((candidate) => candidate.name === name);
  const checked = content?.params.safeParse(params);
  return content && checked?.success ? { content, params: checked.data as never } : null;
}

/** What other features have to show, in the order of the agenda; a newsletter has its button beside its words. */
export function contentBlocks(
  params: PromptParams,
  reader: Reader,
  contents: readonly TouchContent[],
): readonly Block[] {
  const isNewsletter = params.touchId === 'quarterly_newsletter';
  const found = params.content.flatMap((taken) => contentOf(taken, contents) ?? []);
  return found.flatMap((entry) => {
    const lines = entry.content
      .lines(entry.params, reader)
      .slice(0, isNewsletter ? mostLines.newsletter : mostLines.asking)
      .map((line) => (isNewsletter ? line : clipMrkdwn(line, lineLength)));
    const buttons = isNewsletter ? buttonsOf(entry, reader) : [];
    return [
      ...(lines.length === 0 ? [] : [section(lines.join('\n'))]),
      ...(buttons.length === 0 ? [] : [actions(...buttons)]),
    ];
  });
}

/** What other features let people do from a touch that asks; they stand after its own buttons. */
export function contentButtons(
  params: PromptParams,
  reader: Reader,
  contents: readonly TouchContent[],
): readonly ActionsBlockElement[] {
  if (params.touchId === 'quarterly_newsletter') return [];
  const found = params.content.flatMap((taken) => contentOf(taken, contents) ?? []);
  return found.flatMap((entry) => buttonsOf(entry, reader)).slice(0, mostButtons);
}

function buttonsOf(
  { content, params }: { content: TouchContent; params: never },
  reader: Reader,
): readonly ActionsBlockElement[] {
  return (content.buttons?.(params, reader) ?? []).slice(0, mostButtons) as readonly ActionsBlockElement[];
}
