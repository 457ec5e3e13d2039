import { z } from 'zod';
import { questionShapes } from './question-schemas.ts';
import { efforts, needs, obstacles, prospectTalks, ratings } from './schemas.ts';
import type { QuestionId } from './schemas.ts';

export const commentMaxLength = 500;

/** Field of the form (= block_id) of each question that the monthly check-in can ask. */
export const fieldOf = {
  C1: 'rating',
  C2: 'talkedToProspect',
  C3: 'inYourWay',
  C4: 'nextNeed',
  C5: 'effort',
  H1: 'activeResellers',
  F1: 'referralsFollowedUp',
  S1: 'deliveryCapacity',
  S2: 'goLivesAtRisk',
  T1: 'integration',
  T2: 'roadmapDependency',
  T3: 'jointCustomers',
  T4: 'activeInstalls',
  A1: 'initiative',
  A2: 'executiveMeeting',
  comment: 'comment',
} as const satisfies Partial<Record<QuestionId, string>>;
export type FormQuestionId = keyof typeof fieldOf;
export type AnswerField = (typeof fieldOf)[FormQuestionId];

export function isInForm(questionId: QuestionId): questionId is FormQuestionId {
  return Object.hasOwn(fieldOf, questionId);
}

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
export type AnswerForm = Readonly<Partial<Record<AnswerField, string | string[] | null | undefined>>>;

/** The form of one occurrence: the fields of what was asked, and the comment. */
export function answerFormFor(questionIds: readonly QuestionId[]): z.ZodType<AnswerForm> {
  const wanted = [...questionIds, 'comment' as const].filter(isInForm);
  const shape = wanted.map((questionId) => [fieldOf[questionId], fieldSchema(questionId)] as const);
  return z.object(Object.fromEntries(shape));
}

function fieldSchema(questionId: FormQuestionId): z.ZodType<AnswerForm[AnswerField]> {
  const own: Readonly<Partial<Record<AnswerField, z.ZodType<AnswerForm[AnswerField]>>>> = AnswerForm.shape;
  return own[fieldOf[questionId]] ?? addedSchema(questionId);
}

/** What a partner type adds is never required (domain §18 J5: never forced). */
function addedSchema(questionId: FormQuestionId): z.ZodType<AnswerForm[AnswerField]> {
  const { type, choices } = questionShapes[questionId];
  if (choices !== undefined) return z.enum(choices as readonly [string, ...string[]], 'required').nullish();
  if (type === 'number')
    return z
      .string()
      .trim()
      .regex(/^\d{1,7}$/, 'whole_number')
      .nullish();
  return z.string().trim().max(commentMaxLength, 'comment_too_long').nullish();
}
