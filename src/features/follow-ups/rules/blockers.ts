import { monthKey } from '#core/calendar/dates.ts';
import type { BlockerCategory, OwnerFunction } from '../schemas.ts';
import { blockersOf } from './answers.ts';
import type { AnswerGiven, RuleFacts } from './answers.ts';
import { titled } from './items.ts';
import type { Finding } from './items.ts';

/** domain §3.6: who takes care of a blocker. A customer's delay is for information only. */
export const blockerOwners: Readonly<Record<BlockerCategory, OwnerFunction | null>> = {
  product_gap: 'product_liaison',
  technical: 'solutions_engineering',
  pricing: 'deal_desk',
  legal_contract: 'legal',
  competitor: 'pm',
  customer_delay: null,
  enablement: 'partner_ops',
  marketing_leads: 'partner_marketing',
  our_response: 'pm_lead',
  channel_conflict: 'partner_ops',
  payout_claim: 'finance',
  resourcing_partner: 'pm',
  other: 'pm',
};

const bigDealUsdMinor = 100_000_00;
/** With this one. */
const partnersForAnIssue = 3;
/** R6: an escalation for each category of a severe blocker. */
export function severeBlockers(answer: AnswerGiven, facts: RuleFacts): readonly Finding[] {
  return isSevere(answer, facts) ? ownedBlockers(answer).map((category) => severeBlocker(category, answer)) : [];
}

/** R7: work for whoever takes care of each category. */
export function plainBlockers(answer: AnswerGiven, facts: RuleFacts): readonly Finding[] {
  return isSevere(answer, facts) ? [] : ownedBlockers(answer).map((category) => plainBlocker(category, answer, facts));
}

/** R8: what at least three partners met in 30 days is an issue of the programme. */
export function blockersOfSeveral(
  answer: AnswerGiven,
  { otherPartnersBlocked = {}, today }: RuleFacts,
): readonly Finding[] {
  return blockersOf(answer)
    .filter((category) => (otherPartnersBlocked[category] ?? 0) + 1 >= partnersForAnIssue)
    .map((category) => programmeIssue(category, today));
}

function severeBlocker(category: BlockerCategory, answer: AnswerGiven): Finding {
  const { dealId = '' } = answer;
  return {
    title: titled('deal_blocker', { category, dealId }),
    subject: `${dealId}.${category}`,
    kind: 'escalation',
    handOverTo: blockerOwners[category],
    due: { businessHours: 4 },
  };
}

function plainBlocker(category: BlockerCategory, { dealId }: AnswerGiven, { tier }: RuleFacts): Finding {
  return {
    title: titled('blocker', { category }),
    subject: dealId === undefined ? category : `${dealId}.${category}`,
    owner: blockerOwners[category] ?? 'pm',
    due: { businessDays: tier === 'strategic' ? 2 : 3 },
  };
}

/** Of the programme, once a month and category, whichever partner's answer made it three. */
function programmeIssue(category: BlockerCategory, today: string): Finding {
  return {
    title: titled('programme_blocker', { category }),
    kind: 'programme_issue',
    source: {
      occurrenceKey: `programme:${monthKey(today)}`,
      questionId: 'blocker',
      answerVersion: 1,
      subject: category,
    },
  };
}

/** High, and on a deal of a quarter of the partner's open pipeline or of $100K. */
function isSevere({ severity, dealId }: AnswerGiven, { deals = {} }: RuleFacts): boolean {
  const deal = deals[dealId ?? ''];
  if (severity !== 'high' || deal === undefined) return false;
  return deal.valueUsdMinor >= bigDealUsdMinor || deal.valueUsdMinor * 4 >= deal.pipelineUsdMinor;
}

function ownedBlockers(answer: AnswerGiven): readonly BlockerCategory[] {
  return blockersOf(answer).filter((category) => blockerOwners[category] !== null);
}
