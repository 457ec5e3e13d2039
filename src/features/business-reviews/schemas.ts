import { z } from 'zod';
import { isPlainDate } from '#core/calendar/dates.ts';

export const qbrTouchIds = ['qbr_strategic', 'qbr_core'] as const;
export const QbrTouchId = z.enum(qbrTouchIds);
export type QbrTouchId = z.infer<typeof QbrTouchId>;

/** `planned → drafted → shared → held`; a review can be held without a pack. Exits: `missed`, `cancelled`. */
export const reviewStates = ['planned', 'drafted', 'shared', 'held', 'missed', 'cancelled'] as const;
export const ReviewState = z.enum(reviewStates);
export type ReviewState = z.infer<typeof ReviewState>;

/** What the sweep does next: the draft of the pack, then the ladder of what is late on our side (domain §2.2, §8.5). */
export const timedSteps = ['draft', 'pack_lead', 'pack_vp', 'minutes_pm', 'minutes_lead'] as const;
export const TimedStep = z.enum(timedSteps);
export type TimedStep = z.infer<typeof TimedStep>;

export const PlainDateText = z.string().refine(isPlainDate, 'not a calendar day (YYYY-MM-DD)');

export const sides = ['vendor', 'partner'] as const;
export const Side = z.enum(sides);
export type Side = z.infer<typeof Side>;

/** The vendor's person who did something, by name as it stood then. */
export const StaffSignature = z.object({ staffId: z.string().nullable(), name: z.string().nullable() });
export type StaffSignature = z.infer<typeof StaffSignature>;

/** One promise of a review (domain §8.5 section 12). */
export const Commitment = z.object({
  /** `V1`, `P2`: side and place in the minutes. */
  commitmentId: z.string(),
  side: Side,
  text: z.string(),
  owner: z.string(),
  dueOn: PlainDateText,
  kept: z.boolean(),
});
export type Commitment = z.infer<typeof Commitment>;

/** Numbers of one contributor as they were read once, at the data freeze. */
const PackSection = z.object({ name: z.string(), params: z.unknown() });

export const PreworkAnswer = z.object({ questionId: z.string(), value: z.union([z.string(), z.array(z.string())]) });
export type PreworkAnswer = z.infer<typeof PreworkAnswer>;

export const Pack = z.object({
  draftedAt: z.date(),
  sections: z.array(PackSection),
  prework: z.array(PreworkAnswer),
  approvedAt: z.date().nullable(),
  approvedBy: StaffSignature.nullable(),
  channelId: z.string().nullable(),
});
export type Pack = z.infer<typeof Pack>;

export const Minutes = z.object({
  attendees: z.string(),
  decisions: z.string(),
  nextOn: PlainDateText.nullable(),
  savedAt: z.date(),
  by: StaffSignature,
  channelId: z.string(),
  /** How often they were published; 2 after a change. */
  version: z.int().positive(),
  /** The delivery that published them: taken a second time it changes nothing. */
  deliveryKey: z.string(),
});
export type Minutes = z.infer<typeof Minutes>;

/** What was typed into the minutes form and is not published yet, as it was typed. */
export const MinutesDraft = z.object({ fields: z.record(z.string(), z.string()), at: z.date() });
export type MinutesDraft = z.infer<typeof MinutesDraft>;

/** What a partner's person wrote under the minutes. */
const Reply = z.object({
  text: z.string(),
  name: z.string().nullable(),
  userId: z.string(),
  ts: z.string(),
  at: z.date(),
});

/** Whom Q8 was asked, and what they said: internal, never part of a message to a partner (domain §3.3, §3.5). */
const SurveyPerson = z.object({ contactId: z.string(), name: z.string(), teamId: z.string(), userId: z.string() });
export type SurveyPerson = z.infer<typeof SurveyPerson>;

export const NpsAnswer = z.object({
  contactId: z.string(),
  score: z.int().min(0).max(10),
  reason: z.string().nullable(),
  mayContact: z.boolean(),
  answeredAt: z.date(),
  /** 1 for the first answer, 2 after a change. */
  answerVersion: z.int().positive(),
  deliveryKey: z.string(),
});
export type NpsAnswer = z.infer<typeof NpsAnswer>;

const Survey = z.object({ askedAt: z.date(), channelId: z.string(), people: z.array(SurveyPerson) });

/** A date that the partner manager set; `deliveryKey`: the form that set it, which taken a second time sets nothing. */
const DateSet = z.object({
  meetingAt: z.date(),
  wasAt: z.date().nullable(),
  setAt: z.date(),
  by: StaffSignature,
  deliveryKey: z.string(),
});

export const Review = z.object({
  /** `P-0003.2026-Q4`: one for each partner and quarter. */
  reviewId: z.string(),
  partnerId: z.string(),
  /** The vendor's quarter in which the meeting is held: `2026-Q4`. */
  quarter: z.string(),
  /** The run of check-ins that it belongs to; null until that exists. */
  occurrenceId: z.string().nullable(),
  touchId: QbrTouchId,
  zone: z.string(),
  meetingOn: PlainDateText,
  meetingAt: z.date(),
  /** When it counts as missed; null until the run is known. */
  closeAt: z.date().nullable(),
  state: ReviewState,
  pmStaffId: z.string().nullable(),
  /** Steps of domain §8.5 that were taken: `agenda@2026-10-20`. */
  steps: z.array(z.string()),
  /** Dates that the partner manager set, oldest first. */
  dates: z.array(DateSet),
  pack: Pack.nullable(),
  draft: MinutesDraft.nullable(),
  minutes: Minutes.nullable(),
  commitments: z.array(Commitment),
  replies: z.array(Reply),
  survey: Survey.nullable(),
  nps: z.array(NpsAnswer),
  /** What waits for the partner manager, for their Home. */
  waitsFor: z.enum(['pack', 'minutes']).nullable(),
  nextStep: TimedStep.nullable(),
  nextStepAt: z.date().nullable(),
});
export type Review = z.infer<typeof Review>;
