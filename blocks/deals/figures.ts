import { context, section } from '#blocks/kit/elements.ts';
import { modal } from '#blocks/kit/modal.ts';
import type { ModalView } from '#core/surface.ts';
import type { DealKpis, Share, Spread } from '#features/deals/figure-schemas.ts';
import { callbackIds } from './ids.ts';
import { staffTexts } from './staff-texts.ts';
import { figureTexts } from './figure-texts.ts';
import { amountText, momentText, nameText } from './words.ts';

export interface ShownFigures {
  /** null: of the whole programme. */
  partnerId: string | null;
  label: string;
  asOf: Date;
  zone: string;
  kpis: DealKpis;
}

const hourMinutes = 60;

/** `/partner deals figures`: the figures of domain §4.13 with what we aim at. */
export function figuresModal({ partnerId, label, asOf, zone, kpis }: ShownFigures): ModalView {
  const title = figureTexts.title(nameText(label), partnerId === null ? null : nameText(partnerId));
  return modal({
    callbackId: callbackIds.shown,
    title: figureTexts.modalTitle,
    close: staffTexts.forms.close,
    blocks: [
      section(title),
      section(decidingLines(kpis).join('\n')),
      section(outcomeLines(kpis).join('\n')),
      context(figureTexts.asOf(momentText(asOf, zone, 'en'))),
    ],
  });
}

function decidingLines(kpis: DealKpis): string[] {
  const { lines, aims } = figureTexts;
  return [
    lines.submitted(kpis.submitted),
    lines.triaged(shareText(kpis.triagedInTime), aims.always),
    lines.firstContact(spreadText(kpis.firstContact), shareText(kpis.firstContactInTime)),
    lines.decision(spreadText(kpis.decision), aims.decision),
    lines.decidedInTime(shareText(kpis.decidedInTime), aims.decidedInTime),
    lines.infoNeeded(shareText(kpis.infoNeededRate), aims.infoNeeded),
    lines.conflict(shareText(kpis.conflictRate), aims.conflict),
  ];
}

function outcomeLines(kpis: DealKpis): string[] {
  const { lines, aims } = figureTexts;
  const usd = amountText({ amountMinor: kpis.protectedUsdMinor, currency: 'USD' }, 'en');
  return [
    lines.approval(shareText(kpis.approvalRate), aims.approval),
    lines.conversion(shareText(kpis.conversion), aims.conversion),
    lines.expiry(shareText(kpis.expiryRate), aims.expiry),
    lines.daysToWin(kpis.daysToWin),
    lines.protected(usd, kpis.protectedWithoutRate),
  ];
}

/** `95.2 % (20 of 21)`; a dash where there is nothing to share. */
function shareText({ part, whole, basisPoints }: Share): string {
  return basisPoints === null ? figureTexts.none : figureTexts.share((basisPoints / 100).toFixed(1), part, whole);
}

function spreadText({ count, median, p90 }: Spread): string {
  if (count === 0 || median === null || p90 === null) return figureTexts.none;
  return figureTexts.spread((median / hourMinutes).toFixed(1), (p90 / hourMinutes).toFixed(1));
}
