import { actions, button, context, divider, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { modal } from '#blocks/kit/modal.ts';
import { formatDateWithWeekday } from '#core/calendar/format.ts';
import type { Block, ModalView } from '#core/surface.ts';
import type { Issue, Item } from '#features/newsletter/schemas.ts';
import { mostItems } from '#features/newsletter/schemas.ts';
import { actionIds, callbackIds } from './ids.ts';
import { itemLine } from './lines.ts';
import { staffTexts } from './staff-texts.ts';
import { textsFor } from './texts.ts';
import { moment } from '#blocks/kit/when.ts';

export interface ShownIssue {
  issue: Issue;
  dates: { approveBy: Date; zone: string; goesOutOn: string };
  clicked: number;
  mayEdit: boolean;
  maySubmit: boolean;
  mayApprove: boolean;
  mayWithdraw: boolean;
  /** Name of who approved it. */
  approvedByName: string | null;
}

/** The value of a button that acts on this version: `2027-Q1/3/<item>`. */
export type ValueOf = (itemId: string | null) => string;

/** The issue with everything that this colleague may do with it now (domain §2.2, §2.3). */
export function issueModal(shown: ShownIssue, value: ValueOf): ModalView {
  const { issue } = shown;
  return modal({
    callbackId: callbackIds.issue,
    title: staffTexts.title(issue.issueKey),
    close: staffTexts.close,
    blocks: [
      section(headOf(shown)),
      ...notesOf(shown),
      divider(),
      ...itemsOf(shown, value),
      ...buttonsOf(shown, value),
    ],
  });
}

/** As partners see it in both languages, with a way back. */
export function previewModal({ issue }: ShownIssue, value: ValueOf): ModalView {
  const inLanguage = (language: 'en' | 'de'): string =>
    [staffTexts.previewIn[language], ...issue.items.map((item) => itemLine(item, language))].join('\n');
  const label = (language: 'en' | 'de'): string =>
    issue.call === null
      ? ''
      : `[ ${escapeText(language === 'de' ? (issue.call.de ?? issue.call.en) : issue.call.en)} ]`;
  return modal({
    callbackId: callbackIds.preview,
    title: staffTexts.previewTitle,
    close: staffTexts.close,
    blocks: [
      section(`${inLanguage('en')}\n${label('en')}`.trim()),
      section(`${inLanguage('de')}\n${label('de')}`.trim()),
      context(staffTexts.previewOwn),
      actions(button({ actionId: actionIds.back, text: staffTexts.back, value: value(null) })),
    ],
  });
}

function headOf({ issue, dates }: ShownIssue): string {
  const on = formatDateWithWeekday(dates.goesOutOn, 'en-GB');
  return staffTexts.head[issue.state](moment(dates.approveBy, dates.zone, 'en'), on);
}

function notesOf({ issue, dates, clicked, approvedByName }: ShownIssue): readonly Block[] {
  const notes = [
    ...(issue.approvedAt !== null && issue.state === 'approved'
      ? [staffTexts.signed(nameText(approvedByName), moment(issue.approvedAt, dates.zone, 'en'))]
      : []),
    ...(clicked > 0 ? [staffTexts.clicked(clicked)] : []),
  ];
  return notes.length === 0 ? [] : [context(...notes)];
}

function itemsOf({ issue, mayEdit }: ShownIssue, value: ValueOf): readonly Block[] {
  if (issue.items.length === 0) return [section(staffTexts.empty)];
  return issue.items.flatMap((item, n) => [
    section(itemText(item, n)),
    ...(mayEdit ? [actions(editButton(item, value), removeButton(item, value))] : []),
  ]);
}

function itemText({ kind, en, de, win }: Item, n: number): string {
  const german = de === null ? staffTexts.noGerman : staffTexts.germanToo(escapeText(de, 1000, { singleLine: true }));
  const kindText = textsFor('en').kinds[kind] ?? '';
  const lines = [staffTexts.itemLine(n + 1, kindText, escapeText(en, 1000, { singleLine: true })), german];
  return [...lines, ...(win === null ? [] : [staffTexts.win(win.partnerId)])].join('\n');
}

function editButton({ itemId }: Item, value: ValueOf) {
  return button({ actionId: actionIds.edit, text: staffTexts.edit, value: value(itemId) });
}

function removeButton({ itemId }: Item, value: ValueOf) {
  const { removeTitle: title, removeText: text, remove: confirm, keep: deny } = staffTexts;
  return button({
    actionId: actionIds.remove,
    text: staffTexts.remove,
    value: value(itemId),
    confirm: { title, text, confirm, deny },
  });
}

function buttonsOf(shown: ShownIssue, value: ValueOf): readonly Block[] {
  const { issue, mayEdit } = shown;
  const own = value(null);
  const writing = mayEdit
    ? [
        ...(issue.items.length < mostItems
          ? [button({ actionId: actionIds.add, text: staffTexts.add, value: own })]
          : []),
        button({ actionId: actionIds.call, text: staffTexts.call, value: own }),
      ]
    : [];
  const preview =
    issue.items.length > 0 ? [button({ actionId: actionIds.preview, text: staffTexts.preview, value: own })] : [];
  const rest = [...preview, ...decidingButtons(shown, own)];
  return [
    section(callText(issue)),
    ...(writing.length > 0 ? [actions(...writing)] : []),
    ...(rest.length > 0 ? [actions(...rest)] : []),
  ];
}

function decidingButtons({ maySubmit, mayApprove, mayWithdraw }: ShownIssue, value: string) {
  const { withdrawTitle: title, withdrawText: text, withdraw: confirm, keep: deny } = staffTexts;
  const asked = { title, text, confirm, deny };
  return [
    ...(maySubmit
      ? [button({ actionId: actionIds.submit, text: staffTexts.submit, value, style: 'primary' as const })]
      : []),
    ...(mayApprove
      ? [button({ actionId: actionIds.approve, text: staffTexts.approve, value, style: 'primary' as const })]
      : []),
    ...(mayWithdraw
      ? [button({ actionId: actionIds.withdraw, text: staffTexts.withdraw, value, confirm: asked })]
      : []),
  ];
}

function callText({ call }: Issue): string {
  if (call === null) return staffTexts.noCall;
  const label = escapeText([call.en, call.de].filter((text) => text !== null).join(' / '), 300, { singleLine: true });
  return staffTexts.callLine(label, call.url === null ? staffTexts.callAsksUs : escapeText(call.url));
}

function nameText(name: string | null): string {
  return name === null ? staffTexts.someone : escapeText(name, 60, { singleLine: true });
}
