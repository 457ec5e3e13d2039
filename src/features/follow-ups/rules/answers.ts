import type { PlainDate } from '#core/calendar/dates.ts';
import { BlockerCategory } from '../schemas.ts';

/** The answer that counts for one question of one occurrence, or of one deal in it. */
export interface AnswerGiven {
  questionId: string;
  /** Which answer to this question it is: 1 for the first, 2 after a change. */
  answerVersion: number;
  value: string | number | readonly string[];
  /** D1 to D5 are asked for each deal. */
  dealId?: string;
  /** Of a blocker (domain §3.6). */
  severity?: 'low' | 'medium' | 'high';
  /** NPS: "you may contact me". */
  consent?: boolean;
}

/** What rules need besides the answers; what is not known yet is left out and its rules stay silent. */
export interface RuleFacts {
  tier: 'strategic' | 'core' | 'emerging';
  /** Today where the partner is. */
  today: PlainDate;
  /** CSAT of the last three months, this answer left out. */
  earlierCsat?: readonly number[];
  /** D1 of the time before, by deal. */
  earlierStance?: Readonly<Record<string, string>>;
  /** Other partners with an open or recent blocker of this category in the last 30 days. */
  otherPartnersBlocked?: Readonly<Partial<Record<BlockerCategory, number>>>;
  /** Whole US cents; the partner's open pipeline includes the deal. */
  deals?: Readonly<Record<string, { valueUsdMinor: number; pipelineUsdMinor: number }>>;
}

/** What a question measures (domain §3.1 `mapsTo`); the wording may change, this does not. */
export const measures = [
  'csat',
  'nps',
  'effort',
  'blocker',
  'promise',
  'stance',
  'help',
  'capacity',
  'people',
  'numbers',
] as const;
export type Measure = (typeof measures)[number];

/** domain §3.2; `PES` is the effort question after a decision, `S1` the capacity question of service partners. */
const measureOf: Readonly<Record<string, Measure>> = {
  C1: 'csat',
  M5: 'csat',
  B4: 'csat',
  Q8: 'nps',
  C5: 'effort',
  PES: 'effort',
  C3: 'blocker',
  D4: 'blocker',
  M3: 'blocker',
  M4: 'promise',
  D1: 'stance',
  C2: 'help',
  C4: 'help',
  W2: 'help',
  B3: 'capacity',
  S1: 'capacity',
  Q4: 'people',
  M1: 'numbers',
};

export function measureOfQuestion(questionId: string): Measure | null {
  return measureOf[questionId] ?? null;
}

/** The score of a scale; null for anything but a whole number. */
export function scoreOf({ value }: AnswerGiven): number | null {
  const score =
    typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  return Number.isInteger(score) ? score : null;
}

/** Chosen values; one choice is a list of one. */
export function choicesOf({ value }: AnswerGiven): readonly string[] {
  return Array.isArray(value) ? value : [String(value)];
}

/** Categories of domain §3.6 that were chosen; `none` is no blocker. */
export function blockersOf(answer: AnswerGiven): readonly BlockerCategory[] {
  return choicesOf(answer).flatMap((choice) => {
    const category = BlockerCategory.safeParse(choice);
    return category.success ? [category.data] : [];
  });
}

export function isFilled({ value }: AnswerGiven): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
