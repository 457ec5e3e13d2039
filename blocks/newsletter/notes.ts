import { actions, button, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { message, notice } from '#blocks/kit/message.ts';
import { formatDateWithWeekday } from '#core/calendar/format.ts';
import type { Reader } from '#core/interaction.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type { InterestParams, NoteParams } from '#features/newsletter/message-schemas.ts';
import { actionIds } from './ids.ts';
import { staffTexts } from './staff-texts.ts';
import { textsFor } from './texts.ts';
import { moment } from '#blocks/kit/when.ts';

const nameLength = 60;
const mostPeople = 5;

/** To staff: what to do about an issue and by when, with the way to it. */
export function noteMessage(params: NoteParams): RenderedMessage {
  const { issueKey, purpose, approveBy, zone, goesOutOn, byName } = params;
  const who = byName === null ? staffTexts.someone : nameText(byName);
  const on = formatDateWithWeekday(goesOutOn, 'en-GB');
  const text = staffTexts.notes[purpose](issueKey, moment(approveBy, zone, 'en'), on, who);
  return message({
    text,
    blocks: [section(text), actions(button({ actionId: actionIds.open, text: staffTexts.open, value: issueKey }))],
  });
}

/** To the partner manager: who wants to hear more. */
export function interestMessage({ issueKey, partnerName, label, people }: InterestParams): RenderedMessage {
  const names = people.slice(0, mostPeople).map(nameText).join(', ');
  return notice(staffTexts.interest(nameText(partnerName), names, nameText(label), issueKey));
}

/** To the person who pressed: what happens next. */
export function notedNotice(contactName: string | null, { language }: Reader): RenderedMessage {
  const texts = textsFor(language);
  return notice(texts.noted(contactName === null ? texts.ourTeam : nameText(contactName)));
}

export function notCountedNotice(): RenderedMessage {
  return notice(staffTexts.notCounted);
}

function nameText(name: string): string {
  return escapeText(name, nameLength, { singleLine: true });
}
