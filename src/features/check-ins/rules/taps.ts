import { questionShapes } from '../question-schemas.ts';
import type { GivenAnswer } from '../schemas.ts';

/** What answering cost: taps, and how many answers came of them (issue: attention). */
export interface TapCount {
  taps: number;
  answers: number;
}

/** Opening a form and sending it. */
const tapsOfForm = 2;
/** Of a deal the first ones are buttons, the others stand in a list that is opened first. */
const stancesOnButtons = 3;

/**
 * A button is one tap; a form is two and one for each field that was changed in it; what was confirmed by them, or
 * written in words, costs none. What was confirmed by itself was "No change".
 */
export function tapsOf(answers: readonly GivenAnswer[]): TapCount {
  const formed = answers.filter(({ source }) => source === 'form');
  const pressed = answers.filter(({ source }) => source === 'button');
  const listed = pressed.filter(isFromList).length;
  const moments = (some: readonly GivenAnswer[]) => new Set(some.map(momentOf));
  const said = moments(answers.filter(({ source }) => source !== 'confirmed'));
  const unchanged = [...moments(answers)].filter((moment) => !said.has(moment)).length;
  return {
    taps: pressed.length + listed + moments(formed).size * tapsOfForm + formed.length + unchanged,
    answers: answers.length,
  };
}

function momentOf({ by, at }: GivenAnswer): string {
  return `${by.teamId}/${by.userId}@${at.getTime()}`;
}

function isFromList({ questionId, value }: GivenAnswer): boolean {
  return questionId === 'D1' && (questionShapes.D1.choices?.indexOf(String(value)) ?? 0) >= stancesOnButtons;
}
