import { context, datePicker, field, multiSelect, option, radio, section } from '#blocks/kit/elements.ts';
import { staticSelect, textInput } from '#blocks/kit/elements.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { Money } from '#core/money.ts';
import type { Block, ModalView } from '#core/surface.ts';
import { lostReasons, rejectReasons, revokeReasons, withdrawReasons } from '#features/deals/state-schemas.ts';
import type { RejectReason } from '#features/deals/state-schemas.ts';
import { choices } from './choice-texts.en.ts';
import { form as formTexts } from './form-texts.en.ts';
import { staffCallbackIds } from './ids.ts';
import { amountField, tick } from './partner-forms.ts';
import { titleOf } from './review-card.ts';
import { staffTexts } from './staff-texts.ts';
import { amountText, dayText, nameText } from './words.ts';

/** What staff forms know of the deal that they are about. */
export interface StaffDeal {
  dealId: string;
  version: number;
  customer: string;
  partnerName: string;
  amount: Money;
}

const texts = staffTexts.forms;
const sentenceLength = 300;
export const noteLength = 1000;

export interface Approval extends StaffDeal {
  /** By tier and type; the reviewer may grant another. */
  windowDays: number;
  suggestsCoSell: boolean;
  /** Our accounts are out of date: as of then. */
  outdatedAsOf: string | null;
}

export function approveForm(deal: Approval): ModalView {
  return staffModal('approve', texts.approveTitle, texts.approve, deal, [
    context(texts.approveIntro(amountText(deal.amount, 'en'))),
    ...(deal.outdatedAsOf === null
      ? []
      : [
          section(texts.outdated(deal.outdatedAsOf)),
          tick('checkedCrm', texts.checkedCrm, texts.checkedCrmOption, false),
        ]),
    field({
      name: 'windowDays',
      label: texts.windowDays,
      element: textInput({ maxLength: 3, initial: String(deal.windowDays) }),
    }),
    ...(deal.suggestsCoSell ? [context(staffTexts.outcomes['approve_as_co_sell'] ?? '')] : []),
    tick('asCoSell', texts.coSell, texts.coSellOption),
  ]);
}

export function askForm(deal: StaffDeal, askable: readonly string[]): ModalView {
  const labels = formTexts.labels as Readonly<Record<string, string>>;
  const options = askable.map((name) => option(labels[name] ?? name, name));
  return staffModal('ask', texts.askTitle, texts.ask, deal, [
    field({
      name: 'question',
      label: texts.question,
      hint: texts.questionHint,
      element: textInput({ multiline: true, maxLength: noteLength }),
    }),
    field({
      name: 'fields',
      label: texts.fields,
      optional: true,
      element: multiSelect({ options, placeholder: formTexts.choose }),
    }),
  ]);
}

/** `suggested`: the reason that follows from the first finding by default, with what it leaves open (domain §4.5). */
export function rejectForm(deal: StaffDeal, suggested: RejectReason | null, advice: string): ModalView {
  return staffModal('reject', texts.rejectTitle, texts.reject, deal, [
    field({
      name: 'reasonCode',
      label: texts.rejectReason,
      element: chosen(rejectReasons, choices.rejectReasons, suggested),
    }),
    partnerTextField({ initial: advice }),
  ]);
}

export function decideExtensionForm(
  deal: StaffDeal,
  asked: { newCloseOn: string; activity: string; reason: string | null },
): ModalView {
  const intro = texts.extensionIntro(dayText(asked.newCloseOn, 'en'), nameText(asked.activity, noteLength));
  const options = [option(texts.grant, 'approved'), option(texts.decline, 'declined')];
  return staffModal('decideExtension', texts.extensionTitle, texts.decide, deal, [
    section(intro),
    ...(asked.reason === null ? [] : [context(texts.extensionReason(nameText(asked.reason, noteLength)))]),
    field({ name: 'outcome', label: texts.decision, element: radio({ options, initial: 'approved' }) }),
    partnerTextField({ label: texts.optionalText, optional: true }),
  ]);
}

export function revokeForm(deal: StaffDeal): ModalView {
  return staffModal('revoke', texts.revokeTitle, texts.revoke, deal, [
    context(texts.revokeIntro),
    field({ name: 'reason', label: texts.rejectReason, element: chosen(revokeReasons, choices.revokeReasons, null) }),
    partnerTextField(),
  ]);
}

