import {
  checkboxes,
  context,
  datePicker,
  field,
  option,
  radio,
  section,
  staticSelect,
  textInput,
} from '#blocks/kit/elements.ts';
import { escapeText, plainText } from '#blocks/kit/escape.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { Language } from '#core/language.ts';
import type { Block, ModalView } from '#core/surface.ts';
import {
  attendeesMaxLength,
  commitmentsMaxLength,
  decisionsMaxLength,
  reasonMaxLength,
} from '#features/business-reviews/form-schemas.ts';
import type { FieldProblem } from '#features/business-reviews/form-schemas.ts';
import type { Commitment } from '#features/business-reviews/schemas.ts';
import { callbackIds } from './ids.ts';
import { staffTexts } from './staff-texts.ts';
import { textsFor } from './texts.ts';
import { moment } from '#blocks/kit/when.ts';

const texts = staffTexts.minutesForm;

export interface ShownMinutes {
  reviewId: string;
  partnerId: string;
  partnerName: string;
  meetingAt: Date;
  zone: string;
  /** What was typed before, field by field. */
  fields: Readonly<Record<string, string>>;
}

/** Minutes and commitments, with the draft in it (domain §8.5). */
export function minutesForm(shown: ShownMinutes): ModalView {
  const { fields } = shown;
  const written = (name: string, label: string, max: number, hint?: string): Block =>
    field({
      name,
      label,
      element: textInput({
        multiline: name !== 'attendees',
        maxLength: max,
        initial: (fields[name] ?? '').slice(0, max),
        ...(hint === undefined ? {} : { placeholder: texts.linePlaceholder }),
      }),
      optional: true,
      ...(hint === undefined ? {} : { hint }),
    });
  const choice = (
    name: string,
    label: string,
    choices: readonly (readonly [string, string])[],
    initial: string,
  ): Block =>
    field({
      name,
      label,
      element: radio({
        options: choices.map(([value, text]) => option(text, value)),
        initial: fields[name] ?? initial,
      }),
    });
  const nextOn = fields['nextOn'];
  const partner = staffTexts.partner(escapeText(shown.partnerName, 80, { singleLine: true }), shown.partnerId);
  return modal({
    callbackId: callbackIds.minutes,
    title: texts.title,
    submit: texts.submit,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ reviewId: shown.reviewId }),
    blocks: [
      section(texts.about(partner, moment(shown.meetingAt, shown.zone, 'en'))),
      choice(
        'held',
        texts.held,
        [
          ['yes', texts.yes],
          ['no', texts.no],
        ],
        'yes',
      ),
      written('attendees', texts.attendees, attendeesMaxLength),
      written('decisions', texts.decisions, decisionsMaxLength),
      written('ours', texts.ours, commitmentsMaxLength, texts.lineHint),
      written('theirs', texts.theirs, commitmentsMaxLength, texts.lineHint),
      field({
        name: 'nextOn',
        label: texts.nextOn,
        element: datePicker(nextOn === undefined ? {} : { initial: nextOn }),
        optional: true,
      }),
      choice(
        'finish',
        texts.finish,
        [
          ['publish', texts.publish],
          ['draft', texts.draft],
        ],
        'publish',
      ),
    ],
  });
}

/** Which commitments are done; both sides read it. */
export function progressForm(shown: {
  reviewId: string;
  partnerId: string;
  partnerName: string;
  commitments: readonly Commitment[];
}): ModalView {
  const { progressForm: words } = staffTexts;
  const options = shown.commitments.map(({ side, text, commitmentId }) =>
    option(words.option(words[side], plainText(text, 68)), commitmentId),
  );
  const initial = shown.commitments.filter(({ kept }) => kept).map(({ commitmentId }) => commitmentId);
  const partner = staffTexts.partner(escapeText(shown.partnerName, 80, { singleLine: true }), shown.partnerId);
  return modal({
    callbackId: callbackIds.progress,
    title: words.title,
    submit: words.submit,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ reviewId: shown.reviewId }),
    blocks: [
      section(words.about(partner)),
      field({
        name: 'kept',
        label: words.done,
        element: checkboxes({ options, initial }),
        optional: true,
        hint: words.hint,
      }),
    ],
  });
}

/** Q8; a scale is never filled in beforehand (domain §3.1). */
export function surveyForm(reviewId: string, language: Language): ModalView {
  const { survey } = textsFor(language);
  const scores = Array.from({ length: 11 }, (_none, score) => String(score));
  const options = scores.map((score) => {
    const text = score === '0' ? survey.scoreLow(score) : score === '10' ? survey.scoreHigh(score) : score;
    return option(text, score);
  });
  return modal({
    callbackId: callbackIds.survey,
    title: survey.title,
    submit: survey.submit,
    close: survey.close,
    metadata: encodeMetadata({ reviewId }),
    blocks: [
      context(survey.intro),
      field({ name: 'score', label: survey.score, element: staticSelect({ options }), hint: survey.scoreHint }),
      field({
        name: 'reason',
        label: survey.reason,
        element: textInput({ multiline: true, maxLength: reasonMaxLength }),
        optional: true,
      }),
      field({
        name: 'consent',
        label: survey.consent,
        element: checkboxes({ options: [option(survey.mayContact, 'yes')] }),
        optional: true,
      }),
    ],
  });
}

export function surveyThanks(language: Language): ModalView {
  const { survey } = textsFor(language);
  return noticeModal({ callbackId: callbackIds.notice, title: survey.title, text: survey.thanks, close: survey.close });
}

/** Field → text for the problems of a submitted form. */
export function fieldErrors(problems: readonly FieldProblem[], language: Language): Readonly<Record<string, string>> {
  const { fieldErrors: words } = textsFor(language);
  return Object.fromEntries(
    problems.map(({ field: name, code, line }) => {
      const text = words[code] ?? words['required'] ?? '';
      return [name, line === undefined ? text : texts.line(line, text)] as const;
    }),
  );
}
