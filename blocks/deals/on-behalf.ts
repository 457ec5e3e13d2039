import { context } from '#blocks/kit/elements.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { ModalView } from '#core/surface.ts';
import { allFields, applies } from '#features/deals/form-schemas.ts';
import { callbackIds } from './ids.ts';
import { inputOf } from './form-inputs.ts';
import type { Filled } from './form-inputs.ts';
import { staffTexts } from './staff-texts.ts';
import { nameText } from './words.ts';

const texts = staffTexts.forms;

/** `/partner deal new`: everything on one page, without the consent, which only the partner can give (issue 5 item 1). */
export function onBehalfForm(partnerName: string, filled: Filled): ModalView {
  const { types, partnerId, distributors } = filled.options;
  const left = ['consent', 'evidenceFiles', 'keptFiles', ...(distributors.length === 0 ? ['distributor'] : [])];
  const names = allFields.filter((name) => !left.includes(name) && types.some((type) => applies(name, type)));
  return modal({
    callbackId: callbackIds.onBehalf,
    title: texts.onBehalfTitle,
    submit: texts.onBehalfSubmit,
    close: texts.close,
    metadata: encodeMetadata({ partnerId }),
    blocks: [context(texts.onBehalfIntro(nameText(partnerName))), ...names.map((name) => inputOf(name, filled, 'en'))],
  });
}

export function proposedView(partnerName: string): ModalView {
  return noticeModal({ title: texts.doneTitle, text: texts.proposed(nameText(partnerName)), close: texts.close });
}
