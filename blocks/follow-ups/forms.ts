import { field, section, textInput } from '#blocks/kit/elements.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal } from '#blocks/kit/modal.ts';
import type { ModalView } from '#core/surface.ts';
import { noteMaxLength, resultMaxLength } from '#features/follow-ups/schemas.ts';
import type { Title } from '#features/follow-ups/schemas.ts';
import { callbackIds } from './ids.ts';
import { staffTexts } from './staff-texts.ts';
import { textsFor, titleText } from './texts.ts';

export interface ShownForm {
  followUpId: string;
  title: Title;
  partnerVisible: boolean;
}

/** Done, or not done: one sentence for the partner, a note for us. */
export function closingForm(closing: 'finish' | 'decline', shown: ShownForm): ModalView {
  const label = closing === 'finish' ? staffTexts.resultLabel : staffTexts.reasonLabel;
  return modal({
    callbackId: callbackIds[closing],
    title: staffTexts.formTitle[closing],
    submit: staffTexts.submit,
    close: staffTexts.close,
    metadata: encodeMetadata({ followUpId: shown.followUpId }),
    blocks: [
      section(staffTexts.cardTitle(shown.followUpId, titleText(shown.title, textsFor('en')))),
      field({
        name: 'sentence',
        label,
        element: textInput({ multiline: true, maxLength: resultMaxLength }),
        hint: shown.partnerVisible ? staffTexts.sentenceHint : staffTexts.internalHint,
      }),
      field({
        name: 'note',
        label: staffTexts.noteLabel,
        element: textInput({ multiline: true, maxLength: noteMaxLength }),
        hint: staffTexts.noteHint,
        optional: true,
      }),
    ],
  });
}

/** Field → text for the problems of a submitted form. */
export function fieldErrors(problems: readonly { field: string; code: string }[]): Readonly<Record<string, string>> {
  const { fieldErrors: words } = textsFor('en');
  return Object.fromEntries(problems.map(({ field: name, code }) => [name, words[code] ?? words['required'] ?? '']));
}
