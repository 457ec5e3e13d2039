import { datePicker, field, multiSelect, option, radio, staticSelect, textInput } from '#blocks/kit/elements.ts';
import type { Language } from '#core/language.ts';
import type { Block } from '#core/surface.ts';
import { commentMaxLength, dayFieldOf, fieldNameOf, hasDay, stepMaxLength } from '#features/check-ins/form-schemas.ts';
import type { FormAsk } from '#features/check-ins/form-schemas.ts';
import { questionShapes } from '#features/check-ins/question-schemas.ts';
import { choicesOf, questionText, textsFor } from './texts.ts';
import type { Texts } from './texts.en.ts';

/** A question of the form in its wording. */
export interface FieldAsk extends FormAsk {
  version: number;
}

export type GivenValues = Readonly<Record<string, string | readonly string[]>>;

/** More choices than these stand in a list that opens; beside each other deals and goals leave less room. */
const mostRadios = { once: 6, ofItem: 5 } as const;

/** One question as its input; a step brings the day along. What belongs to a deal or goal may always be left out. */
export function questionFields(ask: FieldAsk, given: GivenValues, language: Language): readonly Block[] {
  const texts = textsFor(language);
  const name = fieldNameOf(ask);
  const optional = ask.index !== null || !ask.required;
  const hint = hintOf(ask, texts);
  const input = field({
    name,
    label: questionText(texts, ask.questionId, ask.version),
    optional,
    element: inputOf(ask, given[name], texts),
    ...(hint === null ? {} : { hint }),
  });
  if (!hasDay(ask)) return [input];
  const day = given[dayFieldOf(ask)];
  const picker = datePicker(typeof day === 'string' ? { initial: day } : {});
  return [input, field({ name: dayFieldOf(ask), label: texts.form.stepDay, optional, element: picker })];
}

function inputOf(ask: FieldAsk, given: string | readonly string[] | undefined, texts: Texts) {
  const one = typeof given === 'string' && given !== '' ? { initial: given } : {};
  const many = given !== undefined && typeof given !== 'string' ? { initial: given } : {};
  const { type } = questionShapes[ask.questionId];
  const words = ask.choices ? Object.fromEntries(ask.choices.map((choice) => [choice, choice])) : null;
  const options = Object.entries(words ?? choicesOf(texts, ask.questionId)).map(([value, text]) => option(text, value));
  const placeholder = texts.form.choose;
  if (type === 'date') return datePicker(one);
  if (type === 'multi') return multiSelect({ options, placeholder, ...many });
  if (options.length > 0) {
    const most = ask.index === null ? mostRadios.once : mostRadios.ofItem;
    const isShort = options.length <= most && ask.choices === undefined;
    return isShort ? radio({ options, ...one }) : staticSelect({ options, placeholder, ...one });
  }
  if (type === 'deal_update') return textInput({ ...one, maxLength: stepMaxLength });
  return textInput({ ...one, ...(type === 'text' ? { multiline: true, maxLength: commentMaxLength } : {}) });
}

function hintOf({ questionId }: FieldAsk, texts: Texts): string | null {
  return questionShapes[questionId].type === 'money' ? texts.form.moneyHint : null;
}
