import { describe, expect, test } from 'vitest';
import { blockerOwners } from '#features/follow-ups/rules/blockers.ts';
import type { AnswerGiven, RuleFacts } from '#features/follow-ups/rules/answers.ts';
import { helpOwners, itemsFrom, ruleTable } from '#features/follow-ups/rules/rule-table.ts';
import { blockerCategories } from '#core/blockers.ts';
import { answerRuleIds } from '#features/follow-ups/schemas.ts';
import type { RuleId } from '#features/follow-ups/schemas.ts';

const occurrenceKey = 'monthly_checkin:P-0016:2026-11';
const plain: RuleFacts = { tier: 'emerging', today: '2026-11-16' };
const deal = (valueUsdMinor: number, pipelineUsdMinor: number) => ({
  deals: { D: { valueUsdMinor, pipelineUsdMinor } },
});

interface Case {
  rule: RuleId;
  because: string;
  answer: Omit<AnswerGiven, 'answerVersion'>;
  facts?: Partial<RuleFacts>;
}

const severe = { questionId: 'D4', value: ['pricing'], severity: 'high', dealId: 'D' } as const;

const fires: readonly (Case & { expected: object })[] = [
  {
    rule: 'R1',
    because: 'CSAT 2',
    answer: { questionId: 'C1', value: '2' },
    expected: { owner: 'pm', due: { businessDays: 1 }, copies: [], partnerVisible: true },
  },
  {
    rule: 'R1',
    because: 'CSAT 1 of a strategic partner',
    answer: { questionId: 'M5', value: 1 },
    facts: { tier: 'strategic' },
    expected: { copies: ['pm_lead'] },
  },
  {
    rule: 'R2',
    because: 'CSAT 3',
    answer: { questionId: 'B4', value: '3' },
    expected: { owner: 'pm', due: { businessDays: 3 } },
  },
  {
    rule: 'R3',
    because: 'exactly one below the mean',
    answer: { questionId: 'C1', value: '4' },
    facts: { earlierCsat: [5, 5, 5] },
    expected: { kind: 'trigger', owner: 'pm', due: { businessDays: 3 }, partnerVisible: false },
  },
  {
    rule: 'R4',
    because: 'NPS 6',
    answer: { questionId: 'Q8', value: 6 },
    expected: { owner: 'pm', due: { businessDays: 2 }, copies: [], partnerVisible: false },
  },
  {
    rule: 'R4',
    because: 'NPS 0 of a strategic partner',
    answer: { questionId: 'Q8', value: 0 },
    facts: { tier: 'strategic' },
    expected: { copies: ['vp'] },
  },
  {
    rule: 'R5',
    because: 'NPS 9 with consent',
    answer: { questionId: 'Q8', value: 9, consent: true },
    expected: { owner: 'partner_marketing', due: { businessDays: 10 } },
  },
  {
    rule: 'R6',
    because: 'high on a deal of $100K',
    answer: severe,
    facts: deal(100_000_00, 900_000_00),
    expected: { kind: 'escalation', owner: 'pm', handOverTo: 'deal_desk', due: { businessHours: 4 } },
  },
  {
    rule: 'R6',
    because: 'high on a quarter of the pipeline',
    answer: severe,
    facts: deal(25_00, 100_00),
    expected: { kind: 'escalation' },
  },
  {
    rule: 'R7',
    because: 'a blocker',
    answer: { questionId: 'C3', value: ['technical'] },
    expected: { owner: 'solutions_engineering', due: { businessDays: 3 } },
  },
  {
    rule: 'R7',
    because: 'a blocker of a strategic partner',
    answer: { questionId: 'M3', value: 'legal_contract' },
    facts: { tier: 'strategic' },
    expected: { owner: 'legal', due: { businessDays: 2 } },
  },
  {
    rule: 'R7',
    because: 'high on a small deal',
    answer: severe,
    facts: deal(24_99, 100_00),
    expected: { owner: 'deal_desk' },
  },
  {
    rule: 'R8',
    because: 'the third partner',
    answer: { questionId: 'C3', value: ['pricing'] },
    facts: { otherPartnersBlocked: { pricing: 2 } },
    expected: {
      kind: 'programme_issue',
      owner: 'partner_ops',
      due: { businessDays: 5 },
      partnerVisible: false,
      source: { occurrenceKey: 'programme:2026-11', questionId: 'blocker', answerVersion: 1, subject: 'pricing' },
    },
  },
  {
    rule: 'R9',
    because: 'something promised',
    answer: { questionId: 'M4', value: 'the demo kit' },
    expected: { owner: 'pm', side: 'vendor', due: { businessDays: 2 } },
  },
  {
    rule: 'R10',
    because: 'won',
    answer: { questionId: 'D1', value: 'won', dealId: 'D' },
    expected: { owner: 'deal_owner', side: 'partner', handOverTo: 'pm', due: { businessDays: 2 } },
  },
  {
    rule: 'R10',
    because: 'lost',
    answer: { questionId: 'D1', value: 'lost', dealId: 'D' },
    expected: { title: { key: 'deal_closed', params: { outcome: 'lost', dealId: 'D' } } },
  },
  {
    rule: 'R11',
    because: 'at risk again',
    answer: { questionId: 'D1', value: 'at_risk', dealId: 'D' },
    facts: { earlierStance: { D: 'at_risk' } },
    expected: { owner: 'pm', due: { businessDays: 2 } },
  },
  {
    rule: 'R12',
    because: 'effort 3',
    answer: { questionId: 'PES', value: 3 },
    expected: { owner: 'partner_ops', due: { businessDays: 3 } },
  },
  {
    rule: 'R13',
    because: 'help with a prospect',
    answer: { questionId: 'C2', value: 'need_help' },
    expected: { owner: 'pm', due: { businessDays: 2 } },
  },
  {
    rule: 'R13',
    because: 'a demo',
    answer: { questionId: 'C4', value: 'demo_help' },
    expected: { owner: 'solutions_engineering' },
  },
  { rule: 'R13', because: 'legal help', answer: { questionId: 'W2', value: 'legal' }, expected: { owner: 'legal' } },
  {
    rule: 'R14',
    because: 'full',
    answer: { questionId: 'S1', value: 'full' },
    expected: { owner: 'pm', due: { businessDays: 5 } },
  },
  {
    rule: 'R14',
    because: 'no people',
    answer: { questionId: 'B3', value: 'no' },
    expected: { owner: 'pm', partnerVisible: false },
  },
  {
    rule: 'R15',
    because: 'people changed',
    answer: { questionId: 'Q4', value: 'Eve left' },
    expected: { owner: 'pm', due: { businessDays: 3 } },
  },
  {
    rule: 'R16',
    because: 'the numbers are wrong',
    answer: { questionId: 'M1', value: 'no' },
    expected: { owner: 'partner_ops', due: { businessDays: 3 } },
  },
];

