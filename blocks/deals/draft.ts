import { actions, button, section } from '#blocks/kit/elements.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { Language } from '#core/language.ts';
import type { ModalView } from '#core/surface.ts';
import { actionIds, callbackIds } from './ids.ts';
import { textsFor } from './texts.ts';
import { dayText, nameText } from './words.ts';

const shortName = 40;

/** "Go on with your draft of …", or begin anew. */
export function draftView(
  draft: { partnerId: string; customer: string; keptUntilOn: string },
  language: Language,
): ModalView {
  const { form } = textsFor(language);
  const customer = draft.customer === '' ? form.draftUnnamed : nameText(draft.customer);
  const value = draft.partnerId;
  const short = draft.customer === '' ? form.draftUnnamed : draft.customer.slice(0, shortName);
  return modal({
    callbackId: callbackIds.shown,
    title: form.draftTitle,
    close: form.close,
    blocks: [
      section(form.draft(customer, dayText(draft.keptUntilOn, language))),
      actions(
        button({ actionId: actionIds.resumeDraft, text: form.resume(short), value, style: 'primary' }),
        button({ actionId: actionIds.discardDraft, text: form.discard, value, confirm: form.discardConfirm }),
      ),
    ],
  });
}

/** `unseenFiles`: so many files could not be taken. */
export function submittedView(dealId: string, customer: string, unseenFiles: number, language: Language): ModalView {
  const { form } = textsFor(language);
  const done = form.done(dealId, nameText(customer));
  const text = unseenFiles === 0 ? done : `${done}\n${form.filesUnseen(unseenFiles)}`;
  return noticeModal({ title: form.doneTitle, text, close: form.close });
}

/** C1: the partner's own company was first; it may look at that one (domain §4.5). */
export function colleagueView(
  existing: { dealId: string; customer: string; on: string },
  language: Language,
): ModalView {
  const { form } = textsFor(language);
  const { dealId, customer, on } = existing;
  return modal({
    callbackId: callbackIds.shown,
    title: form.colleagueTitle,
    close: form.close,
    blocks: [
      section(form.colleague(nameText(customer), dealId, dayText(on, language))),
      actions(button({ actionId: actionIds.openFromList, text: form.open, value: dealId, style: 'primary' })),
    ],
  });
}

/** Why it is not possible now, and where to begin (domain §4.1). */
export function ineligibleView(check: string, language: Language): ModalView {
  const { form, ineligible } = textsFor(language);
  const text = ineligible[check] ?? ineligible['other'] ?? '';
  return noticeModal({ title: form.ineligibleTitle, text, close: form.close });
}

export function staffHintView(partnerId: string, language: Language): ModalView {
  const { form } = textsFor(language);
  return noticeModal({ title: form.title, text: form.staffHint(partnerId), close: form.close });
}

/** A trigger that Slack no longer takes: what was kept (domain §18 J8). */
export function tooSlowText(draftOf: string | null, language: Language): string {
  const { form } = textsFor(language);
  return draftOf === null ? form.tooSlow : form.tooSlowDraft(nameText(draftOf));
}
