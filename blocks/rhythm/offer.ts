import { actions, button, context, datePicker, field, option, section, staticSelect } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { limits } from '#blocks/kit/limits.ts';
import { message } from '#blocks/kit/message.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import { dayName, monthName, placeName } from '#blocks/kit/when.ts';
import type { Reader } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { ModalView, RenderedMessage } from '#core/surface.ts';
import type { Offer, OfferParams } from '#features/rhythm/schemas.ts';
import { actionIds, callbackIds } from './ids.ts';
import { textsFor } from './texts.ts';

const nameLength = 60;

/** "Would something else suit you better?", and afterwards what was chosen (domain §2.2). */
export function offerMessage(params: OfferParams, { language }: Reader): RenderedMessage {
  const texts = textsFor(language);
  const { offerId, touchId, choice } = params;
  if (choice !== null) {
    const text = chosenText(params, language);
    return message({ text, blocks: [section(text)] });
  }
  const touch = texts.touches[touchId];
  const when = whenOf(params, language);
  const ask = texts.offer.ask(touch, when);
  const confirm = {
    title: texts.offer.skipTitle,
    text: texts.offer.skipConfirm(touch, when),
    confirm: texts.offer.skipYes,
    deny: texts.offer.skipNo,
  };
  return message({
    text: ask,
    blocks: [
      section(ask),
      actions(
        button({ actionId: actionIds.move, text: texts.offer.move, value: offerId }),
        button({ actionId: actionIds.contact, text: texts.offer.contact, value: offerId }),
        button({ actionId: actionIds.skip, text: texts.offer.skip, value: offerId, confirm }),
      ),
      context(texts.offer.hint),
    ],
  });
}

export function moveForm(offer: Offer, times: readonly string[], language: Language): ModalView {
  const texts = textsFor(language);
  return modal({
    callbackId: callbackIds.move,
    title: texts.form.moveTitle,
    submit: texts.form.submit,
    close: texts.form.close,
    metadata: encodeMetadata({ offerId: offer.offerId }),
    blocks: [
      section(texts.form.intro(texts.touches[offer.touchId], whenOf(offer, language))),
      field({
        name: 'day',
        label: texts.form.day,
        element: datePicker({ initial: offer.heldOn }),
        hint: texts.form.dayHint,
      }),
      field({ name: 'time', label: texts.form.time, element: timeSelect(times, offer.time) }),
    ],
  });
}

export function contactForm(
  offer: Offer,
  contacts: readonly { contactId: string; name: string }[],
  language: Language,
): ModalView {
  const texts = textsFor(language);
  if (contacts.length === 0) {
    const { contactTitle: title, close, nobody: text } = texts.form;
    return noticeModal({ callbackId: callbackIds.notice, title, close, text });
  }
  return modal({
    callbackId: callbackIds.contact,
    title: texts.form.contactTitle,
    submit: texts.form.submit,
    close: texts.form.close,
    metadata: encodeMetadata({ offerId: offer.offerId }),
    blocks: [field({ name: 'contact', label: texts.form.contact, element: contactSelect(contacts) })],
  });
}

export function timeSelect(times: readonly string[], initial: string) {
  return staticSelect({ options: times.slice(0, limits.selectOptions).map((time) => option(time, time)), initial });
}

export function contactSelect(contacts: readonly { contactId: string; name: string }[]) {
  const shown = contacts.slice(0, limits.selectOptions);
  return staticSelect({ options: shown.map(({ contactId, name }) => option(name, contactId)) });
}

/** `Tue 24 Nov 10:00 (Berlin)`. */
export function whenOf({ heldOn, time, zone }: Pick<Offer, 'heldOn' | 'time' | 'zone'>, language: Language): string {
  return `${dayName(heldOn, language)} ${time} (${placeName(zone)})`;
}

function chosenText(params: OfferParams, language: Language): string {
  const { offer, touches } = textsFor(language);
  const { choice, touchId, heldOn, zone } = params;
  switch (choice?.kind) {
    case 'moved':
      return offer.moved(touches[touchId], whenOf({ heldOn: choice.on, time: choice.time, zone }, language));
    case 'contact':
      return offer.contactChosen(escapeText(choice.name, nameLength, { singleLine: true }));
    default:
      return offer.skipped(monthName(heldOn.slice(0, 7), language));
  }
}