const silent: readonly Case[] = [
  { rule: 'R1', because: 'CSAT 3', answer: { questionId: 'C1', value: '3' } },
  { rule: 'R1', because: 'a score of another scale', answer: { questionId: 'Q8', value: 1 } },
  { rule: 'R1', because: 'no score at all', answer: { questionId: 'C1', value: '' } },
  { rule: 'R2', because: 'CSAT 4', answer: { questionId: 'C1', value: '4' } },
  {
    rule: 'R3',
    because: 'less than one below',
    answer: { questionId: 'C1', value: '4' },
    facts: { earlierCsat: [5, 5, 4] },
  },
  { rule: 'R3', because: 'one earlier answer', answer: { questionId: 'C1', value: '1' }, facts: { earlierCsat: [5] } },
  { rule: 'R3', because: 'no history', answer: { questionId: 'C1', value: '1' } },
  { rule: 'R4', because: 'NPS 7', answer: { questionId: 'Q8', value: 7 } },
  { rule: 'R5', because: 'no consent', answer: { questionId: 'Q8', value: 10 } },
  { rule: 'R5', because: 'NPS 8', answer: { questionId: 'Q8', value: 8, consent: true } },
  {
    rule: 'R6',
    because: 'only medium',
    answer: { ...severe, severity: 'medium' },
    facts: deal(100_000_00, 100_000_00),
  },
  { rule: 'R6', because: 'a small deal', answer: severe, facts: deal(24_99, 100_00) },
  { rule: 'R6', because: 'the deal is unknown', answer: severe },
  { rule: 'R7', because: 'the customer takes time', answer: { questionId: 'C3', value: ['customer_delay'] } },
  { rule: 'R7', because: 'nothing is in the way', answer: { questionId: 'C3', value: ['none'] } },
  { rule: 'R7', because: 'it is severe and R6', answer: severe, facts: deal(100_000_00, 100_000_00) },
  {
    rule: 'R8',
    because: 'two partners',
    answer: { questionId: 'C3', value: ['pricing'] },
    facts: { otherPartnersBlocked: { pricing: 1, technical: 9 } },
  },
  { rule: 'R9', because: 'left blank', answer: { questionId: 'M4', value: '  ' } },
  { rule: 'R10', because: 'moved forward', answer: { questionId: 'D1', value: 'moved_forward', dealId: 'D' } },
  { rule: 'R11', because: 'at risk for the first time', answer: { questionId: 'D1', value: 'at_risk', dealId: 'D' } },
  {
    rule: 'R11',
    because: 'another deal was',
    answer: { questionId: 'D1', value: 'at_risk', dealId: 'D' },
    facts: { earlierStance: { E: 'at_risk' } },
  },
  { rule: 'R12', because: 'effort 4', answer: { questionId: 'C5', value: '4' } },
  { rule: 'R13', because: 'nothing needed', answer: { questionId: 'C4', value: 'nothing' } },
  { rule: 'R13', because: 'not yet', answer: { questionId: 'C2', value: 'not_yet' } },
  { rule: 'R14', because: 'tight', answer: { questionId: 'B3', value: 'tight' } },
  { rule: 'R15', because: 'no change', answer: { questionId: 'Q4', value: '' } },
  { rule: 'R16', because: 'they agree', answer: { questionId: 'M1', value: 'yes' } },
];

