import { z } from 'zod';
import {
  AnswerSource,
  AskedItem,
  AskedQuestion,
  ClosedItem,
  LeftItem,
  PrefilledAnswer,
  QuestionId,
  TakenContent,
  TouchId,
} from './schemas.ts';

/** Params of this feature's messages: all that a renderer needs, frozen when the message is owed (design §6.3). */
const Value = z.union([z.string(), z.array(z.string())]);

/** Which run of which touch a message is about: names it for the reader. */
const About = z.object({ touchId: TouchId, periodKey: z.string() });

export const promptPhases = ['open', 'due', 'done', 'closed'] as const;
/** Notes above the agenda: the last one was missed, the quarter ends, last week's content is in this one. */
export const promptNotes = ['missed', 'quarter_end_focus', 'carried_over'] as const;

/** One deal or goal in the prompt. */
export const PromptItem = AskedItem.pick({ contentName: true, subjectId: true, kind: true, title: true }).extend({
  /** By question, what was answered or confirmed of it. */
  answers: z.record(z.string(), Value),
  by: z.string().nullable(),
  /** Required and not answered yet. */
  open: z.array(QuestionId),
  /** The step that is known but whose day has passed. */
  step: z.string().nullable(),
  closed: ClosedItem.optional(),
});
export type PromptItem = z.infer<typeof PromptItem>;

export const PromptParams = About.extend({
  occurrenceId: z.string(),
  partnerId: z.string(),
  phase: z.enum(promptPhases),
  /** null: nothing is asked. */
  dueAt: z.coerce.date().nullable(),
  meetingAt: z.coerce.date().nullable(),
  zone: z.string(),
  partnerSinceOn: z.string().nullable(),
  nextOn: z.string(),
  /** It comes on another day because of a holiday; null: on its own. */
  moved: z.object({ fromOn: z.string(), toOn: z.string() }).nullable().default(null),
  notes: z.array(z.enum(promptNotes)),
  answered: z.int(),
  required: z.int(),
  /** All known is filled in: one tap completes it. */
  isOneTap: z.boolean(),
  /** What is asked once, in order: their numbers in the thread. */
  asks: z.array(AskedQuestion),
  /** Current answers that the channel may read. */
  said: z.array(z.object({ questionId: QuestionId, value: Value, by: z.string().nullable(), source: AnswerSource })),
  /** Filled in from earlier periods and not answered yet. */
  prefilled: z.array(PrefilledAnswer),
  content: z.array(TakenContent),
  items: z.array(PromptItem),
  /** Offered for a next step whose day has passed. */
  days: z.array(z.string()),
});
export type PromptParams = z.infer<typeof PromptParams>;

export const ReminderParams = About.extend({
  dueAt: z.coerce.date(),
  zone: z.string(),
  /** Open questions that are asked once. */
  open: z.int(),
  /** Titles of deals and goals with an open question. */
  openItems: z.array(z.string()),
  /** One of them has an owner: it is not for anybody to answer. */
  isOwned: z.boolean().default(false),
  /** Slack user ids: owners of what is open, else the contact who is asked first (domain §3.5). */
  mentions: z.array(z.string()),
});
export type ReminderParams = z.infer<typeof ReminderParams>;

export const SummaryParams = About.extend({
  zone: z.string(),
  answers: z.array(z.object({ questionId: QuestionId, value: Value })),
  /** Deals and goals, with what was said of each, or that it is over. */
  items: z.array(z.object({ title: z.string(), answers: z.record(z.string(), Value), closed: ClosedItem.optional() })),
  /** Of the deals that were not over before anybody answered; null where there are none. */
  deals: z.object({ updated: z.int(), of: z.int() }).nullable().default(null),
  /** What stands in the way, deal by deal. */
  blockers: z.int().default(0),
  followUps: z
    .array(z.object({ followUpId: z.string(), ownerName: z.string().nullable(), dueAt: z.coerce.date() }))
    .default([]),
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

export const ReplyParams = About.extend({
  pmName: z.string().nullable(),
  asks: z.array(AskedQuestion),
  hasDeals: z.boolean(),
  /** It came after closing. */
  isOver: z.boolean(),
  /** A part of it was recorded. */
  isUnderstood: z.boolean(),
  nextOn: z.string(),
});
export type ReplyParams = z.infer<typeof ReplyParams>;

/** Said in words, understood, and not counted. */
export const LeftParams = z.object({ zone: z.string(), left: z.array(LeftItem).min(1) });
export type LeftParams = z.infer<typeof LeftParams>;

const AboutPartner = About.extend({ partnerId: z.string(), partnerName: z.string() });

export const GapsParams = AboutPartner.extend({
  zone: z.string(),
  closeAt: z.coerce.date(),
  open: z.array(AskedQuestion),
  /** Deals and goals with a question open, and whose they are. */
  openItems: z.array(z.object({ title: z.string(), ownerName: z.string().nullable() })),
  answered: z.int(),
  required: z.int(),
});
export type GapsParams = z.infer<typeof GapsParams>;

export const AnswersParams = AboutPartner.extend({
  occurrenceId: z.string(),
  /** Name of whoever of our side has read them. */
  reviewedBy: z.string().nullable(),
  unhappy: z.boolean(),
  /** `about`: title of a deal or goal. */
  answers: z.array(
    AskedQuestion.extend({ value: Value, by: z.string().nullable(), late: z.boolean(), about: z.string().nullable() }),
  ),
  /** Written in the thread and kept as it was. */
  replies: z.array(z.object({ text: z.string(), by: z.string().nullable(), afterClose: z.boolean() })).default([]),
});
export type AnswersParams = z.infer<typeof AnswersParams>;

export const SkippedParams = AboutPartner.extend({ reason: z.string(), heldOn: z.string() });
export type SkippedParams = z.infer<typeof SkippedParams>;

/** To the lead, once a day: answers that nobody of our side read before the touch closed (domain §2.2). */
export const UnreviewedParams = z.object({
  touches: z.array(AboutPartner.extend({ pmName: z.string().nullable() })),
});
export type UnreviewedParams = z.infer<typeof UnreviewedParams>;
