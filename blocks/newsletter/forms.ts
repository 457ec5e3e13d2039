import { checkboxes, field, option, staticSelect, textInput } from '#blocks/kit/elements.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal } from '#blocks/kit/modal.ts';
import type { ModalView } from '#core/surface.ts';
import { agreed } from '#features/newsletter/form-schemas.ts';
import type { SeenMetadata } from '#features/newsletter/form-schemas.ts';
import { itemKinds, labelMaxLength, textMaxLength, urlMaxLength } from '#features/newsletter/schemas.ts';
import type { Issue } from '#features/newsletter/schemas.ts';
import { callbackIds } from './ids.ts';
import { staffTexts } from './staff-texts.ts';
import { textsFor } from './texts.ts';

/** A new item, or one to change; its place among the others is chosen here, too. */
export function itemForm({ items }: Issue, seen: SeenMetadata): ModalView {
  const index = items.findIndex(({ itemId }) => itemId === seen.itemId);
  const item = items[index];
  const places = index < 0 ? items.length + 1 : items.length;
  const { kinds } = textsFor('en');
  return modal({
    callbackId: callbackIds.item,
    title: staffTexts.itemTitle,
    submit: staffTexts.save,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ ...seen }),
    blocks: [
      field({
        name: 'kind',
        label: staffTexts.kind,
        element: staticSelect({
          options: itemKinds.map((kind) => option(kinds[kind] ?? kind, kind)),
          initial: item?.kind ?? itemKinds[0],
        }),
      }),
      field({
        name: 'en',
        label: staffTexts.text,
        element: longText(item?.en, textMaxLength),
        hint: staffTexts.textHint,
      }),
      field({
        name: 'de',
        label: staffTexts.german,
        element: longText(item?.de, textMaxLength),
        hint: staffTexts.germanHint,
        optional: true,
      }),
      urlField(item?.url, staffTexts.url, staffTexts.urlHint),
      field({
        name: 'position',
        label: staffTexts.position,
        element: staticSelect({
          options: Array.from({ length: places }, (_none, n) => option(String(n + 1), String(n + 1))),
          initial: String(index < 0 ? places : index + 1),
        }),
      }),
      field({
        name: 'winPartnerId',
        label: staffTexts.winPartner,
        element: textInput({ maxLength: 20, ...initial(item?.win?.partnerId) }),
        hint: staffTexts.winPartnerHint,
        optional: true,
      }),
      field({
        name: 'consent',
        label: staffTexts.consent,
        element: checkboxes({
          options: [option(staffTexts.consentBox, agreed)],
          initial: item?.win ? [agreed] : [],
        }),
        optional: true,
      }),
    ],
  });
}

export function callForm({ call }: Issue, seen: SeenMetadata): ModalView {
  return modal({
    callbackId: callbackIds.call,
    title: staffTexts.callTitle,
    submit: staffTexts.save,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ ...seen }),
    blocks: [
      field({
        name: 'en',
        label: staffTexts.callLabel,
        element: textInput({ maxLength: labelMaxLength, ...initial(call?.en) }),
        hint: staffTexts.callLabelHint,
        optional: true,
      }),
      field({
        name: 'de',
        label: staffTexts.callGerman,
        element: textInput({ maxLength: labelMaxLength, ...initial(call?.de) }),
        optional: true,
      }),
      urlField(call?.url, staffTexts.callUrl, staffTexts.callUrlHint),
    ],
  });
}

/** Field → text for the problems of a submitted form. */
export function fieldErrors(problems: readonly { field: string; code: string }[]): Readonly<Record<string, string>> {
  const { fieldErrors: words } = textsFor('en');
  return Object.fromEntries(problems.map(({ field: name, code }) => [name, words[code] ?? words['required'] ?? '']));
}

function longText(text: string | null | undefined, maxLength: number) {
  return textInput({ multiline: true, maxLength, ...initial(text) });
}

function urlField(url: string | null | undefined, label: string, hint: string) {
  return field({
    name: 'url',
    label,
    element: textInput({ maxLength: urlMaxLength, ...initial(url) }),
    hint,
    optional: true,
  });
}

function initial(text: string | null | undefined): { initial?: string } {
  return text ? { initial: text } : {};
}
