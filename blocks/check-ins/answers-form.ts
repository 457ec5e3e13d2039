import { context, field, multiSelect, option, radio, staticSelect, textInput } from '#blocks/kit/elements.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { Language } from '#core/language.ts';
import type { Block, ModalView } from '#core/surface.ts';
import { commentMaxLength, fieldOf, isInForm } from '#features/check-ins/form-schemas.ts';
import { questionShapes } from '#features/check-ins/question-schemas.ts';
import type { AskedQuestion, QuestionId } from '#features/check-ins/schemas.ts';
import { callbackIds } from './ids.ts';
import { choicesOf, questionText, textsFor } from './texts.ts';
import { moment, monthName } from './when.ts';

export interface AnswersForm {
  occurrenceId: string;
  periodKey: string;
  dueAt: Date;
  zone: string;
  questions: readonly AskedQuestion[];
  /** May be left out. */
  optional: readonly QuestionId[];
  /** What this check-in was answered so far, and of earlier ones what was filled in: never a scale (domain §3.1). */
  given: Readonly<Partial<Record<QuestionId, string | readonly string[]>>>;
}

/** All questions of one check-in with what was answered already. */
export function answersForm(form: AnswersForm, language: Language): ModalView {
  const texts = textsFor(language).form;
  return modal({
    callbackId: callbackIds.answers,
    title: texts.title(monthName(form.periodKey, language)),
    submit: texts.submit,
    close: texts.close,
    metadata: encodeMetadata({ occurrenceId: form.occurrenceId }),
    blocks: [
      context(texts.intro(moment(form.dueAt, form.zone, language))),
      ...form.questions.flatMap((question) => questionField(question, form, language)),
      commentField(form, language),
    ],
  });
}

/** Told when an answer came after closing: it is kept, but does not count. */
export function afterCloseView(language: Language): ModalView {
  const { closedTitle, afterClose, ok } = textsFor(language).form;
  return noticeModal({ title: closedTitle, text: afterClose, close: ok });
}

/** Sentences for the fields that are wrong; the codes come from the schema of the form. */
export function fieldErrors(
  problems: readonly { field: string; code: string }[],
  language: Language,
): Readonly<Record<string, string>> {
  const texts = textsFor(language).fieldErrors;
  return Object.fromEntries(
    problems.map(({ field: name, code }) => [name, texts[code] ?? texts['required'] ?? code] as const),
  );
}

function questionField({ questionId, version }: AskedQuestion, form: AnswersForm, language: Language): Block[] {
  if (!isInForm(questionId)) return [];
  const texts = textsFor(language);
  const options = Object.entries(choicesOf(texts, questionId)).map(([value, words]) => option(words, value));
  const given = form.given[questionId];
  const input = field({
    name: fieldOf[questionId],
    label: questionText(texts, questionId, version),
    optional: form.optional.includes(questionId),
    element: inputOf(questionId, { options, ...initialOf(given), placeholder: texts.form.choose }),
  });
  return [input];
}

interface Choices {
  options: ReturnType<typeof option>[];
  one?: string;
  many?: readonly string[];
  placeholder: string;
}

function inputOf(questionId: QuestionId, { options, one, many, placeholder }: Choices) {
  const { type, choices } = questionShapes[questionId];
  const initial = one === undefined ? {} : { initial: one };
  if (choices === undefined) return textInput({ ...initial, ...(type === 'text' ? freeText : {}) });
  if (type === 'multi') return multiSelect({ options, placeholder, ...(many ? { initial: many } : {}) });
  return type === 'scale7' ? staticSelect({ options, placeholder, ...initial }) : radio({ options, ...initial });
}

const freeText = { multiline: true, maxLength: commentMaxLength } as const;

function initialOf(given: string | readonly string[] | undefined): { one?: string; many?: readonly string[] } {
  if (given === undefined) return {};
  return typeof given === 'string' ? { one: given } : { many: given };
}

function commentField(form: AnswersForm, language: Language): Block {
  const texts = textsFor(language).form;
  const given = form.given.comment;
  return field({
    name: fieldOf.comment,
    label: texts.comment,
    hint: texts.commentHint,
    optional: true,
    element: textInput({
      multiline: true,
      maxLength: commentMaxLength,
      ...(typeof given === 'string' ? { initial: given } : {}),
    }),
  });
}
