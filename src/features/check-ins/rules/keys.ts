import type { TouchId } from '../schemas.ts';

/** `monthly_checkin:P-0016:2026-12` (domain §2.4). */
export function occurrenceKeyOf(touchId: TouchId, partnerId: string, periodKey: string): string {
  return `${touchId}:${partnerId}:${periodKey}`;
}

/** The same period built again after a cancellation is another document, so that no message key is used twice. */
export function occurrenceIdOf(occurrenceKey: string, earlier: number): string {
  return earlier === 0 ? occurrenceKey : `${occurrenceKey}:${earlier + 1}`;
}

export function cadenceIdOf(touchId: TouchId, partnerId: string): string {
  return `${touchId}:${partnerId}`;
}

/** Of the ids that a sweep works on, that of a cadence has no period. */
export function workOf(id: string): 'plan' | 'step' {
  return id.split(':').length > 2 ? 'step' : 'plan';
}

export const purposes = [
  'prompt',
  'reminder',
  'summary',
  'noted',
  'gaps',
  'answers',
  'skipped',
  'reply',
  'left',
  'heard',
] as const;
export type Purpose = (typeof purposes)[number];

/** `check-ins:prompt:monthly_checkin.P-0016.2026-12` (design §4); a reminder adds its number. */
export function messageKeyOf(purpose: Purpose, occurrenceId: string): string {
  return `check-ins:${purpose}:${occurrenceId.replaceAll(':', '.')}`;
}

/** The occurrence whose prompt has this key; null for other messages. */
export function occurrenceOfPromptKey(key: string): string | null {
  const [slug, purpose, entity] = key.split(':');
  if (slug !== 'check-ins' || purpose !== 'prompt' || entity === undefined) return null;
  return entity.replaceAll('.', ':');
}
