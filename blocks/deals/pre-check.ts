import { actions, button, context, field, section, textInput } from '#blocks/kit/elements.ts';
import { message } from '#blocks/kit/message.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { Reader } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { ModalView, RenderedMessage } from '#core/surface.ts';
import type { PreCheckParams } from '#features/deals/form-schemas.ts';
import { actionIds, callbackIds } from './ids.ts';
import { textsFor } from './texts.ts';
import { nameText } from './words.ts';

/** One field: which website (issue 5 item 2). */
export function preCheckForm(partnerId: string, language: Language): ModalView {
  const { check, forms } = textsFor(language);
  return modal({
    callbackId: callbackIds.check,
    title: check.title,
    submit: check.submit,
    close: forms.close,
    metadata: encodeMetadata({ partnerId }),
    blocks: [
      context(check.intro),
      field({ name: 'domain', label: check.label, element: textInput({ maxLength: 2000 }) }),
    ],
  });
}

export function preCheckSentView(language: Language): ModalView {
  const { check, forms } = textsFor(language);
  return noticeModal({ title: check.title, text: check.sent, close: forms.close });
}

/** The answer, to the person alone: the same shape whatever it says. */
export function preCheckMessage(params: PreCheckParams, { language }: Reader): RenderedMessage {
  const text = sentenceOf(params, language);
  return message({ text, blocks: [section(text), actions(...nextButtons(params.partnerId, language))] });
}

/** Beside a mention that names no customer, or that wants to register. */
export function offerMessage(partnerId: string, language: Language, wants: 'register' | 'check'): RenderedMessage {
  const { check, mention } = textsFor(language);
  const text = wants === 'register' ? mention.register : check.ask;
  return message({ text, blocks: [section(text), actions(...nextButtons(partnerId, language))] });
}

export function sentMessage(language: Language): RenderedMessage {
  const text = textsFor(language).check.sent;
  return message({ text, blocks: [section(text)] });
}

function sentenceOf({ domain, outcome, ownDealId }: PreCheckParams, language: Language): string {
  const { check } = textsFor(language);
  const name = nameText(domain);
  switch (outcome) {
    case 'free':
      return check.free(name);
    case 'taken':
      return check.taken(name);
    case 'own':
      return check.own(name, nameText(ownDealId ?? ''));
    case 'talk_to_us':
      return check.talk(name);
  }
}

function nextButtons(value: string, language: Language) {
  const { check } = textsFor(language);
  return [
    button({ actionId: actionIds.registerFromMention, text: check.register, value }),
    button({ actionId: actionIds.checkFromMention, text: check.again, value }),
  ];
}
