import type { Source, RuleId } from '../schemas.ts';

/** One follow-up for each of these and partner; the version of the answer is no part of it. */
export function sourceKeyOf(source: Source, rule: RuleId): string {
  return [source.occurrenceKey, source.questionId, source.subject, rule].join('|');
}

/** Everything logged under one message is one reply: `follow-ups:logged:check-ins.prompt.…`. */
export function loggedKeyOf(threadKey: string): string {
  return `follow-ups:logged:${threadKey.replaceAll(':', '.')}`;
}

/** Each owner has a card of their own. */
export function cardKeyOf(followUpId: string, ownerRound: number): string {
  return `follow-ups:card:${followUpId}:${ownerRound}`;
}

/** The nth message of this purpose about a follow-up. */
export function messageKeyOf(
  purpose: 'closed' | 'new-date' | 'reminder' | 'overdue' | 'copy' | 'unset',
  followUpId: string,
  nth: number | string,
): string {
  return `follow-ups:${purpose}:${followUpId}:${nth}`;
}
