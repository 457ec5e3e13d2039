import { actions, button, datePicker, field, section, textInput } from '#blocks/kit/elements.ts';
import type { Language } from '#core/language.ts';
import type { Block, FormValues, ModalView } from '#core/surface.ts';
import { fieldLimits } from '#features/deals/field-schemas.ts';
import type { FormField } from '#features/deals/form-schemas.ts';
import { inputOf } from './form-inputs.ts';
import type { Filled } from './form-inputs.ts';
import { actionIds } from './ids.ts';
import { answerLength, dealForm } from './partner-forms.ts';
import type { FormDeal } from './partner-forms.ts';
import { textsFor } from './texts.ts';
import { nameText } from './words.ts';

const amountLength = 30;

/** The answer to a question with the fields that it is about (domain §4.8), as they stand. */
export function answerForm(
  deal: FormDeal,
  filled: Filled,
  fields: readonly FormField[],
  language: Language,
): ModalView {
  const { forms } = textsFor(language);
  const asked = deal.question;
  const question =
    asked === null ? [] : [section(forms.question(nameText(asked.byName), nameText(asked.question, answerLength)))];
  return dealForm('answer', forms.answerTitle, deal, language, [
    ...question,
    field({ name: 'answer', label: forms.answer, element: textInput({ multiline: true, maxLength: answerLength }) }),
    ...fields.map((name) => inputOf(name, filled, language)),
    ...progressInputs(filled, language),
  ]);
}

/**
 * What keeps a protected deal alive (domain §4.8, §4.10): everything may be left as it is but one field. Products and
 * the owner change rarely, so they come with `isLong`.
 */
export function updateForm(deal: FormDeal, filled: Filled, isLong: boolean, language: Language): ModalView {
  const { forms, form, outlook } = textsFor(language);
  const { values } = filled;
  const day = (name: string, label: string, hint?: string) =>
    field({
      name,
      label,
      optional: true,
      element: datePicker(initialOf(values, name)),
      ...(hint === undefined ? {} : { hint }),
    });
  const text = (name: string, label: string, maxLength: number) =>
    field({ name, label, optional: true, element: textInput({ maxLength, ...initialOf(values, name, maxLength) }) });
  const more = button({ actionId: actionIds.moreUpdate, text: form.more, value: deal.dealId });
  return dealForm('update', forms.updateTitle, deal, language, [
    ...progressInputs(filled, language),
    text('nextStep', forms.nextStep, fieldLimits.nextStep),
    day('nextStepOn', outlook.nextStepOn),
    text('estimatedAmount', forms.amount(deal.amount.currency), amountLength),
    day('meetingOn', forms.meetingOn, forms.meetingHint),
    day('proofOn', forms.proofOn),
    ...(isLong
      ? [inputOf('products', filled, language, true), inputOf('dealOwner', filled, language, true)]
      : [actions(more)]),
  ]);
}

function progressInputs(filled: Filled, language: Language): readonly Block[] {
  return [inputOf('stage', filled, language, true), inputOf('expectedCloseOn', filled, language, true)];
}

/** Longer than the input takes would be refused by Slack. */
function initialOf(values: FormValues, name: string, maxLength?: number): { initial?: string } {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? { initial: value.slice(0, maxLength) } : {};
}