/** `asked`: what the partner wrote, when they asked for it. */
export function reinstateForm(deal: StaffDeal, asked: { update: string; newCloseOn: string } | null): ModalView {
  const initial = asked === null ? {} : { initial: asked.update.slice(0, noteLength) };
  return staffModal('reinstate', texts.reinstateTitle, texts.reinstate, deal, [
    ...(asked === null ? [] : [context(texts.reinstateClose(dayText(asked.newCloseOn, 'en')))]),
    field({
      name: 'update',
      label: texts.update,
      element: textInput({ multiline: true, maxLength: noteLength, ...initial }),
    }),
  ]);
}

/** More time that the partner cannot ask for itself (domain §18 J11: an exception). */
export function extendForForm(deal: StaffDeal, expectedCloseOn: string | null): ModalView {
  const long = { multiline: true, maxLength: noteLength };
  const initial = expectedCloseOn === null ? {} : { initial: expectedCloseOn };
  return staffModal('extend', texts.extendTitle, texts.ask, deal, [
    context(texts.extendIntro),
    field({ name: 'newCloseOn', label: texts.newCloseOn, element: datePicker(initial) }),
    field({ name: 'activity', label: texts.activity, element: textInput(long) }),
    field({ name: 'reason', label: texts.lateReason, optional: true, element: textInput(long) }),
  ]);
}

export function wonForForm(deal: StaffDeal, reported: { contractOn: string; amount: Money } | null): ModalView {
  const amount = reported?.amount ?? deal.amount;
  const initial = reported === null ? {} : { initial: reported.contractOn };
  return staffModal('won', texts.wonTitle, texts.confirm, deal, [
    field({ name: 'contractOn', label: texts.contractOn, element: datePicker(initial) }),
    amountField('amount', texts.amount(amount.currency), { amount }, false),
  ]);
}

export function lostForForm(deal: StaffDeal): ModalView {
  return staffModal('lost', texts.lostTitle, texts.save, deal, [
    field({ name: 'reason', label: texts.rejectReason, element: chosen(lostReasons, choices.lostReasons, null) }),
  ]);
}

export function withdrawForForm(deal: StaffDeal): ModalView {
  const reasons = withdrawReasons.filter((reason) => reason !== 'no_answer');
  return staffModal('withdraw', texts.withdrawTitle, texts.save, deal, [
    field({ name: 'reason', label: texts.rejectReason, element: chosen(reasons, choices.withdrawReasons, null) }),
  ]);
}

export function doneView(dealId: string, status: string): ModalView {
  const words = staffTexts.statuses[status] ?? status;
  return noticeModal({ title: texts.doneTitle, text: texts.done(dealId, words), close: texts.close });
}

/** Lost the race, or it changed meanwhile: what is true now (domain §4.8). */
export function stoppedView(text: string): ModalView {
  return noticeModal({ title: texts.stoppedTitle, text, close: texts.close });
}

/** A sentence that a partner reads. */
export function partnerTextField({ label = texts.partnerText, initial = '', optional = false } = {}): Block {
  return field({
    name: 'partnerText',
    label,
    hint: texts.partnerTextHint,
    optional,
    element: textInput({ multiline: true, maxLength: sentenceLength, ...(initial === '' ? {} : { initial }) }),
  });
}

export function staffModal(
  form: keyof typeof staffCallbackIds,
  title: string,
  submit: string,
  deal: StaffDeal,
  blocks: readonly Block[],
  more: Readonly<Record<string, string | null>> = {},
): ModalView {
  const { dealId, version } = deal;
  return modal({
    callbackId: staffCallbackIds[form],
    title,
    submit,
    close: texts.close,
    metadata: encodeMetadata({ dealId, version, ...more }),
    blocks: [section(titleOf(deal)), ...blocks],
  });
}

export function chosen(values: readonly string[], words: Readonly<Record<string, string>>, initial: string | null) {
  const options = values.map((value) => option(words[value] ?? value, value));
  return staticSelect({ options, placeholder: formTexts.choose, ...(initial === null ? {} : { initial }) });
}
