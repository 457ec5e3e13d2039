import { actions, button, context, section } from '#blocks/kit/elements.ts';
import { message } from '#blocks/kit/message.ts';
import type { Reader } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { Money } from '#core/money.ts';
import type { Block, Element, RenderedMessage } from '#core/surface.ts';
import type { ProposalParams, RegistrationParams } from '#features/deals/message-schemas.ts';
import { actionIds } from './ids.ts';
import { textsFor } from './texts.ts';
import { amountText, dayText, listText, momentText, nameText } from './words.ts';

/** The root of a registration's thread: how it stands now, in one line, with what can be done. */
export function registrationMessage(params: RegistrationParams, { language }: Reader): RenderedMessage {
  const { choices, thread } = textsFor(language);
  const state = params.status === 'approved' && params.isExtended ? 'extended' : params.status;
  const text = [thread.root[state](params.dealId, factsOf(params, language)), ...promises(params, language)].join(' ');
  const stage = choices.stages[params.stage];
  const on = params.expectedCloseOn;
  const progress = on === null ? thread.stageOnly(stage) : thread.progress(stage, dayText(on, language));
  return message({
    text,
    blocks: [
      section(text),
      ...(isOpen(params) ? [context(progress)] : []),
      ...buttonRow(rootButtons(params, language)),
    ],
  });
}

/** Filled in by our staff; a tap by the partner submits it. */
export function proposalMessage(params: ProposalParams, { language }: Reader): RenderedMessage {
  const { proposal, buttons } = textsFor(language).thread;
  const facts = factsOf(params, language);
  if (params.state !== 'open') {
    const text = proposal[params.state](facts);
    return message({ text, blocks: [section(text)] });
  }
  const text = proposal.open(nameText(params.proposedByName), facts, dayText(params.expiresOn, language));
  const value = params.proposalId;
  const row = [
    button({ actionId: actionIds.confirmProposal, text: buttons.confirm, value, style: 'primary' }),
    button({ actionId: actionIds.declineProposal, text: buttons.decline, value }),
  ];
  return message({ text, blocks: [section(text), context(proposal.consent), actions(...row)] });
}

function factsOf(of: { customer: string; products: readonly string[]; amount: Money }, language: Language): string {
  const { facts } = textsFor(language).thread;
  return facts(nameText(of.customer), listText(of.products), amountText(of.amount, language));
}

function promises(params: RegistrationParams, language: Language): string[] {
  const { thread } = textsFor(language);
  const { decisionDueAt, isOverdue, protectedUntilOn, reviewerName, zone } = params;
  const words = isOverdue ? thread.decisionOverdue : thread.decisionBy;
  if (params.status === 'approved')
    return protectedUntilOn === null ? [] : [thread.protectedUntil(dayText(protectedUntilOn, language))];
  if (!isOpen(params)) return [];
  return [
    ...(decisionDueAt === null ? [] : [words(momentText(decisionDueAt, zone, language))]),
    ...(reviewerName === null ? [] : [thread.reviewer(nameText(reviewerName))]),
  ];
}

function isOpen({ status }: Pick<RegistrationParams, 'status'>): boolean {
  return status === 'submitted' || status === 'in_review' || status === 'info_needed' || status === 'approved';
}

function rootButtons({ status, dealId: value }: RegistrationParams, language: Language) {
  const { buttons } = textsFor(language).thread;
  const view = button({ actionId: actionIds.view, text: buttons.view, value });
  const note = button({ actionId: actionIds.note, text: buttons.note, value });
  const withdraw = button({ actionId: actionIds.withdraw, text: buttons.withdraw, value });
  const answer = button({ actionId: actionIds.answer, text: buttons.answer, value, style: 'primary' });
  const update = button({ actionId: actionIds.update, text: buttons.update, value });
  switch (status) {
    case 'submitted':
    case 'in_review':
      return [view, note, withdraw];
    case 'info_needed':
      return [answer, view, withdraw];
    case 'approved':
      return [update, view];
    default:
      return [view];
  }
}

export function buttonRow(buttons: readonly Element[]): Block[] {
  return buttons.length === 0 ? [] : [actions(...(buttons as ReturnType<typeof button>[]))];
}
