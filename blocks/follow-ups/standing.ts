import type { Reader } from '#core/interaction.ts';
import type { OpenPoints } from '#features/follow-ups/message-schemas.ts';
import { textsFor } from './texts.ts';
import { dayOf } from '#blocks/kit/when.ts';

/** How many of a partner's points are with us, for messages of other features. */
export function openPointsLine({ open, nextDueAt }: OpenPoints, { language, zone }: Reader): string {
  return textsFor(language).standing(open, dayOf(nextDueAt, zone, language));
}
