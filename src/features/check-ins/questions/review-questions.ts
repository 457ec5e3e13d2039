import { question } from './question.ts';
import type { Question } from './question.ts';

const reviews = ['weekly_deal_review', 'biweekly_pipeline_review'] as const;
const weekly = { touch: ['weekly_deal_review'], tiers: ['strategic'] } as const;
const biweekly = { touch: ['biweekly_pipeline_review'], tiers: ['core'] } as const;
const monthly = { touch: ['monthly_performance_review'], tiers: ['strategic'] } as const;

/** For each flagged deal, and for the review as a whole (domain §3.2). */
export const dealQuestions: readonly Question[] = [
  question('D1', { touch: reviews, required: true, mapsTo: 'deal_stance' }),
  question('D2', {
    touch: reviews,
    required: true,
    showIf: { questionId: 'D1', oneOf: ['moved', 'no_change', 'at_risk', 'on_hold'] },
    mapsTo: 'deal_next_step',
  }),
  question('D3', { touch: reviews, mapsTo: 'deal_close_date' }),
  question('D4', { touch: reviews, mapsTo: 'blocker' }),
  question('D5', { ...weekly, mapsTo: 'deal_forecast' }),
  question('W1', { ...weekly, mapsTo: 'unregistered' }),
  question('W2', { ...weekly, required: true, mapsTo: 'help_wanted' }),
  question('B1', { ...biweekly, required: true, mapsTo: 'unregistered_count' }),
  question('B2', { ...biweekly, mapsTo: 'deal_to_discuss' }),
  question('B3', { ...biweekly, required: true, mapsTo: 'resourcing' }),
  // Core has no other monthly touch.
  question('B4', { ...biweekly, required: true, everyNth: 2, mapsTo: 'csat' }),
];

export const performanceQuestions: readonly Question[] = [
  question('M1', { ...monthly, required: true, mapsTo: 'numbers_agreed' }),
  question('M2', { ...monthly, required: true, mapsTo: 'goal_progress' }),
  question('M3', { ...monthly, required: true, mapsTo: 'blocker' }),
  // Never argued in the channel.
  question('M4', { ...monthly, visibility: 'internal', mapsTo: 'broken_promise' }),
  question('M5', { ...monthly, required: true, mapsTo: 'csat' }),
  question('M6', { ...monthly, required: true, mapsTo: 'commitment' }),
];
