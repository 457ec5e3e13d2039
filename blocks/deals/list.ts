import { button, context, section } from '#blocks/kit/elements.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { Language } from '#core/language.ts';
import type { ModalView } from '#core/surface.ts';
import type { DealStatus } from '#features/deals/state-schemas.ts';
import { actionIds, callbackIds } from './ids.ts';
import type { FormDeal } from './partner-forms.ts';
import { textsFor } from './texts.ts';
import { dayText, momentText, nameText } from './words.ts';

/** One registration as its own partner sees it. */
export interface ShownDeal extends FormDeal {
  status: DealStatus;
  isExtended: boolean;
  products: readonly string[];
  decisionDueAt: Date | null;
  /** That has passed, and so has a new time. */
  isOverdue: boolean;
  answerBy: string | null;
  lastUpdateOn: string | null;
  partnerText: string | null;
  isExtensionPending: boolean;
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
          dealLine(deal, zone, language),
          button({ actionId: actionIds.openFromList, text: list.open, value: deal.dealId }),
        ),
      ),
      ...(deals.length > mostShown ? [context(list.onlyLatest(mostShown))] : []),
    ],
  });
}

export function isOpen({ status }: Pick<ShownDeal, 'status'>): boolean {
  return status === 'submitted' || status === 'in_review' || status === 'info_needed' || status === 'approved';
}

/** `in review, decision by Wed 18 Nov 17:00 (Berlin)`. */
export function statusText(
  deal: Pick<ShownDeal, 'status' | 'isExtended' | 'protectedUntilOn' | 'decisionDueAt' | 'isOverdue'>,
  zone: string,
  language: Language,
): string {
  const { choices, list } = textsFor(language);
  const { status, protectedUntilOn, decisionDueAt } = deal;
  const words = choices.statuses[status === 'approved' && deal.isExtended ? 'extended' : status];
  if (status === 'approved' && protectedUntilOn !== null)
    return `${words}, ${list.until(dayText(protectedUntilOn, language))}`;
  const isUndecided = status === 'submitted' || status === 'in_review';
  const promise = deal.isOverdue ? list.overdue : list.due;
  return isUndecided && decisionDueAt !== null
    ? `${words}, ${promise(momentText(decisionDueAt, zone, language))}`
    : words;
}

/** `DR-2026-0142 *Elmstone Clinics*: in review, …`. */
export function dealLine(deal: ShownDeal, zone: string, language: Language): string {
  const { home } = textsFor(language);
  return home.line(deal.dealId, nameText(deal.customer), statusText(deal, zone, language)).replace(/^• /, '');
}
