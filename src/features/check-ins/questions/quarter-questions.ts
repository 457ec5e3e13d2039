import { question } from './question.ts';
import type { Question } from './question.ts';

const both = { touch: ['qbr_strategic', 'qbr_core'], tiers: ['strategic', 'core'] } as const;
const strategic = { touch: ['qbr_strategic'], tiers: ['strategic'] } as const;

/** Pre-work of the quarterly review (domain §3.2). */
export const quarterQuestions: readonly Question[] = [
  question('Q1', { ...both, required: true, mapsTo: 'wins_and_losses' }),
  question('Q2', { ...both, required: true, mapsTo: 'pipeline_next_quarter' }),
  question('Q3', { ...both, required: true, mapsTo: 'start_stop_continue' }),
  question('Q4', { ...both, mapsTo: 'people_change' }),
  question('Q5', { ...both, mapsTo: 'enablement_plan' }),
  question('Q6', { ...both, mapsTo: 'marketing_wish' }),
  question('Q7', { ...strategic, mapsTo: 'executive_topics' }),
  // Named contacts one by one, never as a public question (domain §3.5).
  question('Q8', { ...strategic, visibility: 'internal', mapsTo: 'nps' }),
];
