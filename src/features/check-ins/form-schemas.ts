import { z } from 'zod';
import { efforts, needs, obstacles, prospectTalks, ratings } from './schemas.ts';
import type { QuestionId } from './schemas.ts';

export const commentMaxLength = 500;

/** Field of the form (= block_id) of each question. */
export const fieldOf = {
  C1: 'rating',
  C2: 'talkedToProspect',
  C3: 'inYourWay',
  C4: 'nextNeed',
  C5: 'effort',
  comment: 'comment',
} as const satisfies Record<QuestionId, string>;
export type AnswerField = (typeof fieldOf)[QuestionId];

/** The form "Answer the rest", all questions asked; a message of an issue is a key of the catalogue's `fieldErrors`. */
export const AnswerForm = z.object({
  rating: z.enum(ratings, 'required'),
  talkedToProspect: z.enum(prospectTalks, 'required'),
  inYourWay: z
    .array(z.enum(obstacles, 'required'), 'required')
    .min(1, 'required')
    .refine((chosen) => chosen.length === 1 || !chosen.includes('none'), 'none_and_more'),
  nextNeed: z.enum(needs, 'required'),
  effort: z.enum(efforts, 'required').nullish(),
  comment: z.string().trim().max(commentMaxLength, 'comment_too_long').nullish(),
});
export type AnswerForm = Partial<z.infer<typeof AnswerForm>>;

/** The form of one occurrence: the fields of what was asked, and the comment. */
export function answerFormFor(questionIds: readonly QuestionId[]): z.ZodType<AnswerForm> {
  const wanted = new Set<string>([...questionIds, 'comment' as const].map((questionId) => fieldOf[questionId]));
  const unasked = Object.values(fieldOf).filter((name) => !wanted.has(name));
  return AnswerForm.omit(Object.fromEntries(unasked.map((name) => [name, true])) as Record<AnswerField, true>);
}
