import { context, field, section, textInput } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { Language } from '#core/language.ts';
import type { Block, ModalView } from '#core/surface.ts';
import { commentMaxLength, fieldOf } from '#features/check-ins/form-schemas.ts';
import type { AskedItem } from '#features/check-ins/schemas.ts';
import { questionFields } from './form-fields.ts';
import type { FieldAsk, GivenValues } from './form-fields.ts';
import { callbackIds } from './ids.ts';
import { overDay } from './left.ts';
import type { OverTouch } from './left.ts';
import { textsFor } from './texts.ts';
import { touchTitle } from './title.ts';
import type { TitledTouch } from './title.ts';
import { moment } from '#blocks/kit/when.ts';

export interface AnswersForm extends TitledTouch {
  occurrenceId: string;
  dueAt: Date;
  zone: string;
  asks: readonly FieldAsk[];
  items: readonly Pick<AskedItem, 'kind' | 'title' | 'ownerContactId'>[];
  /** Positions of the deals and goals asked about. */
  shown: readonly number[];
  /** With what is asked once. */
  isWhole: boolean;
  /** By field: what was answered so far, and what was filled in: never a scale (domain §3.1). */
  given: GivenValues;
}

const titleLength = 120;

/** Deals and goals one by one, then what is asked once, with what was answered already. */
export function answersForm(form: AnswersForm, language: Language): ModalView {
  const texts = textsFor(language).form;
  return modal({
    callbackId: callbackIds.answers,
    title: touchTitle(form, language),
    submit: texts.submit,
    close: texts.close,
    metadata: encodeMetadata({
      occurrenceId: form.occurrenceId,
      shown: form.shown.map(String),
      isWhole: form.isWhole,
    }),
    blocks: [
      context(introOf(form, language)),
      ...form.shown.flatMap((index) => itemBlocks(index, form, language)),
      ...form.asks.filter(({ index }) => index === null).flatMap((ask) => questionFields(ask, form.given, language)),
      commentField(form, language),
    ],
  });
}

/** Told when an answer came after closing: it is kept, but does not count. A form has no button to lead elsewhere. */
export function afterCloseView(over: OverTouch, language: Language): ModalView {
  const { left, form } = textsFor(language);
  const { length } = over.snapshot.items.filter(({ kind, closed }) => kind === 'deal' && closed === undefined);
  const text = length === 0 ? form.afterClose : left.overKept(overDay(over, language), length);
  return noticeModal({ title: form.closedTitle, text, close: form.ok });
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

function introOf(form: AnswersForm, language: Language): string {
  const texts = textsFor(language).form;
  const isOwned = form.shown.some((index) => (form.items[index]?.ownerContactId ?? null) !== null);
  const words = isOwned ? texts.introOwned : texts.intro;
  const intro = words(moment(form.dueAt, form.zone, language));
  return form.shown.length > 1 ? `${intro} ${texts.optionalItems}` : intro;
}

function itemBlocks(index: number, form: AnswersForm, language: Language): readonly Block[] {
  const item = form.items[index];
  if (item === undefined) return [];
  const number = form.items.slice(0, index + 1).filter(({ kind }) => kind === item.kind).length;
  const name = textsFor(language).item[item.kind](number);
  const asks = form.asks.filter((ask) => ask.index === index);
  return [
    section(`*${name}* ${escapeText(item.title, titleLength, { singleLine: true })}`),
    ...asks.flatMap((ask) => questionFields(ask, form.given, language)),
  ];
}

function commentField(form: AnswersForm, language: Language): Block {
  const texts = textsFor(language).form;
  const given = form.given[fieldOf.comment];
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
