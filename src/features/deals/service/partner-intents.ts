import type { Intent, Priority } from '#core/intent.ts';
import type { z } from 'zod';
import type { partnerMessages } from '../message-schemas.ts';
import type { RegistrationParams } from '../message-schemas.ts';
import { promiseOf } from '../rules/clock.ts';
import { messageKeyOf, rootKeyOf } from '../rules/keys.ts';
import { displayStatusOf } from '../rules/states.ts';
import type { Deal, DealProposal } from '../schemas.ts';
import { approverOf } from './context.ts';
import type { DealContext } from './context.ts';

const topic = 'deals';

type PartnerMessage = Exclude<keyof typeof partnerMessages, 'registration' | 'proposal'>;
type ParamsOf<Message extends PartnerMessage> = Omit<z.infer<(typeof partnerMessages)[Message]>, 'dealId' | 'customer'>;

/** The registration's root in the partner's channel, as it now stands; null where they have no channel. */
export function rootIntent(deal: Deal, context: DealContext, direct: boolean): Intent | null {
  if (deal.thread === null) return null;
  const { dealId, details, status, clock, protectedUntilOn } = deal;
  const promise = promiseOf(clock);
  const params: RegistrationParams = {
    dealId,
    customer: details.customerLegalName,
    zone: context.partner.zone,
    products: details.products,
    amount: details.estimatedAmount,
    status,
    isExtended: displayStatusOf(deal) === 'extended',
    stage: details.stage,
    expectedCloseOn: details.expectedCloseOn,
    reviewerName: approverOf(deal, context)?.name ?? null,
    decisionDueAt: promise?.at ?? null,
    isOverdue: promise?.isOver ?? false,
    protectedUntilOn: status === 'approved' ? protectedUntilOn : null,
  };
  return {
    ...toPartner(deal.partnerId, deal.thread.channelId, 'P1', direct),
    key: rootKeyOf(dealId),
    message: 'deals.registration',
    params,
  };
}

export interface Saying {
  /** Answers what the person just did: at once, whatever the hour (domain §2.6). */
  direct?: boolean;
  priority?: Priority;
  notAfter?: Date;
  /** Distinguishes several messages of one kind; the same again rewrites. */
  n?: number | string;
}

/** One reply under the registration's root; null where the partner has no channel. */
export function replyIntent<Message extends PartnerMessage>(
  deal: Deal,
  message: Message,
  params: ParamsOf<Message>,
  { direct = false, priority = 'P1', notAfter, n }: Saying = {},
): Intent | null {
  if (deal.thread === null) return null;
  const { dealId, details, partnerId, thread } = deal;
  return {
    ...toPartner(partnerId, thread.channelId, priority, direct),
    key: messageKeyOf(message, dealId, n),
    thread: { key: rootKeyOf(dealId) },
    message: `deals.${message}`,
    params: { dealId, customer: details.customerLegalName, ...params },
    notAfter: notAfter ?? null,
  };
}

/** To be confirmed by the partner with one tap; rewritten when it is settled. */
export function proposalIntent(proposal: DealProposal, expiresOn: string): Intent | null {
  if (proposal.thread === null) return null;
  const { proposalId, details, proposedByName, state, partnerId, thread } = proposal;
  return {
    ...toPartner(partnerId, thread.channelId, 'P1', false),
    key: thread.key,
    message: 'deals.proposal',
    params: {
      proposalId,
      customer: details.customerLegalName,
      products: details.products,
      amount: details.estimatedAmount,
      proposedByName,
      expiresOn,
      state,
    },
  };
}

function toPartner(partnerId: string, channelId: string, priority: Priority, direct: boolean) {
  return {
    partnerId,
    audience: 'partner' as const,
    to: { channelId },
    priority,
    direct,
    topic,
    notAfter: null as Date | null,
    mentions: [],
  };
}
