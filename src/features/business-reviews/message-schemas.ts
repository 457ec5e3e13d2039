import { z } from 'zod';
import { Commitment, PlainDateText, PreworkAnswer, QbrTouchId, ReviewState } from './schemas.ts';

/** Params of this feature's messages: all that a renderer needs, frozen when the message is owed (design §6.3). */
const Meeting = z.object({ quarter: z.string(), meetingAt: z.coerce.date(), zone: z.string() });

/** In the channel: the date, and what it means for the partner. */
export const DateParams = Meeting.extend({
  touchId: QbrTouchId,
  wasAt: z.coerce.date().nullable(),
  /** null when the questions are out. */
  preworkOn: PlainDateText.nullable(),
  /** null when that day is over, too. */
  preworkDueOn: PlainDateText.nullable(),
  pmName: z.string().nullable(),
});
export type DateParams = z.infer<typeof DateParams>;

export const AgendaParams = Meeting.extend({ touchId: QbrTouchId, hasPack: z.boolean(), hasCommitments: z.boolean() });
export type AgendaParams = z.infer<typeof AgendaParams>;

/** Root of the pack: at most five lines of each contributor, in the partner's language, as they stood at the freeze. */
export const PackParams = Meeting.extend({
  frozenAt: z.coerce.date(),
  lines: z.array(z.string()),
  hasMore: z.boolean(),
  pmName: z.string().nullable(),
});
export type PackParams = z.infer<typeof PackParams>;

export const PreworkParams = z.object({ answers: z.array(PreworkAnswer).min(1) });
export type PreworkParams = z.infer<typeof PreworkParams>;

export const CommitmentsParams = z.object({
  quarter: z.string(),
  commitments: z.array(Commitment).min(1),
  today: PlainDateText,
});
export type CommitmentsParams = z.infer<typeof CommitmentsParams>;

export const MinutesParams = Meeting.extend({
  attendees: z.string(),
  decisions: z.string(),
  commitments: z.array(Commitment),
  nextOn: PlainDateText.nullable(),
  byName: z.string().nullable(),
});
export type MinutesParams = z.infer<typeof MinutesParams>;

export const ProgressParams = z.object({ quarter: z.string(), commitments: z.array(Commitment).min(1) });
export type ProgressParams = z.infer<typeof ProgressParams>;

/** In the channel: how many people have a short survey waiting, and nothing else about it (domain §3.5). */
export const SurveyParams = z.object({ reviewId: z.string(), waiting: z.int().min(0) });
export type SurveyParams = z.infer<typeof SurveyParams>;

/** About one review, for staff. */
const ForStaff = Meeting.extend({ reviewId: z.string(), partnerId: z.string(), partnerName: z.string() });

export const PlanCardParams = ForStaff.extend({ isDefault: z.boolean(), from: PlainDateText, to: PlainDateText });
export type PlanCardParams = z.infer<typeof PlanCardParams>;

/** The draft of the pack with what stays with us (domain §8.5, internal annex). */
export const PackCardParams = ForStaff.extend({
  state: ReviewState,
  lines: z.array(z.string()),
  answered: z.int().min(0),
  openCommitments: z.int().min(0),
  shareBy: z.coerce.date(),
  approvedByName: z.string().nullable(),
  nps: z.object({ answers: z.int(), score: z.int().nullable() }),
});
export type PackCardParams = z.infer<typeof PackCardParams>;

export const MinutesCardParams = ForStaff.extend({
  dueAt: z.coerce.date(),
  phase: z.enum(['due', 'today', 'draft', 'not_held', 'published']),
  byName: z.string().nullable(),
});
export type MinutesCardParams = z.infer<typeof MinutesCardParams>;

export const ProgressCardParams = ForStaff.extend({ open: z.int().min(0), reported: z.boolean() });
export type ProgressCardParams = z.infer<typeof ProgressCardParams>;

/** One step up the ladder of domain §2.2; `unset`: nobody is named in the settings, so operations read it. */
export const LateParams = ForStaff.extend({
  what: z.enum(['pack', 'minutes']),
  pmName: z.string().nullable(),
  unset: z.enum(['pm_lead', 'vp']).nullable(),
});
export type LateParams = z.infer<typeof LateParams>;

export const ReplyNoteParams = ForStaff.extend({ text: z.string(), byName: z.string().nullable() });
export type ReplyNoteParams = z.infer<typeof ReplyNoteParams>;

export const MissedParams = ForStaff;
export type MissedParams = z.infer<typeof MissedParams>;
