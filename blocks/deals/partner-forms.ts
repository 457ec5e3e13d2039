import { checkboxes, context, datePicker, field, option, section } from '#blocks/kit/elements.ts';
import { staticSelect, textInput } from '#blocks/kit/elements.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal } from '#blocks/kit/modal.ts';
import type { Language } from '#core/language.ts';
import type { Money } from '#core/money.ts';
import type { Block, ModalView } from '#core/surface.ts';
import { dealStages, fieldLimits } from '#features/deals/field-schemas.ts';
import type { DealStage } from '#features/deals/field-schemas.ts';
import { lostReasons, withdrawReasons } from '#features/deals/state-schemas.ts';
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

const answerLength = 1000;
const amountLength = 30;

export function answerForm(deal: FormDeal, language: Language): ModalView {
  const { forms } = textsFor(language);
  const asked = deal.question;
  const question =
    asked === null ? [] : [section(forms.question(nameText(asked.byName), nameText(asked.question, answerLength)))];
  return dealModal('answer', forms.answerTitle, deal, language, [
    ...question,
    field({ name: 'answer', label: forms.answer, element: textInput({ multiline: true, maxLength: answerLength }) }),
    ...progressFields(deal, language),
  ]);
}

export function noteForm(deal: FormDeal, language: Language, isHelp: boolean): ModalView {
  const { forms } = textsFor(language);
  return dealModal('note', isHelp ? forms.helpTitle : forms.noteTitle, deal, language, [
    field({ name: 'note', label: forms.note, element: textInput({ multiline: true, maxLength: answerLength }) }),
    field({
      name: 'evidence',
      label: forms.evidence,
      optional: true,
      element: textInput({ maxLength: fieldLimits.evidence }),
    }),
  ]);
}

export function withdrawForm(deal: FormDeal, language: Language): ModalView {
  const { choices, forms } = textsFor(language);
  const reasons = withdrawReasons.filter((reason) => reason !== 'no_answer');
  return dealModal('withdraw', forms.withdrawTitle, deal, language, [
    context(forms.withdrawIntro),
    field({ name: 'reason', label: forms.reason, element: chosen(reasons, choices.withdrawReasons, language) }),
  ]);
}

/** What keeps a protected deal alive (domain §4.10): everything may be left as it is but one field. */
export function updateForm(deal: FormDeal, language: Language): ModalView {
  const { forms } = textsFor(language);
  return dealModal('update', forms.updateTitle, deal, language, [
    ...progressFields(deal, language),
    field({
      name: 'nextStep',
      label: forms.nextStep,
      optional: true,
      element: textInput({ maxLength: fieldLimits.nextStep, ...(deal.nextStep ? { initial: deal.nextStep } : {}) }),
    }),
    amountField('amount', forms.amount(deal.amount.currency), deal, true),
    field({
      name: 'meetingOn',
      label: forms.meetingOn,
      hint: forms.meetingHint,
      optional: true,
      element: datePicker(),
    }),
    field({ name: 'proofOn', label: forms.proofOn, optional: true, element: datePicker() }),
  ]);
}

export function extendForm(deal: FormDeal, language: Language): ModalView {
  const { forms } = textsFor(language);
  const until = deal.protectedUntilOn;
  return dealModal('extend', forms.extendTitle, deal, language, [
    ...(until === null ? [] : [context(forms.extendIntro(dayText(until, language)))]),
    field({
      name: 'newCloseOn',
      label: forms.newCloseOn,
      element: datePicker(deal.expectedCloseOn === null ? {} : { initial: deal.expectedCloseOn }),
    }),
    field({
      name: 'activity',
      label: forms.activity,
      hint: forms.activityHint,
      element: textInput({ multiline: true, maxLength: answerLength }),
    }),
    field({
      name: 'reason',
      label: forms.extendReason,
      optional: true,
      element: textInput({ multiline: true, maxLength: answerLength }),
    }),
  ]);
}

export function wonForm(deal: FormDeal, language: Language): ModalView {
  const { forms } = textsFor(language);
  return dealModal('won', forms.wonTitle, deal, language, [
    context(forms.wonIntro),
    field({ name: 'contractOn', label: forms.contractOn, element: datePicker() }),
    amountField('amount', forms.wonAmount(deal.amount.currency), deal, false),
  ]);
}

export function lostForm(deal: FormDeal, language: Language): ModalView {
  const { choices, forms } = textsFor(language);
  return dealModal('lost', forms.lostTitle, deal, language, [
    field({ name: 'reason', label: forms.reason, element: chosen(lostReasons, choices.lostReasons, language) }),
  ]);
}

function dealModal(
  form: 'answer' | 'note' | 'withdraw' | 'update' | 'extend' | 'won' | 'lost',
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

function progressFields(deal: FormDeal, language: Language): Block[] {
  const { choices, forms, form } = textsFor(language);
  const options = dealStages.map((stage) => option(choices.stages[stage], stage));
  return [
    field({
      name: 'stage',
      label: forms.stage,
      optional: true,
      element: staticSelect({ options, initial: deal.stage, placeholder: form.choose }),
    }),
    field({
      name: 'expectedCloseOn',
      label: forms.closeOn,
      optional: true,
      element: datePicker(deal.expectedCloseOn === null ? {} : { initial: deal.expectedCloseOn }),
    }),
  ];
}

export function amountField(name: string, label: string, { amount }: { amount: Money }, optional: boolean): Block {
  const initial = amountInput(amount);
  return field({ name, label, optional, element: textInput({ maxLength: amountLength, initial }) });
}

function chosen(values: readonly string[], words: Readonly<Record<string, string>>, language: Language) {
  const options = values.map((value) => option(words[value] ?? value, value));
  return staticSelect({ options, placeholder: textsFor(language).form.choose });
}

/** A box to tick, e.g. "checked in the CRM". */
export function tick(name: string, label: string, text: string, optional = true): Block {
  return field({ name, label, optional, element: checkboxes({ options: [option(text, 'yes')] }) });
}
