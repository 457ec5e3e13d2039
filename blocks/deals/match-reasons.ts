import type { ReviewCardParams } from '#features/deals/staff-message-schemas.ts';
import { staffStoryTexts } from './staff-story-texts.ts';
import { nameText } from './words.ts';

type Reason = ReviewCardParams['matches'][number];

/** Why each was held to be the same customer, in words, with the score of its name (domain §4.4). Staff only. */
export function matchLines(reasons: readonly Reason[], most: number): readonly string[] {
  const about = [...Map.groupBy(reasons, ({ subjectId }) => subjectId)];
  return about
    .slice(0, most)
    .map(([subjectId, those]) => staffStoryTexts.because(nameText(subjectId), those.map(reasonText).join(', ')));
}

function reasonText({ rule, score, text }: Reason): string {
  const words = staffStoryTexts.rules[rule] ?? rule.replaceAll('_', ' ');
  const scored = score === null || rule !== 'name' ? words : `${words} ${(score / 1000).toFixed(3)}`;
  return text === '' || !staffStoryTexts.quoted.includes(rule) ? scored : `${scored} (${nameText(text)})`;
}
