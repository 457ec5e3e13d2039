import { actions, button, context, section } from '#blocks/kit/elements.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { Language } from '#core/language.ts';
import type { Block, FormValues, ModalView } from '#core/surface.ts';
import type { DealDetails, FieldProblem } from '#features/deals/field-schemas.ts';
import { fieldsShown, hasMore } from '#features/deals/form-schemas.ts';
import type { FormField, FormMetadata, FormOptions, FormStep } from '#features/deals/form-schemas.ts';
import { inputOf, isFilled, labelOf, typeOf } from './form-inputs.ts';
import { actionIds, callbackIds } from './ids.ts';
import { reviewLines } from './review.ts';
import { problemText, textsFor } from './texts.ts';

export interface RegisterForm {
  metadata: FormMetadata;
  options: FormOptions;
  /** What stands in the fields: the draft over what we know. */
  values: FormValues;
  /** From earlier steps, which cannot show them on their own fields. */
  problems: readonly FieldProblem[];
  /** Shown before Submit. */
  details: Partial<DealDetails>;
}

const callbackOf: Readonly<Record<FormStep, string>> = {
  1: callbackIds.customer,
  2: callbackIds.opportunity,
  3: callbackIds.evidence,
};
const stepName = { 1: 'customer', 2: 'opportunity', 3: 'evidence' } as const;

/** Opened before anything is looked up, so that the trigger lives (slack.md §2). */
export function loadingView(language: Language): ModalView {
  const { form } = textsFor(language);
  return noticeModal({ title: form.title, text: form.loading, close: form.close });
}

/** One of the three steps of domain §4.2. */
export function registerForm(shown: RegisterForm, language: Language): ModalView {
  const { form } = textsFor(language);
  const { step } = shown.metadata;
  const type = typeOf(shown);
  const filled = (name: FormField) => isFilled(shown.values[name]);
  const { options } = shown;
  const names = fieldsShown({ step, type, options, withOptional: shown.metadata.more, filled });
  return modal({
    callbackId: callbackOf[step],
    title: form.title,
    submit: step === 3 ? form.submit : form.next,
    close: form.close,
    metadata: encodeMetadata(shown.metadata),
    blocks: [
      context(form.steps[stepName[step]]),
      ...problemBlocks(shown.problems, language),
      ...(step === 3 ? reviewLines(shown.details, language).map((lines) => section(lines)) : []),
      ...names.map((name) => inputOf(name, shown, language)),
      ...buttonsOf(shown.metadata, hasMore(names, { step, type, options, filled }), language),
    ],
  });
}

function problemBlocks(problems: readonly FieldProblem[], language: Language): Block[] {
  const { form } = textsFor(language);
  const list = (warnings: boolean): string =>
    problems
      .filter(({ isWarning }) => (isWarning ?? false) === warnings)
      .map((problem) =>
        form.problemLine(labelOf(problem.input ?? problem.field, language), problemText(problem, language)),
      )
      .join('\n');
  return [
    ...(list(false) === '' ? [] : [section(form.correct(list(false)))]),
    ...(list(true) === '' ? [] : [context(form.warnings(list(true)))]),
  ];
}

/** The value tells where the form was: a button of a modal does not bring its metadata. */
function buttonsOf({ step, more: isLong }: FormMetadata, more: boolean, language: Language): Block[] {
  const { form } = textsFor(language);
  const value = `${step}|${isLong ? 'more' : ''}`;
  const buttons = [
    ...(step === 1 ? [] : [button({ actionId: actionIds.back, text: form.back, value })]),
    ...(more ? [button({ actionId: actionIds.more, text: form.more, value })] : []),
  ];
  return buttons.length === 0 ? [] : [actions(...buttons)];
}
