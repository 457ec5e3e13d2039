import { button, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import type { Language } from '#core/language.ts';
import type { Block } from '#core/surface.ts';
import { actionIds } from './ids.ts';
import { staffTexts } from './texts.staff.ts';
import { textsFor } from './texts.ts';
import { touchTitle } from './title.ts';
import type { TitledTouch } from './title.ts';
import { dayName, moment } from '#blocks/kit/when.ts';

export interface OpenCheckIn extends TitledTouch {
  partnerId: string;
  isDone: boolean;
  answered: number;
  required: number;
  dueAt: Date;
  zone: string;
}

/** A partner's own check-in in App Home, with its one button. */
export function openCheckInSection(open: OpenCheckIn, language: Language): readonly Block[] {
  const texts = textsFor(language).home;
  const title = touchTitle(open, language);
  const due = moment(open.dueAt, open.zone, language);
  const text = open.isDone ? texts.done(title) : texts.open(title, open.answered, open.required, due);
  const label = open.isDone ? texts.change : texts.answer;
  return [section(text, button({ actionId: actionIds.openFromHome, text: label, value: open.partnerId }))];
}

export function nextCheckInSection(nextOn: string, language: Language): readonly Block[] {
  return [section(textsFor(language).home.next(dayName(nextOn, language)))];
}

/** What a partner manager's partners have open. */
export function staffSection(open: readonly (OpenCheckIn & { partnerName: string })[]): readonly Block[] {
  if (open.length === 0) return [];
  const lines = open.map(({ partnerName, answered, required, dueAt, zone, ...touch }) =>
    staffTexts.homeLine(
      escapeText(partnerName, 80, { singleLine: true }),
      touchTitle(touch, 'en'),
      answered,
      required,
      moment(dueAt, zone, 'en'),
    ),
  );
  return [section([`*${staffTexts.homeTitle}*`, ...lines].join('\n'))];
}

/** Told when "Check-in" is pressed and nothing is open. */
export function nothingOpenText(nextOn: string | null, language: Language): string {
  const texts = textsFor(language).hub;
  return nextOn === null ? texts.nothingOpen : texts.next(dayName(nextOn, language));
}
