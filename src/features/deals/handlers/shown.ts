import type { OpenedDeal } from '#blocks/deals/deal-modal.ts';
import type { ShownDeal } from '#blocks/deals/list.ts';
import type { ShownQueueLine } from '#blocks/deals/queue.ts';
import type { StaffDeal } from '#blocks/deals/staff-forms.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { Outlook } from '../outlook-schemas.ts';
import { promiseOf } from '../rules/clock.ts';
import { pendingExtension } from '../rules/extension.ts';
import { displayStatusOf } from '../rules/states.ts';
import type { Deal } from '../schemas.ts';
import type { QueueLine } from '../service/reading-verbs.ts';

/** A deal as its own partner sees it: nothing of findings, reasons or notes. */
export function shownDeal(deal: Deal, zone: string): ShownDeal {
  const { details, clock } = deal;
  const asked = deal.status === 'info_needed' ? deal.infoRequests.findLast(({ answer }) => answer === null) : undefined;
  const promise = promiseOf(clock);
  return {
    dealId: deal.dealId,
    version: deal.version,
    customer: details.customerLegalName,
    status: deal.status,
    isExtended: displayStatusOf(deal) === 'extended',
    products: details.products,
    amount: details.estimatedAmount,
    stage: details.stage,
    expectedCloseOn: details.expectedCloseOn,
    nextStep: deal.nextStep,
    protectedUntilOn: deal.protectedUntilOn,
    decisionDueAt: promise?.at ?? null,
    isOverdue: promise?.isOver ?? false,
    question: asked === undefined ? null : { byName: asked.askedByName, question: asked.question },
    answerBy: asked?.answerBy ?? null,
    lastUpdateOn: deal.lastUpdateAt === null ? null : localDateOf(deal.lastUpdateAt, zone),
    partnerText: deal.status === 'rejected' ? (deal.decision?.partnerText ?? null) : null,
    isExtensionPending: pendingExtension(deal) !== null,
  };
}

/** The same, opened: with what can be done about it now. */
export function openedDeal({ deal, outlook }: { deal: Deal; outlook: Outlook }, zone: string): OpenedDeal {
  const { closedAt, reinstatement, status } = deal;
  return {
    ...shownDeal(deal, zone),
    ...outlook,
    closedOn: closedAt === null ? null : localDateOf(closedAt, zone),
    reinstatementDueAt: status === 'expired' ? (reinstatement?.answerBy ?? null) : null,
  };
}

export function staffDeal(deal: Deal, partnerName: string): StaffDeal {
  const { dealId, version, details } = deal;
  return { dealId, version, customer: details.customerLegalName, partnerName, amount: details.estimatedAmount };
}

export function shownLine({ deal, ...line }: QueueLine): ShownQueueLine {
  const { dealId, details } = deal;
  return { ...line, dealId, customer: details.customerLegalName };
}
