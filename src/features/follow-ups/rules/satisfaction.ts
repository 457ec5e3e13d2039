import { daysBetween } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';

/** Satisfaction metrics of domain §3.3. Means are plain numbers, shares whole basis points (27.5 % = 2750). */
export type Band = 'good' | 'watch' | 'act';

export interface Csat {
  answers: number;
  mean: number;
  /** Answers of 4 and 5. */
  satisfiedBp: number;
  band: Band;
  shareBand: Band;
}

/** Scores from 1 to 5; null without an answer. Throws RangeError on any other score. */
export function csatOf(scores: readonly number[]): Csat | null {
  requireScores(scores, 1, 5);
  if (scores.length === 0) return null;
  const mean = meanOf(scores);
  const satisfiedBp = shareBp(scores.filter((score) => score >= 4).length, scores.length);
  return {
    answers: scores.length,
    mean,
    satisfiedBp,
    band: bandOf(mean, 4.2, 3.5),
    shareBand: bandOf(satisfiedBp, 8000, 6000),
  };
}

export interface Nps {
  answers: number;
  promoters: number;
  detractors: number;
  /** −100 to 100, rounded half up. */
  score: number;
  band: 'target' | 'fair' | 'act';
}

/** Scores from 0 to 10; null without an answer. Throws RangeError on any other score. */
export function npsOf(scores: readonly number[]): Nps | null {
  requireScores(scores, 0, 10);
  if (scores.length === 0) return null;
  const promoters = scores.filter((score) => score >= 9).length;
  const detractors = scores.filter((score) => score <= 6).length;
  const score = Math.round(((promoters - detractors) * 100) / scores.length);
  return {
    answers: scores.length,
    promoters,
    detractors,
    score,
    band: score >= 50 ? 'target' : score >= 30 ? 'fair' : 'act',
  };
}

const fewestShown = 5;

/** The programme's score is shown with five answers or more, so that nobody can be guessed. */
export function programmeNpsOf(scores: readonly number[]): Nps | null {
  return scores.length >= fewestShown ? npsOf(scores) : null;
}

export interface Effort {
  answers: number;
  mean: number;
  /** Answers of 5 and more. */
  easyBp: number;
  band: Band;
}

/** Partner effort from 1 to 7; null without an answer. Throws RangeError on any other score. */
export function effortOf(scores: readonly number[]): Effort | null {
  requireScores(scores, 1, 7);
  if (scores.length === 0) return null;
  const mean = meanOf(scores);
  const easyBp = shareBp(scores.filter((score) => score >= 5).length, scores.length);
  return { answers: scores.length, mean, easyBp, band: bandOf(mean, 5.5, 4.5) };
}

export interface ResponseRate {
  rateBp: number;
  isGood: boolean;
}

/** Answered prompts of issued ones, over the 90 days that the caller chose; null when none was issued. */
export function responseRateOf(counts: { answered: number; issued: number }): ResponseRate | null {
  if (counts.answered < 0 || counts.answered > counts.issued) throw new RangeError('more answers than prompts');
  if (counts.issued === 0) return null;
  const rateBp = shareBp(counts.answered, counts.issued);
  return { rateBp, isGood: counts.answered * 10 >= counts.issued * 7 };
}

const daysBetweenScales = 14;

/** At most one scale question for each person in 14 days; days of the partner's calendar. */
export function mayAskScale(asked: { lastAskedOn: PlainDate | null; today: PlainDate }): boolean {
  return asked.lastAskedOn === null || daysBetween(asked.lastAskedOn, asked.today) >= daysBetweenScales;
}

function bandOf(value: number, good: number, watch: number): Band {
  if (value >= good) return 'good';
  return value >= watch ? 'watch' : 'act';
}

function meanOf(scores: readonly number[]): number {
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function shareBp(part: number, whole: number): number {
  return Math.round((part * 10_000) / whole);
}

function requireScores(scores: readonly number[], least: number, most: number): void {
  const wrong = scores.find((score) => !Number.isInteger(score) || score < least || score > most);
  if (wrong !== undefined) throw new RangeError(`not a score from ${least} to ${most}: ${wrong}`);
}
