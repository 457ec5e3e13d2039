import type { NpsAnswer } from '../schemas.ts';

/** domain §3.5: two to five named contacts. */
export const mostAsked = 5;
/** domain §3.3: at most one scale question per person in so many days. */
export const scaleRestDays = 14;

/** Contacts who are asked: those known in Slack whose last scale question lies long enough back, first ones first. */
export function askedOf<Person extends { contactId: string }>(
  contacts: readonly Person[],
  restingContactIds: ReadonlySet<string>,
): readonly Person[] {
  return contacts.filter(({ contactId }) => !restingContactIds.has(contactId)).slice(0, mostAsked);
}

/** Promoters (9, 10) less detractors (0 to 6) in per cent, from −100 to 100; null without an answer (domain §3.3). */
export function npsOf(answers: readonly Pick<NpsAnswer, 'score'>[]): number | null {
  if (answers.length === 0) return null;
  const count = (isOne: (score: number) => boolean) => answers.filter(({ score }) => isOne(score)).length;
  return Math.round(((count((score) => score >= 9) - count((score) => score <= 6)) * 100) / answers.length);
}
