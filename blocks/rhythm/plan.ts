import { actions, button, context, datePicker, field, option, radio, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import { dayName } from '#blocks/kit/when.ts';
import type { Block, ModalView } from '#core/surface.ts';
import type { ComingTouch, PlanLine } from '#features/rhythm/schemas.ts';
import type { WantedChange } from '#features/rhythm/schemas.ts';
import { actionIds, callbackIds } from './ids.ts';
import { contactSelect, timeSelect } from './offer.ts';
import { staffTexts, textsFor } from './texts.ts';

const language = 'en';
const linesShown = 12;
const touches = textsFor(language).touches;

interface ShownPartner {
  partnerId: string;
  displayName: string;
  tier: string;
  status: string;
}

/** What comes for a partner in two months, and what may be done about it. */
export function planModal(partner: ShownPartner, coming: readonly ComingTouch[]): ModalView {
  const rows = coming.slice(0, linesShown).map((touch) => touchRow(partner.partnerId, touch));
  return modal({
    callbackId: callbackIds.plan,
    title: staffTexts.title,
    close: staffTexts.close,
    blocks: [
      section(staffTexts.head(nameOf(partner), partner.tier, partner.status)),
      ...(rows.length === 0 ? [section(staffTexts.none)] : rows),
      ...(coming.length > linesShown ? [context(staffTexts.more(coming.length - linesShown))] : []),
      actions(
        button({ actionId: actionIds.pause, text: staffTexts.pause, value: partner.partnerId }),
        button({ actionId: actionIds.person, text: staffTexts.person, value: partner.partnerId }),
      ),
    ],
  });
}

/** One touch: another day, or not at all. */
export function changeForm(partnerId: string, touch: ComingTouch, times: readonly string[]): ModalView {
  const { touchId, periodKey, heldOn, time } = touch;
  const choices = [option(staffTexts.move, 'move'), option(staffTexts.skip, 'skip')];
  return modal({
    callbackId: callbackIds.changeTouch,
    title: staffTexts.touchTitle,
    submit: staffTexts.next,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ partnerId, touchId, periodKey }),
    blocks: [
      section(staffTexts.line(whenOf(touch), touches[touchId])),
      field({ name: 'what', label: staffTexts.what, element: radio({ options: choices, initial: 'move' }) }),
      field({ name: 'day', label: staffTexts.day, element: datePicker({ initial: heldOn }), optional: true }),
      field({ name: 'time', label: staffTexts.time, element: timeSelect(times, time), optional: true }),
    ],
  });
}

export function pauseForm(partnerId: string): ModalView {
  return modal({
    callbackId: callbackIds.pause,
    title: staffTexts.pauseTitle,
    submit: staffTexts.next,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ partnerId }),
    blocks: [
      field({
        name: 'day',
        label: staffTexts.until,
        element: datePicker(),
        hint: staffTexts.untilHint,
        optional: true,
      }),
    ],
  });
}

export function personForm(partnerId: string, contacts: readonly { contactId: string; name: string }[]): ModalView {
  if (contacts.length === 0) return noticeOf(staffTexts.noContacts);
  return modal({
    callbackId: callbackIds.person,
    title: staffTexts.personTitle,
    submit: staffTexts.next,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ partnerId }),
    blocks: [field({ name: 'contact', label: staffTexts.contact, element: contactSelect(contacts) })],
  });
}

/** The difference before it is made (domain §2.4). */
export function confirmModal(partnerId: string, change: WantedChange, lines: readonly PlanLine[]): ModalView {
  const text = lines.length === 0 ? staffTexts.nothing : [staffTexts.planChanges, ...planLines(lines)].join('\n');
  const blocks: readonly Block[] = [section(text), context(staffTexts.openStays)];
  return modal({
    callbackId: callbackIds.confirm,
    title: staffTexts.confirmTitle,
    submit: staffTexts.confirm,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ partnerId, change: JSON.stringify(change) }),
    blocks,
  });
}

export function doneModal(partner: Pick<ShownPartner, 'partnerId' | 'displayName'>): ModalView {
  return noticeOf(staffTexts.done(nameOf(partner)));
}

/** A line each, the first ten. */
export function planLines(lines: readonly PlanLine[]): readonly string[] {
  const shown = lines.slice(0, 10).map(({ touchId, before, after }) => {
    const touch = touches[touchId];
    if (before === null) return after === null ? '' : staffTexts.added(whenOf(after), touch);
    return after === null
      ? staffTexts.dropped(whenOf(before), touch)
      : staffTexts.moved(whenOf(before), whenOf(after), touch);
  });
  return lines.length > shown.length ? [...shown, staffTexts.moreChanges(lines.length - shown.length)] : shown;
}

function touchRow(partnerId: string, touch: ComingTouch): Block {
  const line = staffTexts.line(whenOf(touch), touches[touch.touchId]);
  if (touch.touchId.startsWith('qbr_')) return section(`${line} · ${staffTexts.reviewHint}`);
  const value = `${partnerId}|${touch.touchId}|${touch.periodKey}`;
  return section(line, button({ actionId: actionIds.change, text: staffTexts.change, value }));
}

function whenOf({ heldOn, time }: { heldOn: string; time: string }): string {
  return `${dayName(heldOn, language)} ${time}`;
}

function nameOf({ displayName, partnerId }: Pick<ShownPartner, 'partnerId' | 'displayName'>): string {
  return `${escapeText(displayName, 80, { singleLine: true })} (${partnerId})`;
}

function noticeOf(text: string): ModalView {
  return noticeModal({ callbackId: callbackIds.notice, title: staffTexts.title, close: staffTexts.close, text });
}
