import { escapeText } from '#blocks/kit/escape.ts';
import { noticeModal } from '#blocks/kit/modal.ts';
import type { Reader } from '#core/interaction.ts';
import type { ModalView } from '#core/surface.ts';
import { callbackIds } from './ids.ts';
import { textsFor } from './texts.ts';

export interface ShownPerson {
  name: string;
  userId: string | null;
}

/** Whom the partner can turn to; in a modal a mention disturbs nobody. */
export function contactsModal(
  shown: { pm: ShownPerson | null; backup: ShownPerson | null },
  reader: Reader,
): ModalView {
  const texts = textsFor(reader.language).contacts;
  const lines = [
    ...(shown.pm ? [texts.contact(named(shown.pm))] : []),
    ...(shown.backup ? [texts.cover(named(shown.backup))] : []),
  ];
  return noticeModal({
    callbackId: callbackIds.notice,
    title: texts.title,
    close: texts.close,
    text: lines.length === 0 ? texts.none : lines.join('\n'),
  });
}

function named({ name, userId }: ShownPerson): string {
  return userId === null ? escapeText(name) : `${escapeText(name)} (<@${userId}>)`;
}
