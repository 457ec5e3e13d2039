import { field, fileInput, textInput } from '#blocks/kit/elements.ts';
import type { Language } from '#core/language.ts';
import { noticeModal } from '#blocks/kit/modal.ts';
import type { Block, ModalView } from '#core/surface.ts';
import { fieldLimits, mostFilesInForm } from '#features/deals/field-schemas.ts';
import type { FormOptions } from '#features/deals/form-schemas.ts';
import { textsFor } from './texts.ts';

const documents = ['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'odt', 'ods', 'odp', 'txt', 'csv', 'eml', 'msg'];
const pictures = ['png', 'jpg', 'jpeg', 'gif', 'webp', 'heic'];

/** A field of another name for other kept files: Slack then shows it empty, and nothing counts twice. */
export function evidenceFileInput(kept: FormOptions['keptFiles']) {
  const actionId = ['evidenceFiles', ...kept.map(({ fileId }) => fileId)].join('.');
  return fileInput({ actionId, maxFiles: mostFilesInForm, fileTypes: [...documents, ...pictures] });
}

/** A link and files, both optional, for the small forms. */
export function evidenceFields(takesFiles: boolean, language: Language): Block[] {
  const { forms } = textsFor(language);
  return [
    field({
      name: 'evidence',
      label: forms.evidence,
      optional: true,
      element: textInput({ maxLength: fieldLimits.evidence }),
    }),
    ...(takesFiles ? [filesField(language)] : []),
  ];
}

function filesField(language: Language): Block {
  const { form } = textsFor(language);
  return field({
    name: 'evidenceFiles',
    label: form.labels.evidenceFiles,
    hint: form.hints['evidenceFiles'] ?? '',
    optional: true,
    element: evidenceFileInput([]),
  });
}

/** The note is in, a file is not: Slack did not answer when it was asked about it. */
export function noteKeptView(dealId: string, unseenFiles: number, language: Language): ModalView {
  const { form, forms } = textsFor(language);
  const text = forms.noteKept(dealId, form.filesUnseen(unseenFiles));
  return noticeModal({ title: forms.noteKeptTitle, text, close: forms.close });
}
