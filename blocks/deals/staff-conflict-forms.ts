import { datePicker, field, option, section, staticSelect, textInput } from '#blocks/kit/elements.ts';
import type { ModalView } from '#core/surface.ts';
import { fieldLimits } from '#features/deals/field-schemas.ts';
import { resolutions } from '#features/deals/state-schemas.ts';
import { findingLines } from './finding-lines.ts';
import type { ShownFinding } from './finding-lines.ts';
import { form as formTexts } from './form-texts.en.ts';
import { chosen, noteLength, partnerTextField, staffModal } from './staff-forms.ts';
import type { StaffDeal } from './staff-forms.ts';
import { staffTexts } from './staff-texts.ts';
import { nameText } from './words.ts';

const texts = staffTexts.forms;
const mostParties = 100;

/** Operations settle one finding, with both sides before their eyes (domain §18 J9). */
export function resolveForm(
  deal: StaffDeal,
  finding: ShownFinding,
  about: { zone: string; evidence: number },
): ModalView {
  const metadata = { class: finding.class, subjectId: finding.subjectId };
  const blocks = [
    section(findingLines(finding, about)),
    field({ name: 'outcome', label: texts.resolution, element: chosen(resolutions, texts.resolutions, null) }),
    field({
      name: 'note',
      label: texts.internalNote,
      hint: texts.internalNoteHint,
      element: textInput({ multiline: true, maxLength: noteLength }),
    }),
  ];
  return staffModal('resolve', texts.resolveTitle(finding.class), texts.resolve, deal, blocks, metadata);
}

/** A customer's letter (C15). `parties`: who stands on either side of the findings, this partner first. */
export function letterForm(
  deal: StaffDeal,
  parties: readonly { partnerId: string; name: string }[],
  partnerText: string,
): ModalView {
  const options = parties
    .slice(0, mostParties)
    .map(({ partnerId, name }) => option(nameText(`${name} (${partnerId})`, 75), partnerId));
  return staffModal('letter', texts.letterTitle, texts.save, deal, [
    section(texts.letterIntro),
    field({
      name: 'chosenPartner',
      label: texts.chosenPartner,
      optional: true,
      element: staticSelect({ options, placeholder: formTexts.choose }),
    }),
    field({
      name: 'otherPartner',
      label: texts.otherPartner,
      hint: texts.otherPartnerHint,
      optional: true,
      element: textInput({ maxLength: 20 }),
    }),
    field({ name: 'receivedOn', label: texts.receivedOn, element: datePicker() }),
    field({ name: 'ref', label: texts.letterRef, element: textInput({ maxLength: fieldLimits.evidence }) }),
    partnerTextField({ label: texts.loserText, initial: partnerText }),
  ]);
}
