import { button, section } from '#blocks/kit/elements.ts';
import { modal } from '#blocks/kit/modal.ts';
import type { Money } from '#core/money.ts';
import type { Block, ModalView } from '#core/surface.ts';
import type { DealStatus } from '#features/deals/state-schemas.ts';
import { callbackIds, staffActionIds } from './ids.ts';
import { staffTexts } from './staff-texts.ts';
import { amountText, nameText } from './words.ts';

export interface ShownQueueLine {
  dealId: string;
  customer: string;
  partnerName: string;
  usedPercent: number;
  bucket: string;
  approverName: string | null;
  openClasses: readonly string[];
}

const mostLines = 20;
const mostHomeLines = 5;

/**
 * `/partner deals`: how old everything undecided is, then the lines (domain §4.7). A modal, since the command may be
 * typed in a channel that a partner reads.
 */
export function queueModal(lines: readonly ShownQueueLine[]): ModalView {
  if (lines.length === 0) return shown([section(staffTexts.queueEmpty)]);
  const buckets = Object.keys(staffTexts.buckets).flatMap((bucket) => {
    const count = lines.filter((line) => line.bucket === bucket).length;
    return count === 0 ? [] : [staffTexts.bucketLine(staffTexts.buckets[bucket] ?? bucket, count)];
  });
  const head = `${staffTexts.queueTitle}\n${buckets.join(' · ')}`;
  return shown([section(head), ...lineSections(lines, mostLines, staffActionIds.openFromQueue)]);
}

export function dealsOfPartnerModal(
  partnerId: string,
  deals: readonly { dealId: string; customer: string; status: DealStatus; amount: Money }[],
): ModalView {
  const name = nameText(partnerId);
  if (deals.length === 0) return shown([section(staffTexts.ofPartnerEmpty(name))]);
  const lines = deals.slice(0, mostLines).map(({ dealId, customer, status, amount }) => {
    const words = staffTexts.statuses[status] ?? status;
    const text = staffTexts.ofPartnerLine(dealId, nameText(customer), words, amountText(amount, 'en'));
    return section(text, openButton(staffActionIds.openFromQueue, dealId));
  });
  return shown([section(staffTexts.ofPartnerTitle(name)), ...lines]);
}

/** What waits for this member of staff, in App Home. */
export function staffSection(lines: readonly ShownQueueLine[]): readonly Block[] {
  if (lines.length === 0) return [];
  return [section(staffTexts.homeTitle), ...lineSections(lines, mostHomeLines, staffActionIds.openFromHome)];
}

function lineSections(lines: readonly ShownQueueLine[], most: number, actionId: string): Block[] {
  return [
    ...lines.slice(0, most).map((line) => section(lineText(line), openButton(actionId, line.dealId))),
    ...(lines.length > most ? [section(staffTexts.more(lines.length - most))] : []),
  ];
}

function openButton(actionId: string, value: string) {
  return button({ actionId, text: staffTexts.buttons.open, value });
}

function shown(blocks: readonly Block[]): ModalView {
  return modal({
    callbackId: callbackIds.shown,
    title: staffTexts.queueModalTitle,
    close: staffTexts.forms.close,
    blocks,
  });
}

function lineText(line: ShownQueueLine): string {
  const { dealId, customer, partnerName, usedPercent, approverName, openClasses } = line;
  const approver = approverName === null ? staffTexts.nobody : nameText(approverName);
  const text = staffTexts.queueLine(dealId, nameText(customer), nameText(partnerName), usedPercent, approver);
  return openClasses.length === 0 ? text : `${text} · ${staffTexts.openClasses(openClasses.join(', '))}`;
}
