import { button, divider, section } from '#blocks/kit/elements.ts';
import { modal } from '#blocks/kit/modal.ts';
import type { Language } from '#core/language.ts';
import type { Block, Element, ModalView } from '#core/surface.ts';
import type { Outlook, PartnerStep } from '#features/deals/outlook-schemas.ts';
import type { DealStatus } from '#features/deals/state-schemas.ts';
import { actionIds, callbackIds } from './ids.ts';
import { statusText } from './list.ts';
import type { ShownDeal } from './list.ts';
import { milestoneLines } from './milestones.ts';
import { buttonRow } from './registration.ts';
import { textsFor } from './texts.ts';
import { again, askPartnerManager } from './thread.ts';
import { amountText, dayText, listText, momentText, nameText } from './words.ts';

/** One registration with what can be done about it now. */
export interface OpenedDeal extends ShownDeal, Outlook {
  closedOn: string | null;
  /** Asked for back; the answer is promised by then. */
  reinstatementDueAt: Date | null;
}

const noteLength = 600;
/** Another registration of the same customer is the way on. */
const endedForGood: readonly DealStatus[] = ['withdrawn', 'expired', 'lost'];
/** In these the buttons are about the work itself, so nobody need be asked. */
const inWork: readonly DealStatus[] = ['submitted', 'in_review', 'info_needed'];

/** `lead`: first of all, e.g. why a button of an old message does nothing now. */
export function dealModal(deal: OpenedDeal, zone: string, language: Language, lead?: string): ModalView {
  const { form, thread } = textsFor(language);
  const facts = thread.facts(nameText(deal.customer), listText(deal.products), amountText(deal.amount, language));
  return modal({
    callbackId: callbackIds.shown,
    title: deal.dealId,
    close: form.close,
    blocks: [
      ...(lead === undefined ? [] : [section(lead)]),
      section(`${statusText(deal, zone, language)}\n${facts}`),
      section(lines(deal, zone, language).join('\n')),
      ...milestoneBlocks(deal, language),
      ...buttonBlocks(deal, language),
    ],
  });
}

function lines(deal: OpenedDeal, zone: string, language: Language): readonly string[] {
  const { choices, list, outlook, thread } = textsFor(language);
  const { expectedCloseOn, question, answerBy, reinstatementDueAt } = deal;
  const day = (date: string) => dayText(date, language);
  const stage = choices.stages[deal.stage];
  const lines: readonly (string | null)[] = [
    expectedCloseOn === null ? stage : thread.progress(stage, day(expectedCloseOn)),
    deal.nextStep === null ? null : list.nextStep(nameText(deal.nextStep, noteLength / 2)),
    deal.lastUpdateOn === null ? null : list.lastUpdate(day(deal.lastUpdateOn)),
    question === null || answerBy === null
      ? null
      : list.question(nameText(question.byName), nameText(question.question, noteLength), day(answerBy)),
    deal.partnerText === null ? null : list.reason(nameText(deal.partnerText, noteLength)),
    deal.isExtensionPending ? list.extensionPending : null,
    reinstatementDueAt === null ? null : outlook.reinstatementAsked(momentText(reinstatementDueAt, zone, language)),
  ];
  return lines.filter((line) => line !== null);
}

function milestoneBlocks({ milestones }: OpenedDeal, language: Language): Block[] {
  if (milestones === null) return [];
  const { outlook } = textsFor(language);
  return [section([outlook.milestonesTitle, ...milestoneLines(milestones, language)].join('\n'))];
}

function buttonBlocks(deal: OpenedDeal, language: Language): Block[] {
  const { status, steps, contactName, extensions } = deal;
  const isUsedUp = extensions !== null && extensions.used >= extensions.most;
  const asks = status === 'approved' ? isUsedUp : !inWork.includes(status);
  const row: readonly Element[] = [
    ...steps.map((step, index) => stepButton(step, index === 0, deal, language)),
    ...(endedForGood.includes(status) ? [again(language)] : []),
    ...(asks ? [askPartnerManager(deal.dealId, contactName, language)] : []),
  ];
  return row.length === 0 ? [] : [divider(), ...buttonRow(row)];
}

const primarySteps: readonly PartnerStep[] = ['answer', 'update', 'takeUp', 'reinstate'];

function stepButton(step: PartnerStep, isFirst: boolean, { dealId, status }: OpenedDeal, language: Language): Element {
  const { buttons } = textsFor(language).thread;
  const isRefused = status === 'rejected' || status === 'revoked';
  const text = step === 'note' && isRefused ? buttons.evidence : buttons[step];
  const style = isFirst && primarySteps.includes(step) ? { style: 'primary' as const } : {};
  return button({ actionId: actionIds[step], text, value: dealId, ...style });
}
