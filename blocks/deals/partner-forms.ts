import { checkboxes, context, datePicker, field, option, section } from '#blocks/kit/elements.ts';
import { staticSelect, textInput } from '#blocks/kit/elements.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { Language } from '#core/language.ts';
import type { Money } from '#core/money.ts';
import type { Block, ModalView } from '#core/surface.ts';
import type { DealStage } from '#features/deals/field-schemas.ts';
import { lostReasons, withdrawReasons } from '#features/deals/state-schemas.ts';
import { evidenceFields } from './evidence-inputs.ts';
import { callbackIds } from './ids.ts';
import { textsFor } from './texts.ts';
import { amountInput, dayText, nameText } from './words.ts';

/** What the forms about one deal know of it. */
export interface FormDeal {
  dealId: string;
  version: number;
  customer: string;
  stage: DealStage;
  expectedCloseOn: string | null;
  nextStep: string | null;
  amount: Money;
  protectedUntilOn: string | null;
  /** The question that waits for an answer. */
  question: { byName: string; question: string } | null;
}

export const answerLength = 1000;
const amountLength = 30;

export function noteForm(
  deal: FormDeal,
  language: Language,
  { isHelp, takesFiles }: { isHelp: boolean; takesFiles: boolean },
): ModalView {
  const { forms } = textsFor(language);
  return dealForm('note', isHelp ? forms.helpTitle : forms.noteTitle, deal, language, [
    longField('note', forms.note),
    ...evidenceFields(takesFiles, language),
  ]);
}

export function withdrawForm(deal: FormDeal, language: Language): ModalView {
  const { choices, forms } = textsFor(language);
  const reasons = withdrawReasons.filter((reason) => reason !== 'no_answer');
  return dealForm('withdraw', forms.withdrawTitle, deal, language, [
    context(forms.withdrawIntro),
    field({ name: 'reason', label: forms.reason, element: chosen(reasons, choices.withdrawReasons, language) }),
  ]);
}

export function extendForm(
  deal: FormDeal & { extensions: { used: number; most: number; isLate: boolean } | null },
  language: Language,
): ModalView {
  const { forms, outlook } = textsFor(language);
  const { protectedUntilOn: until, extensions } = deal;
  const known = [
    ...(until === null ? [] : [forms.extendIntro(dayText(until, language))]),
    ...(extensions === null ? [] : [outlook.extensionsSoFar(extensions.used, extensions.most)]),
    ...(extensions?.isLate === true ? [outlook.extensionLate] : []),
  ].join(' ');
  return dealForm('extend', forms.extendTitle, deal, language, [
    ...(known === '' ? [] : [context(known)]),
    closeField(deal, language),
    longField('activity', forms.activity, { hint: forms.activityHint }),
    longField('reason', forms.extendReason, { optional: true }),
  ]);
}

/** Protection back after its end (domain §18 J11). */
export function reinstateForm(deal: FormDeal, language: Language): ModalView {
  const { outlook } = textsFor(language);
  const until = deal.protectedUntilOn;
  return dealForm('reinstate', outlook.reinstateTitle, deal, language, [
    ...(until === null ? [] : [context(outlook.reinstateIntro(dayText(until, language)))]),
    longField('update', outlook.reinstateUpdate),
    closeField(deal, language),
  ]);
}

export function askPartnerManagerForm(deal: FormDeal, language: Language): ModalView {
  const { outlook } = textsFor(language);
  return dealForm('askPartnerManager', outlook.askTitle, deal, language, [longField('note', outlook.askLabel)]);
}

/** Who has the question now. */
export function askedView(contactName: string | null, language: Language): ModalView {
  const { forms, outlook } = textsFor(language);
  const text = contactName === null ? outlook.askedUnnamed : outlook.asked(nameText(contactName));
  return noticeModal({ title: outlook.askedTitle, text, close: forms.close });
}

export function wonForm(deal: FormDeal, language: Language): ModalView {
  const { forms } = textsFor(language);
  return dealForm('won', forms.wonTitle, deal, language, [
    context(forms.wonIntro),
    field({ name: 'contractOn', label: forms.contractOn, element: datePicker() }),
    amountField('amount', forms.wonAmount(deal.amount.currency), deal, false),
  ]);
}

export function lostForm(deal: FormDeal, language: Language): ModalView {
  const { choices, forms } = textsFor(language);
  return dealForm('lost', forms.lostTitle, deal, language, [
    field({ name: 'reason', label: forms.reason, element: chosen(lostReasons, choices.lostReasons, language) }),
  ]);
}

export function dealForm(
  form: 'answer' | 'note' | 'withdraw' | 'update' | 'extend' | 'won' | 'lost' | 'askPartnerManager' | 'reinstate',
  title: string,
  deal: FormDeal,
  language: Language,
  blocks: readonly Block[],
): ModalView {
  const { forms } = textsFor(language);
  const { dealId, version } = deal;
  return modal({
    callbackId: callbackIds[form],
    title,
    submit: forms.send,
    close: forms.close,
    metadata: encodeMetadata({ dealId, version }),
    blocks: [section(forms.about(dealId, nameText(deal.customer))), ...blocks],
  });
}

export function amountField(name: string, label: string, { amount }: { amount: Money }, optional: boolean): Block {
  const initial = amountInput(amount);
  return field({ name, label, optional, element: textInput({ maxLength: amountLength, initial }) });
}

function closeField({ expectedCloseOn }: FormDeal, language: Language): Block {
  const initial = expectedCloseOn === null ? {} : { initial: expectedCloseOn };
  return field({ name: 'newCloseOn', label: textsFor(language).forms.newCloseOn, element: datePicker(initial) });
}

function longField(name: string, label: string, more: { hint?: string; optional?: boolean } = {}): Block {
  return field({ name, label, ...more, element: textInput({ multiline: true, maxLength: answerLength }) });
}

function chosen(values: readonly string[], words: Readonly<Record<string, string>>, language: Language) {
  const options = values.map((value) => option(words[value] ?? value, value));
  return staticSelect({ options, placeholder: textsFor(language).form.choose });
}

/** A box to tick, e.g. "checked in the CRM". */
export function tick(name: string, label: string, text: string, optional = true): Block {
  return field({ name, label, optional, element: checkboxes({ options: [option(text, 'yes')] }) });
}
