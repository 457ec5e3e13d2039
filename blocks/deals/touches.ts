import { button } from '#blocks/kit/elements.ts';
import type { Reader } from '#core/interaction.ts';
import { nextStepText } from '#core/contributions/touch-content.ts';
import type { TouchItem } from '#core/contributions/touch-content.ts';
import type { Element, RenderedMessage } from '#core/surface.ts';
import type { ClosingParams } from '#features/deals/message-schemas.ts';
import type { DealMonth, DealReview, DealStanding, RegisterOffer } from '#features/deals/touch-schemas.ts';
import { actionIds } from './ids.ts';
import { textsFor } from './texts.ts';
import { pressing, reply } from './thread.ts';
import { amountText, dayText, nameText, weekdayText } from './words.ts';

const customerLength = 50;

/** Weekly: what changed. Otherwise the pipeline by stage, amounts of one currency added up (domain §2.3). */
export function reviewLines(params: DealReview, { language }: Reader): readonly string[] {
  const { choices, touches } = textsFor(language);
  const { touchId, approved, undecided, changed, stages } = params;
  const waiting = undecided === 0 ? [] : [touches.undecided(undecided)];
  if (touchId === 'weekly_deal_review') return [[touches.review(approved, changed), ...waiting].join(' · ')];
  const amounts = (totals: DealReview['stages'][number]['totals']) =>
    totals.map((total) => amountText(total, language)).join(' + ');
  const lines = stages.map(({ stage, count, totals }) => touches.stage(choices.stages[stage], count, amounts(totals)));
  return lines.length === 0 ? waiting : lines;
}

/** `Elmstone Clinics · EUR 48,000 · Proposal, 23 days · close 29 Jan 2027 · 9 days protected`. */
export function reviewItemLine(subjectId: string, { deals }: DealReview, { language }: Reader): string {
  const deal = deals.find(({ dealId }) => dealId === subjectId);
  if (deal === undefined) return nameText(subjectId);
  const { choices, touches } = textsFor(language);
  const { expectedCloseOn: closeOn, flags } = deal;
  const close = flags.includes('close_past') ? touches.closePast : touches.close;
  return [
    nameText(deal.customer, customerLength),
    amountText(deal.amount, language),
    touches.inStage(choices.stages[deal.stage], deal.daysInStage),
    ...(closeOn === null ? [] : [close(dayText(closeOn, language))]),
    touches.left(Math.max(0, deal.daysLeft)),
  ].join(' · ');
}

/** What is known of each is offered for confirming (D2, D3, D5). */
export function reviewItems({ deals }: DealReview): readonly TouchItem[] {
  return deals.map((deal) => {
    const { dealId, customer, nextStep, nextStepOn, expectedCloseOn, forecast, ownerContactId } = deal;
    const prefill = {
      ...(nextStep === null || nextStepOn === null ? {} : { D2: nextStepText({ on: nextStepOn, step: nextStep }) }),
      ...(expectedCloseOn === null ? {} : { D3: expectedCloseOn }),
      ...(forecast === null ? {} : { D5: forecast }),
    };
    return { subjectId: dealId, kind: 'deal', title: customer, ownerContactId, prefill };
  });
}

export function standingLine({ open, nextDecisionAt }: DealStanding, { language, zone }: Reader): string {
  const { touches } = textsFor(language);
  const next = nextDecisionAt === null ? [] : [touches.nextDecision(weekdayText(nextDecisionAt, zone, language))];
  return [touches.standing(open), ...next].join(', ');
}

export function monthLine(params: DealMonth, { language }: Reader): string {
  const { touches } = textsFor(language);
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const named = (['submitted', 'approved', 'won', 'lost'] as const).flatMap((kind) =>
    params[kind] === 0 ? [] : [touches[kind](params[kind])],
  );
  return touches.month(month.format(new Date(`${params.month}-01T00:00:00Z`)), named);
}

/** Instead of an empty review (domain §18 J3). */
export function offerLines({ nothingOpen }: RegisterOffer, { language }: Reader): readonly string[] {
  return nothingOpen ? [textsFor(language).touches.nothingOpen] : [];
}

/** Where a deal is changed when its review is closed. */
export function updateButton(dealId: string, { language }: Reader): Element {
  return pressing('update', 'update', { dealId }, language);
}

/** On every check-in (issue 5 item 1). */
export function registerButton({ partnerId }: RegisterOffer, { language }: Reader): Element {
  return button({ actionId: actionIds.registerFromCheckIn, text: textsFor(language).hub.register, value: partnerId });
}

/** What a review said is not yet a win or a loss. */
export function closingMessage(params: ClosingParams, { language }: Reader): RenderedMessage {
  const { outcome } = params;
  return reply(textsFor(language).touches.closing[outcome], [pressing(outcome, outcome, params, language, 'primary')]);
}
