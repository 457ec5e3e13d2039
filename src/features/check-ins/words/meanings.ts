import { isScale, questionShapes } from '../question-schemas.ts';
import { findQuestion } from '../questions/bank.ts';
import type { NewAnswer } from '../rules/answers.ts';
import type { AskedItem, AskedQuestion } from '../schemas.ts';
import { bare } from './normalise.ts';
import { leads } from './phrases.ts';
import { itemNamedIn } from './read-item.ts';
import { exactValue, outOfFive, readChoices } from './read-value.ts';

/** What a part says to one of the questions that are asked once. */
type Meaning = Pick<NewAnswer, 'questionId' | 'value'>;

/** Longest option of Block Kit. */
const titleLength = 75;

/** "stuck: pricing", "we need training". */
export function ledBy(segment: string, asked: readonly AskedQuestion[]): Meaning | null {
  for (const { questionId, words } of leads) {
    if (!asked.some((question) => question.questionId === questionId)) continue;
    for (const word of words) {
      if (!segment.startsWith(`${word} `) && !segment.startsWith(`${word}:`)) continue;
      const rest = bare(segment.slice(word.length));
      const value =
        questionShapes[questionId].type === 'multi' ? readChoices(questionId, rest) : exactValue(questionId, rest);
      if (value !== null) return { questionId, value };
    }
  }
  return null;
}

/** A bare number or face answers the scale. */
export function bareValue(segment: string, asked: readonly AskedQuestion[]): Meaning | null {
  const scale = asked.find(({ questionId }) => isScale(questionId))?.questionId;
  if (scale === undefined) return null;
  const value = outOfFive(scale, segment) ?? (/^\d$/.test(segment) ? exactValue(scale, segment) : null);
  return value === null ? null : { questionId: scale, value };
}

/** Words without a number count when only one required question can be meant by them. */
export function meantBy(segment: string, asked: readonly AskedQuestion[]): Meaning | null {
  const meant = asked.flatMap((question) => {
    const { questionId } = question;
    const value = exactValue(questionId, segment);
    if (value === null) return [];
    const required = findQuestion(question)?.required ?? false;
    return [{ questionId, value: questionShapes[questionId].type === 'multi' ? [value] : value, required }];
  });
  const required = meant.filter((entry) => entry.required);
  const [only, another] = required.length > 0 ? required : meant;
  return only === undefined || another !== undefined ? null : { questionId: only.questionId, value: only.value };
}

/** "deal 2", or a word of its title that no other has. */
export function dealMeantBy(text: string, items: readonly AskedItem[]): string | null {
  const named = itemNamedIn(text, items)?.item;
  const titled = items.filter(({ kind, title }) => kind === 'deal' && title.toLowerCase().includes(text));
  const item = named ?? (titled.length === 1 ? titled[0] : undefined);
  return item?.title.slice(0, titleLength) ?? null;
}
