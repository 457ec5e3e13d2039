import { minorDigits } from '#core/money.ts';
import type { Money } from '#core/money.ts';
import type { DealCells, DealColumn } from '../import/deal-columns.ts';
import type { Deal } from '../schemas.ts';

/** A deal as one line of a file: what the import reads, so that both can be compared; empty cells are left out. */
export function dealCells(deal: Deal): DealCells {
  const all = { ...identityOf(deal), ...customerOf(deal), ...opportunityOf(deal), ...stateOf(deal) };
  const filled = Object.entries(all).map(([column, cell]) => [column, inOneForm(cell ?? '')] as const);
  return Object.fromEntries(filled.filter(([, cell]) => cell !== ''));
}

type Cells = { readonly [Column in DealColumn]?: string | null };

function identityOf({ externalRef, dealId, partnerId, scenario }: Deal): Cells {
  return { externalRef, dealId, partner: partnerId, scenario: scenario ? 'yes' : '' };
}

function customerOf({ details }: Deal): Cells {
  const { noWebsiteReason, division, industry, contactName, contactTitle, contactEmail, contactPhone } = details;
  return {
    ...{ noWebsiteReason, division, industry, contactName, contactTitle, contactEmail, contactPhone },
    customer: details.customerLegalName,
    domain: details.customerDomain,
    country: details.customerCountry,
    city: details.customerCity,
    taxId: details.customerTaxId,
  };
}

function opportunityOf({ details, amountUsd }: Deal): Cells {
  const { useCase, amountType, termMonths, expectedCloseOn, stage, source, interactionType, interactionOn } = details;
  const { competitors, incumbentPartner, tenderPublishedOn, vendorContact, otherPartners, distributor } = details;
  return {
    ...{ useCase, amountType, expectedCloseOn, stage, source, interactionType, interactionOn },
    ...{ competitors, incumbentPartner, tenderPublishedOn, vendorContact, otherPartners, distributor },
    type: details.registrationType,
    products: details.products.join(';'),
    amount: decimalOf(details.estimatedAmount),
    currency: details.estimatedAmount.currency,
    amountUsd: amountUsd === null ? '' : decimalOf(amountUsd),
    termMonths: termMonths === null ? '' : String(termMonths),
    helpNeeded: details.helpNeeded.join(';'),
    dealOwner: details.dealOwner.name,
  };
}

function stateOf(deal: Deal): Cells {
  const {
    status,
    decision,
    protection,
    protectedUntilOn,
    extensions,
    nextStep,
    nextStepOn,
    win,
    closedReason,
    credit,
  } = deal;
  const asked = deal.infoRequests.findLast(({ answeredAt }) => answeredAt === null);
  return {
    ...{ status, protectedUntilOn, nextStep, nextStepOn, closedReason, credit },
    submittedAt: momentOf(deal.completeAt),
    decidedAt: momentOf(decision?.at),
    rejectReason: decision?.reasonCode ?? '',
    partnerText: decision?.partnerText ?? '',
    asCoSell: decision?.asCoSell ? 'yes' : '',
    extensions: extensions
      .filter(({ outcome }) => outcome !== 'declined')
      .map(extensionCell)
      .join(';'),
    meetingOn: protection?.meetingOn ?? '',
    proofOn: protection?.proofOn ?? '',
    lastUpdateAt: momentOf(deal.lastUpdateAt),
    question: asked?.question ?? '',
    askedAt: momentOf(asked?.askedAt),
    contractOn: win?.contractOn ?? '',
    wonAmount: win === null ? '' : decimalOf(win.amount),
    closedAt: momentOf(deal.closedAt),
  };
}

function extensionCell({ requestedAt, decidedAt, previousEndsOn, endsOn }: Deal['extensions'][number]): string {
  return [momentOf(requestedAt), momentOf(decidedAt), previousEndsOn, endsOn ?? ''].join('|');
}

/** A noon in UTC is the day that an import once read (`deal-rows.ts`). */
function momentOf(at: Date | null | undefined): string {
  return at ? at.toISOString().replace('T12:00:00.000Z', '') : '';
}

/** `48000.50`, in yen `48000`: the decimals of the currency and nothing else, whatever the reader's country. */
function decimalOf({ amountMinor, currency }: Money): string {
  const digits = minorDigits(currency);
  const text = String(amountMinor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** As it comes back from a file: line ends and spaces around are no news. */
function inOneForm(cell: string): string {
  return cell.replace(/\r\n?/g, '\n').trim();
}
