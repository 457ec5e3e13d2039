import type { Reader } from '#core/interaction.ts';
import type { NextTouch } from '#features/check-ins/standing-schemas.ts';
import { textsFor } from './texts.ts';
import { touchTitle } from './title.ts';
import { dayName } from '#blocks/kit/when.ts';

/** The partner's next touch, for messages of other features. */
export function nextTouchLine(next: NextTouch, { language }: Reader): string {
  return textsFor(language).standing.next(touchTitle(next, language), dayName(next.heldOn, language));
}
