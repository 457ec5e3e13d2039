import type { GivenAnswer } from '../schemas.ts';

/** What answering cost: taps, and how many answers came of them (issue: attention). */
export interface TapCount {
  taps: number;
  answers: number;
}

/** Opening a form and sending it. */
const tapsOfForm = 2;

/**
 * A button is one tap; a form is two and one for each field that was changed in it; what was confirmed by them, or
 * written in words, costs none.
 */
export function tapsOf(answers: readonly GivenAnswer[]): TapCount {
  const formed = answers.filter(({ source }) => source === 'form');
  const forms = new Set(formed.map(({ by, at }) => `${by.teamId}/${by.userId}@${at.getTime()}`));
  const pressed = answers.filter(({ source }) => source === 'button').length;
  return { taps: pressed + forms.size * tapsOfForm + formed.length, answers: answers.length };
}
