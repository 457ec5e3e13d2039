import type { OwnerFunction, RuleId } from '../schemas.ts';
import { choicesOf, isFilled, measureOfQuestion, scoreOf } from './answers.ts';
import type { AnswerGiven, Measure, RuleFacts } from './answers.ts';
import { blockersOfSeveral, plainBlockers, severeBlockers } from './blockers.ts';
import { titled } from './items.ts';
import type { Finding, FollowUpItem } from './items.ts';

interface Rule {
  id: RuleId;
  measure: Measure;
  owner: OwnerFunction;
  businessDays: number;
  /** What the partner may not see: triggers, other partners, notes on people. */
  internal?: true;
  find(answer: AnswerGiven, facts: RuleFacts): readonly Finding[];
}

/** Choices of C2, C4 and W2 that ask for something, and who can give it. */
export const helpOwners: Readonly<Record<string, OwnerFunction>> = {
  need_help: 'pm',
  demo_help: 'solutions_engineering',
  pricing: 'deal_desk',
  collateral: 'partner_marketing',
  training: 'partner_ops',
  intro: 'pm',
  technical: 'solutions_engineering',
  exec_intro: 'pm',
  marketing: 'partner_marketing',
  legal: 'legal',
};

/** A drop against the mean of fewer answers says little. */
const fewestEarlierCsat = 2;

/** R1 to R16 of domain §3.4. */
export const ruleTable: readonly Rule[] = [
  {
    id: 'R1',
    measure: 'csat',
    owner: 'pm',
    businessDays: 1,
    find: (answer, { tier }) =>
      when(within(answer, 1, 2), { title: titled('call'), copies: tier === 'strategic' ? ['pm_lead'] : [] }),
  },
  {
    id: 'R2',
    measure: 'csat',
    owner: 'pm',
    businessDays: 3,
    find: (answer) => when(within(answer, 3, 3), { title: titled('word') }),
  },
  {
    id: 'R3',
    measure: 'csat',
    owner: 'pm',
    businessDays: 3,
    internal: true,
    find: (answer, { earlierCsat = [] }) =>
      when(hasDropped(scoreOf(answer), earlierCsat), { title: titled('satisfaction_drop'), kind: 'trigger' }),
  },
  {
    id: 'R4',
    measure: 'nps',
    owner: 'pm',
    businessDays: 2,
    internal: true,
    find: (answer, { tier }) =>
      when(within(answer, 0, 6), { title: titled('detractor'), copies: tier === 'strategic' ? ['vp'] : [] }),
  },
  {
    id: 'R5',
    measure: 'nps',
    owner: 'partner_marketing',
    businessDays: 10,
    internal: true,
    find: (answer) => when(within(answer, 9, 10) && answer.consent === true, { title: titled('advocacy') }),
  },
  {
    id: 'R6',
    measure: 'blocker',
    owner: 'pm',
    businessDays: 1,
    find: severeBlockers,
  },
  {
    id: 'R7',
    measure: 'blocker',
    owner: 'pm',
    businessDays: 3,
    find: plainBlockers,
  },
  {
    id: 'R8',
    measure: 'blocker',
    owner: 'partner_ops',
    businessDays: 5,
    internal: true,
    find: blockersOfSeveral,
  },
  {
    id: 'R9',
    measure: 'promise',
    owner: 'pm',
    businessDays: 2,
    find: (answer) => when(isFilled(answer), { title: titled('promise') }),
  },
  {
    id: 'R10',
    measure: 'stance',
    owner: 'deal_owner',
    businessDays: 2,
    internal: true,
    find: (answer) => dealClosed(answer),
  },
  {
    id: 'R11',
    measure: 'stance',
    owner: 'pm',
    businessDays: 2,
    internal: true,
    find: (answer, { earlierStance = {} }) =>
      when(answer.value === 'at_risk' && earlierStance[answer.dealId ?? ''] === 'at_risk', {
        title: titled('deal_help', answer.dealId === undefined ? {} : { dealId: answer.dealId }),
      }),
  },
  {
    id: 'R12',
    measure: 'effort',
    owner: 'partner_ops',
    businessDays: 3,
    find: (answer) => when(within(answer, 1, 3), { title: titled('effort') }),
  },
  {
    id: 'R13',
    measure: 'help',
    owner: 'pm',
    businessDays: 2,
    find: (answer) =>
      choicesOf(answer).flatMap((topic) => {
        const owner = helpOwners[topic];
        return owner === undefined ? [] : [{ title: titled('help', { topic }), owner, subject: topic }];
      }),
  },
  {
    id: 'R14',
    measure: 'capacity',
    owner: 'pm',
    businessDays: 5,
    internal: true,
    find: (answer) => when(answer.value === 'full' || answer.value === 'no', { title: titled('capacity') }),
  },
  {
    id: 'R15',
    measure: 'people',
    owner: 'pm',
    businessDays: 3,
    internal: true,
    find: (answer) => when(isFilled(answer), { title: titled('people_change') }),
  },
  {
    id: 'R16',
    measure: 'numbers',
    owner: 'partner_ops',
    businessDays: 3,
    find: (answer) => when(answer.value === 'no', { title: titled('numbers') }),
  },
];

/** Everything that the rules ask for, from all answers of one occurrence as they now stand. */
export function itemsFrom(
  occurrenceKey: string,
  answers: readonly AnswerGiven[],
  facts: RuleFacts,
): readonly FollowUpItem[] {
  return answers.flatMap((answer) =>
    ruleTable
      .filter((rule) => rule.measure === measureOfQuestion(answer.questionId))
      .flatMap((rule) => rule.find(answer, facts).map((finding) => itemOf(rule, finding, occurrenceKey, answer))),
  );
}

function itemOf(rule: Rule, finding: Finding, occurrenceKey: string, answer: AnswerGiven): FollowUpItem {
  const { subject = answer.dealId ?? '', ...said } = finding;
  const { questionId, answerVersion } = answer;
  return {
    rule: rule.id,
    kind: 'task',
    side: 'vendor',
    owner: rule.owner,
    handOverTo: null,
    copies: [],
    due: { businessDays: rule.businessDays },
    partnerVisible: rule.internal !== true,
    source: { occurrenceKey, questionId, answerVersion, subject },
    ...said,
  };
}

function dealClosed(answer: AnswerGiven): readonly Finding[] {
  const { value: outcome, dealId } = answer;
  if (outcome !== 'won' && outcome !== 'lost') return [];
  const title = titled('deal_closed', { outcome, ...(dealId === undefined ? {} : { dealId }) });
  return [{ title, side: 'partner', handOverTo: 'pm' }];
}

/** Without fractions: the mean of n answers less this one is at least one. */
function hasDropped(score: number | null, earlier: readonly number[]): boolean {
  if (score === null || earlier.length < fewestEarlierCsat) return false;
  return earlier.reduce((sum, value) => sum + value, 0) - score * earlier.length >= earlier.length;
}

function within(answer: AnswerGiven, least: number, most: number): boolean {
  const score = scoreOf(answer);
  return score !== null && score >= least && score <= most;
}

function when(condition: boolean, finding: Finding): readonly Finding[] {
  return condition ? [finding] : [];
}
