import { section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { clipMrkdwn } from '#blocks/kit/limits.ts';
import { message, notice } from '#blocks/kit/message.ts';
import { noticeModal } from '#blocks/kit/modal.ts';
import { dayOf, weekdayOf } from '#blocks/kit/when.ts';
import type { SectionBlockAccessory } from '@slack/types';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import type { Reader } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { ModalView, RenderedMessage } from '#core/surface.ts';
import type { AskedItem, LeftItem } from '#features/check-ins/schemas.ts';
import { textsFor } from './texts.ts';

const nameLength = 40;
/** domain §0.4b. */
const textLength = 600;

/** `DR-2026-0142 was closed on Monday, skipped`: the partner's day. */
export function closedText({ name, at }: { name: string; at: Date }, { language, zone }: Reader): string {
  const { left } = textsFor(language);
  return left.closed(escapeText(name, nameLength, { singleLine: true }), weekdayOf(at, zone, language));
}

/** Why a part of what somebody answered does not count: each that is over, then whose the others are. */
export function leftText(left: readonly LeftItem[], reader: Reader): string {
  const texts = textsFor(reader.language).left;
  const over = left.flatMap((each) =>
    each.kind === 'closed' ? [`${titleText(each)}: ${closedText(each, reader)}.`] : [],
  );
  const owned = Map.groupBy(
    left.filter((each) => each.kind === 'owned'),
    ({ ownerName }) => ownerName,
  );
  const owners = [...owned].map(([owner, items]) =>
    texts.owned(escapeText(owner, nameLength, { singleLine: true }), items.map(titleText).join(', ')),
  );
  return clipMrkdwn([...over, ...owners].join('\n'), textLength);
}

/** A courtesy to whoever pressed. */
export function leftMessage(left: readonly LeftItem[], reader: Reader): RenderedMessage {
  return notice(leftText(left, reader));
}

/** The same after a form, of which the rest counts. */
export function leftView(left: readonly LeftItem[], reader: Reader): ModalView {
  const texts = textsFor(reader.language);
  return noticeModal({
    title: texts.left.title,
    text: `${leftText(left, reader)}\n${texts.left.rest}`,
    close: texts.form.ok,
  });
}

/** A touch that takes no answers any more, as of its own close. */
export interface OverTouch {
  closedAt: Date | null;
  schedule: { closeAt: Date };
  zone: string;
  snapshot: { items: readonly AskedItem[] };
}

/**
 * An old button (domain §18 J3): where the deal is changed instead, each with the button of its own feature. `only`: the
 * position of the one that was pressed; `isKept`: what was pressed is an answer.
 */
export function overMessage(
  over: OverTouch,
  { only, isKept }: { only: number | null; isKept: boolean },
  { language }: Reader,
  contents: readonly TouchContent[],
): RenderedMessage {
  const { left, form, errors } = textsFor(language);
  const { items } = over.snapshot;
  const meant = only === null ? items : items.slice(only, only + 1);
  const sections = meant
    .filter(({ closed }) => closed === undefined)
    .flatMap((item) => {
      const content = contents.find(({ name }) => name === item.contentName);
      const button = content?.itemButton?.(item.subjectId, { language, zone: over.zone });
      return button === undefined ? [] : [section(titleText(item), button as SectionBlockAccessory)];
    });
  if (sections.length === 0) return notice(isKept ? form.afterClose : errors.closed());
  const words = isKept ? left.overKept : left.over;
  const text = words(overDay(over, language), sections.length);
  return message({ text, blocks: [section(text), ...sections] });
}

/** `Wed 16 Dec`, where the partner is. */
export function overDay({ closedAt, schedule, zone }: OverTouch, language: Language): string {
  return dayOf(closedAt ?? schedule.closeAt, zone, language);
}

function titleText({ title }: Pick<AskedItem, 'title'>): string {
  return `*${escapeText(title, nameLength, { singleLine: true })}*`;
}
