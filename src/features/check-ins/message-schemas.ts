import { z } from 'zod';
import { AskedQuestion, PrefilledAnswer, QuestionId } from './schemas.ts';

/** Params of this feature's messages: all that a renderer needs, frozen when the message is owed (design §6.3). */
const Said = z.object({ value: z.string(), by: z.string().nullable() });
const Value = z.union([z.string(), z.array(z.string())]);

export const promptPhases = ['open', 'due', 'done', 'closed'] as const;

export const PromptParams = z.object({
  occurrenceId: z.string(),
  partnerId: z.string(),
  periodKey: z.string(),
  phase: z.enum(promptPhases),
  dueAt: z.coerce.date(),
  zone: z.string(),
  partnerSinceOn: z.string().nullable(),
  nextOn: z.string(),
  rating: Said.nullable(),
  talk: Said.nullable(),
  answered: z.int(),
  required: z.int(),
  asks: z.array(AskedQuestion),
  /** Filled in from earlier periods and not answered yet. */
  prefilled: z.array(PrefilledAnswer).default([]),
  /** Answered without a row of its own: by confirming what was filled in, or in words. */
  noted: z.array(z.object({ questionId: QuestionId, value: Value, confirmed: z.boolean() })).default([]),
});
export type PromptParams = z.infer<typeof PromptParams>;

export const ReminderParams = z.object({
  dueAt: z.coerce.date(),
  zone: z.string(),
  open: z.int(),
  /** Slack user id of the contact who is asked first (domain §3.5). */
  mention: z.string().nullable(),
});
export type ReminderParams = z.infer<typeof ReminderParams>;

export const SummaryParams = z.object({
  periodKey: z.string(),
  zone: z.string(),
  answers: z.array(z.object({ questionId: QuestionId, value: Value })),
  answered: z.int(),
  required: z.int(),
  /** Until when answers still count; null when all are in. */
  openUntil: z.coerce.date().nullable(),
  nextOn: z.string(),
  pmName: z.string().nullable(),
  /** Something was written that only our team reads. */
  writes: z.boolean(),
});
export type SummaryParams = z.infer<typeof SummaryParams>;

export const NotedParams = z.object({ pmName: z.string().nullable(), asks: z.boolean() });
export type NotedParams = z.infer<typeof NotedParams>;

export const ReplyParams = z.object({
  pmName: z.string().nullable(),
  asks: z.array(AskedQuestion),
  /** It came after closing. */
  isOver: z.boolean(),
  /** A part of it was recorded. */
  isUnderstood: z.boolean(),
  nextOn: z.string(),
});
export type ReplyParams = z.infer<typeof ReplyParams>;

const AboutPartner = z.object({
  partnerId: z.string(),
  partnerName: z.string(),
  periodKey: z.string(),
});

export const GapsParams = AboutPartner.extend({
  zone: z.string(),
  closeAt: z.coerce.date(),
  open: z.array(AskedQuestion),
  answered: z.int(),
  required: z.int(),
});
export type GapsParams = z.infer<typeof GapsParams>;

export const AnswersParams = AboutPartner.extend({
  unhappy: z.boolean(),
  answers: z.array(AskedQuestion.extend({ value: Value, by: z.string().nullable(), late: z.boolean() })),
  /** Written in the thread and kept as it was. */
  replies: z.array(z.object({ text: z.string(), by: z.string().nullable(), afterClose: z.boolean() })).default([]),
});
export type AnswersParams = z.infer<typeof AnswersParams>;

export const SkippedParams = AboutPartner.extend({ reason: z.string(), heldOn: z.string() });
export type SkippedParams = z.infer<typeof SkippedParams>;
