import { button, section } from '#blocks/kit/elements.ts';
import { message, notice } from '#blocks/kit/message.ts';
import type { Money } from '#core/money.ts';
import type { Block, RenderedMessage } from '#core/surface.ts';
import type { DealStatus } from '#features/deals/state-schemas.ts';
import { staffActionIds } from './ids.ts';
import { staffTexts } from './staff-texts.ts';
import { amountText, nameText } from './words.ts';

export interface ShownQueueLine {
  dealId: string;
  customer: string;
  partnerName: string;
  usedPercent: number;
  bucket: string;
  approverName: string | null;
}

const mostLines = 20;
const mostHomeLines = 5;

/** `/partner deals`: how old everything undecided is, then the lines (domain §4.7). */
export function queueMessage(lines: readonly ShownQueueLine[]): RenderedMessage {
  if (lines.length === 0) return notice(staffTexts.queueEmpty);
  const buckets = Object.keys(staffTexts.buckets).flatMap((bucket) => {
    const count = lines.filter((line) => line.bucket === bucket).length;
    return count === 0 ? [] : [staffTexts.bucketLine(staffTexts.buckets[bucket] ?? bucket, count)];
  });
  const head = `${staffTexts.queueTitle}\n${buckets.join(' · ')}`;
  return message({ text: head, blocks: [section(head), ...lineSections(lines, mostLines)] });
}

export function dealsOfPartnerMessage(
  partnerId: string,
  deals: readonly { dealId: string; customer: string; status: DealStatus; amount: Money }[],
): RenderedMessage {
  if (deals.length === 0) return notice(staffTexts.ofPartnerEmpty(nameText(partnerId)));
  const lines = deals
    .slice(0, mostLines)
    .map(({ dealId, customer, status, amount }) =>
      staffTexts.ofPartnerLine(
        dealId,
        nameText(customer),
        staffTexts.statuses[status] ?? status,
        amountText(amount, 'en'),
      ),
    );
  return notice([staffTexts.ofPartnerTitle(nameText(partnerId)), ...lines].join('\n'));
}

/** What waits for this member of staff, in App Home. */
export function staffSection(lines: readonly ShownQueueLine[]): readonly Block[] {
  if (lines.length === 0) return [];
  return [section(staffTexts.homeTitle), ...lineSections(lines, mostHomeLines)];
}

function lineSections(lines: readonly ShownQueueLine[], most: number): Block[] {
  return [
    ...lines
      .slice(0, most)
      .map((line) =>
        section(
          lineText(line),
          button({ actionId: staffActionIds.openFromHome, text: staffTexts.buttons.open, value: line.dealId }),
        ),
      ),
    ...(lines.length > most ? [section(staffTexts.more(lines.length - most))] : []),
  ];
}

function lineText({ dealId, customer, partnerName, usedPercent, approverName }: ShownQueueLine): string {
  const approver = approverName === null ? staffTexts.nobody : nameText(approverName);
  return staffTexts.queueLine(dealId, nameText(customer), nameText(partnerName), usedPercent, approver);
}
