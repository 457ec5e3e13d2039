import { efforts, needs, obstacles, prospectTalks, ratings } from './schemas.ts';
import type { QuestionId } from './schemas.ts';

/** domain §3.1. */
export type QuestionType =
  | 'single'
  | 'multi'
  | 'number'
  | 'money'
  | 'date'
  | 'text'
  | 'scale5'
  | 'scale10'
  | 'scale7'
  | 'deal_update';

export const yesOrNo = ['yes', 'no'] as const;
export const capacities = ['free', 'tight', 'full'] as const;
export const integrations = ['healthy', 'degraded', 'broken'] as const;
/** Red, amber, green of a goal or an initiative. */
export const progresses = ['on_track', 'at_risk', 'off_track'] as const;
export const stances = ['moved', 'no_change', 'at_risk', 'won', 'lost', 'on_hold'] as const;
export const forecasts = ['commit', 'likely', 'upside', 'omit'] as const;
export const helpWanted = ['technical', 'pricing', 'exec_intro', 'marketing', 'legal', 'none'] as const;
export const resourcings = ['yes', 'tight', 'no'] as const;
export const likelihoods = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

/** How a question is answered; choices are the values stored, their words stand in the catalogues. */
export interface QuestionShape {
  type: QuestionType;
  choices?: readonly string[];
}

const text: QuestionShape = { type: 'text' };
const blockers: QuestionShape = { type: 'multi', choices: obstacles };
const scale5: QuestionShape = { type: 'scale5', choices: ratings };
const single = (choices: readonly string[]): QuestionShape => ({ type: 'single', choices });

/** The shape of every question of domain §3.2; a changed shape is a new question, a changed wording a new version. */
export const questionShapes: Readonly<Record<QuestionId, QuestionShape>> = {
  C1: scale5,
  C2: single(prospectTalks),
  C3: blockers,
  C4: single(needs),
  C5: { type: 'scale7', choices: efforts },
  D1: single(stances),
  /** A text and a day (`nextStepText` of core/contributions/touch-content.ts). */
  D2: { type: 'deal_update' },
  D3: { type: 'date' },
  D4: blockers,
  D5: single(forecasts),
  W1: single(yesOrNo),
  W2: single(helpWanted),
  B1: { type: 'number' },
  // Its choices are the deals under review.
  B2: { type: 'single' },
  B3: single(resourcings),
  B4: scale5,
  M1: single(yesOrNo),
  M2: single(progresses),
  M3: blockers,
  M4: text,
  M5: scale5,
  M6: { type: 'deal_update' },
  Q1: text,
  Q2: { type: 'money' },
  Q3: text,
  Q4: text,
  Q5: text,
  Q6: text,
  Q7: text,
  Q8: { type: 'scale10', choices: likelihoods },
  H1: { type: 'number' },
  F1: single(yesOrNo),
  S1: single(capacities),
  S2: text,
  T1: single(integrations),
  T2: text,
  T3: { type: 'number' },
  T4: { type: 'number' },
  A1: single(progresses),
  A2: single(yesOrNo),
  N1: single(yesOrNo),
  N2: text,
  N3: scale5,
  comment: text,
};

export function isScale(questionId: QuestionId): boolean {
  return questionShapes[questionId].type.startsWith('scale');
}

/** Asked once in a prompt, of each deal or goal in it, or of persons one by one (domain §3.5). */
export type QuestionScope = 'prompt' | 'deal' | 'goal' | 'person';

const scopes: Readonly<Partial<Record<QuestionId, QuestionScope>>> = {
  D1: 'deal',
  D2: 'deal',
  D3: 'deal',
  D4: 'deal',
  D5: 'deal',
  M2: 'goal',
  Q8: 'person',
};

export function scopeOf(questionId: QuestionId): QuestionScope {
  return scopes[questionId] ?? 'prompt';
}

/** Stances after which a deal has no next step (domain §3.2 D2). */
export const closedStances: readonly string[] = ['won', 'lost'];