function itemsOf({ rule, answer, facts }: Case) {
  const given = { answerVersion: 2, ...answer };
  return itemsFrom(occurrenceKey, [given], { ...plain, ...facts }).filter((item) => item.rule === rule);
}

describe('the rules of domain §3.4', () => {
  test.each(fires)('$rule fires: $because', (row) => {
    const items = itemsOf(row);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject(row.expected);
  });

  test.each(silent)('$rule is silent: $because', (row) => {
    expect(itemsOf(row)).toEqual([]);
  });

  test('are sixteen, each with a case that fires and one that does not', () => {
    expect(ruleTable.map(({ id }) => id)).toEqual(answerRuleIds);
    for (const id of answerRuleIds) {
      expect(fires.some(({ rule }) => rule === id)).toBe(true);
      expect(silent.some(({ rule }) => rule === id)).toBe(true);
    }
  });

  test('name the answer, its version and what it is about', () => {
    const items = itemsFrom(
      occurrenceKey,
      [{ questionId: 'C3', answerVersion: 3, value: ['pricing', 'other'] }],
      plain,
    );
    expect(items.map(({ source }) => source)).toEqual([
      { occurrenceKey, questionId: 'C3', answerVersion: 3, subject: 'pricing' },
      { occurrenceKey, questionId: 'C3', answerVersion: 3, subject: 'other' },
    ]);
  });

  test('say nothing about questions that they do not know', () => {
    expect(itemsFrom(occurrenceKey, [{ questionId: 'comment', answerVersion: 1, value: 'no' }], plain)).toEqual([]);
  });
});

describe('owners by what is in the way', () => {
  test.each([
    ['product_gap', 'product_liaison'],
    ['technical', 'solutions_engineering'],
    ['pricing', 'deal_desk'],
    ['legal_contract', 'legal'],
    ['competitor', 'pm'],
    ['customer_delay', null],
    ['enablement', 'partner_ops'],
    ['marketing_leads', 'partner_marketing'],
    ['our_response', 'pm_lead'],
    ['channel_conflict', 'partner_ops'],
    ['payout_claim', 'finance'],
    ['resourcing_partner', 'pm'],
    ['other', 'pm'],
  ] as const)('%s goes to %s', (category, owner) => {
    expect(blockerOwners[category]).toBe(owner);
  });

  test('every category has a line', () => {
    expect(Object.keys(blockerOwners)).toEqual([...blockerCategories]);
  });

  test('every need but "nothing" can be met by somebody', () => {
    for (const need of ['demo_help', 'pricing', 'collateral', 'training', 'intro'])
      expect(helpOwners[need]).toBeDefined();
    expect(helpOwners['nothing']).toBeUndefined();
  });
});
