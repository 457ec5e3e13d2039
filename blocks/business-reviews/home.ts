import { actions, button, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import type { Block } from '#core/surface.ts';
import { actionIds } from './ids.ts';
import { staffTexts } from './staff-texts.ts';
import { moment } from '#blocks/kit/when.ts';

export interface ShownWaiting {
  reviewId: string;
  partnerId: string;
  partnerName: string;
  meetingAt: Date;
  zone: string;
  waitsFor: 'pack' | 'minutes';
}

/** App Home of a partner manager: packs to approve (on their cards) and minutes to write. */
export function waitingSection(waiting: readonly ShownWaiting[]): readonly Block[] {
  if (waiting.length === 0) return [];
  const { home } = staffTexts;
  return [
    section(`*${home.title}*`),
    ...waiting.flatMap(({ reviewId, partnerId, partnerName, meetingAt, zone, waitsFor }) => {
      const partner = staffTexts.partner(escapeText(partnerName, 60, { singleLine: true }), partnerId);
      const line = section(home[waitsFor](partner, moment(meetingAt, zone, 'en')));
      if (waitsFor === 'pack') return [line];
      const write = { actionId: actionIds.writeMinutes, text: staffTexts.minutesCard.write, value: reviewId };
      return [line, actions(button(write))];
    }),
  ];
}
