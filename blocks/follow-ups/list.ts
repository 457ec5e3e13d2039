import { section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { notice } from '#blocks/kit/message.ts';
import type { Language } from '#core/language.ts';
import type { Block, RenderedMessage } from '#core/surface.ts';
import type { FollowUpLine, FollowUpState, PartnerLine } from '#features/follow-ups/schemas.ts';
import { staffTexts } from './staff-texts.ts';
import { nameText, textsFor, titleText } from './texts.ts';
import { dayOf } from '#blocks/kit/when.ts';

interface Listed {
  lines: readonly FollowUpLine[];
  more: number;
}

/** `/partner follow-ups`: of one partner, or of the person who asks (`partnerId` null). */
export function listMessage(partnerId: string | null, list: Listed): RenderedMessage {
  const whose = partnerId === null ? staffTexts.yours : staffTexts.ofPartner(escapeText(partnerId, 20));
  if (list.lines.length === 0) return notice(staffTexts.listEmpty(whose));
  return notice([staffTexts.listTitle(whose), ...linesOf(list)].join('\n'));
}

export function changedNotice(followUpId: string, state: FollowUpState): RenderedMessage {
  return notice(staffTexts.changed(followUpId, textsFor('en').states[state] ?? state));
}

/** App Home of staff. */
export function staffSection(list: Listed): readonly Block[] {
  if (list.lines.length === 0) return [];
  return [section([`*${staffTexts.homeTitle}*`, ...linesOf(list)].join('\n'))];
}

/** App Home of a partner's person: title, owner, day, state; nothing internal. */
export function partnerSection(lines: readonly PartnerLine[], zone: string, language: Language): readonly Block[] {
  if (lines.length === 0) return [];
  const texts = textsFor(language);
  const rows = lines.map((line) => {
    const title = titleText(line.title, texts);
    const due = dayOf(line.dueAt, zone, language);
    const who = { id: line.followUpId, owner: nameText(line.ownerName, texts), due };
    return line.state === 'waiting_partner' ? texts.home.waiting(title, who) : texts.home.line(title, who);
  });
  return [section([`*${texts.home.title}*`, ...rows].join('\n'))];
}

function linesOf({ lines, more }: Listed): readonly string[] {
  const texts = textsFor('en');
  const rows = lines.map((line) => {
    const name =
      line.partnerName === null ? staffTexts.programme : escapeText(line.partnerName, 40, { singleLine: true });
    const state = texts.states[line.state] ?? line.state;
    const due = dayOf(line.dueAt, line.zone, 'en');
    const title = titleText(line.title, texts);
    const row = staffTexts.listLine(line.followUpId, name, title, state, due, nameText(line.ownerName, texts));
    return line.overdue ? `${row}${staffTexts.overdueMark}` : row;
  });
  return more > 0 ? [...rows, staffTexts.more(more)] : rows;
}
