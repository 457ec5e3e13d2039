import type { QuestionId } from '../schemas.ts';

const stuck = [
  'stuck',
  'stuck on',
  'stuck with',
  'blocked by',
  'blocked',
  'problem',
  'in the way',
  'hänge fest',
  'hängt an',
  'hindernis',
  'im weg',
];
const needed = ['need', 'we need', 'i need', 'next', 'brauche', 'brauchen', 'wir brauchen', 'ich brauche'];

/** Words that say for which question the next ones are. */
export const leads: readonly { questionId: QuestionId; words: readonly string[] }[] = [
  { questionId: 'C3', words: stuck },
  { questionId: 'M3', words: stuck },
  { questionId: 'D4', words: stuck },
  { questionId: 'C4', words: needed },
  { questionId: 'W2', words: [...needed, 'help with', 'hilfe bei'] },
];

export function leadsOf(questionId: QuestionId): readonly string[] {
  return leads.find((lead) => lead.questionId === questionId)?.words ?? [];
}

/** Of one deal: its next step, the day of it, and when it closes. */
export const itemLeads = {
  step: ['next step', 'next', 'step', 'nächster schritt', 'als nächstes', 'schritt'],
  by: ['by', 'date', 'until', 'on', 'bis', 'am', 'datum'],
  close: ['close date', 'closes', 'closing', 'close', 'abschluss am', 'abschluss'],
} as const;

/** "As last time": confirms everything that was filled in. */
export const sameAgain: readonly string[] = [
  'same',
  'the same',
  'same as last month',
  'same as before',
  'no change',
  'no changes',
  'unchanged',
  'as before',
  'unverändert',
  'keine änderung',
  'wie letzten monat',
  'wie zuletzt',
  'wie immer',
  'alles wie immer',
  'gleich',
  'wie gehabt',
];

/** Courtesies too, once the scale was answered. */
export const nods: readonly string[] = [
  'ok',
  'okay',
  'fine',
  'good',
  'great',
  'super',
  'gut',
  'prima',
  'toll',
  'yes',
  'ja',
];

/** Turn a phrase into its opposite; next to a word that we know they make it unknown. */
export const negations: readonly string[] = [
  'not',
  'no',
  'never',
  'nicht',
  'kein',
  'keine',
  'nie',
  'without',
  'ohne',
  "isn't",
  "don't",
  'hardly',
  'kaum',
];
