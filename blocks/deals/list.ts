import { button, context, divider, section } from '#blocks/kit/elements.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { Language } from '#core/language.ts';
import type { Block, ModalView } from '#core/surface.ts';
import type { DealStatus } from '#features/deals/state-schemas.ts';
import { actionIds, callbackIds } from './ids.ts';
import type { FormDeal } from './partner-forms.ts';
import { buttonRow } from './registration.ts';
import { textsFor } from './texts.ts';
import { amountText, dayText, listText, momentText, nameText } from './words.ts';

/** One registration as its own partner sees it. */
export interface ShownDeal extends FormDeal {
  status: DealStatus;
  isExtended: boolean;
  products: readonly string[];
  decisionDueAt: Date | null;
  answerBy: string | null;
  lastUpdateOn: string | null;
  partnerText: string | null;
  isExtensionPending: boolean;
  mayTakeUp: boolean;
}

const mostShown = 20;

/** "My deals": open ones first, each with its button. */
export function listModal(deals: readonly ShownDeal[], zone: string, language: Language): ModalView {
  const { form, list } = textsFor(language);
  if (deals.length === 0) return noticeModal({ title: list.title, text: list.empty, close: form.close });
  const open = deals.filter(isOpen);
  const shown = [...open, ...deals.filter((deal) => !isOpen(deal))].slice(0, mostShown);
  return modal({
    callbackId: callbackIds.shown,
    title: list.title,
    close: form.close,
    blocks: [
      context(list.intro(open.length)),
      ...shown.map((deal) =>
        section(
          lineOf(deal, zone, language),
          button({ actionId: actionIds.openFromList, text: list.open, value: deal.dealId }),
        ),
      ),
      ...(deals.length > mostShown ? [context(list.onlyLatest(mostShown))] : []),
    ],
  });
}

/** One registration with everything that can be done about it. */
export function dealModal(deal: ShownDeal, zone: string, language: Language): ModalView {
  const { choices, form, list, thread } = textsFor(language);
  const facts = thread.facts(nameText(deal.customer), listText(deal.products), amountText(deal.amount, language));
  const closeOn = deal.expectedCloseOn;
  const stage = choices.stages[deal.stage];
  const lines = [
    closeOn === null ? stage : thread.progress(stage, dayText(closeOn, language)),
    ...(deal.nextStep === null ? [] : [list.nextStep(nameText(deal.nextStep, 300))]),
    ...(deal.lastUpdateOn === null ? [] : [list.lastUpdate(dayText(deal.lastUpdateOn, language))]),
    ...(deal.question === null || deal.answerBy === null
      ? []
      : [
          list.question(
            nameText(deal.question.byName),
            nameText(deal.question.question, 600),
            dayText(deal.answerBy, language),
          ),
        ]),
    ...(deal.partnerText === null ? [] : [list.reason(nameText(deal.partnerText, 600))]),
    ...(deal.isExtensionPending ? [list.extensionPending] : []),
  ];
  return modal({
    callbackId: callbackIds.shown,
    title: deal.dealId,
    close: form.close,
    blocks: [
      section(`${statusText(deal, zone, language)}\n${facts}`),
      section(lines.join('\n')),
      ...buttonsOf(deal, language),
    ],
  });
}

export function isOpen({ status }: Pick<ShownDeal, 'status'>): boolean {
  return status === 'submitted' || status === 'in_review' || status === 'info_needed' || status === 'approved';
}

/** `in review, decision by Wed 18 Nov 17:00 (Berlin)`. */
export function statusText(
  deal: Pick<ShownDeal, 'status' | 'isExtended' | 'protectedUntilOn' | 'decisionDueAt'>,
  zone: string,
  language: Language,
): string {
  const { choices, list } = textsFor(language);
  const { status, protectedUntilOn, decisionDueAt } = deal;
  const words = choices.statuses[status === 'approved' && deal.isExtended ? 'extended' : status];
  if (status === 'approved' && protectedUntilOn !== null)
    return `${words}, ${list.until(dayText(protectedUntilOn, language))}`;
  const isUndecided = status === 'submitted' || status === 'in_review';
  return isUndecided && decisionDueAt !== null
    ? `${words}, ${list.due(momentText(decisionDueAt, zone, language))}`
    : words;
}

function lineOf(deal: ShownDeal, zone: string, language: Language): string {
  const { home } = textsFor(language);
  return home.line(deal.dealId, nameText(deal.customer), statusText(deal, zone, language)).replace(/^• /, '');
}

function buttonsOf(deal: ShownDeal, language: Language): Block[] {
  const { buttons } = textsFor(language).thread;
  const value = deal.dealId;
  const make = (
    name: 'answer' | 'update' | 'extend' | 'won' | 'lost' | 'note' | 'withdraw' | 'takeUp',
    style?: 'primary',
  ) => button({ actionId: actionIds[name], text: buttons[name], value, ...(style === undefined ? {} : { style }) });
  const row = rowOf(deal, make);
  return row.length === 0 ? [] : [divider(), ...buttonRow(row)];
}

function rowOf<Made>(
  { status, isExtensionPending, mayTakeUp }: ShownDeal,
  make: (
    name: 'answer' | 'update' | 'extend' | 'won' | 'lost' | 'note' | 'withdraw' | 'takeUp',
    style?: 'primary',
  ) => Made,
): Made[] {
  switch (status) {
    case 'submitted':
    case 'in_review':
      return [make('note'), make('withdraw')];
    case 'info_needed':
      return [make('answer', 'primary'), make('note'), make('withdraw')];
    case 'approved':
      return [
        make('update', 'primary'),
        ...(isExtensionPending ? [] : [make('extend')]),
        make('won'),
        make('lost'),
        make('note'),
        make('withdraw'),
      ];
    case 'rejected':
      return mayTakeUp ? [make('takeUp', 'primary')] : [];
    default:
      return [];
  }
}
