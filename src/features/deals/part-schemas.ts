import { z } from 'zod';
import { Day } from './field-schemas.ts';
import { RejectReason } from './state-schemas.ts';

/** Everything that the sweep does to a deal, each at its instant. */
const timerSteps = [
  'match',
  'sla_50',
  'sla_75',
  'sla_100',
  'sla_150',
  'info_warning',
  'info_withdraw',
  'protection_30',
  'protection_14',
  'protection_7',
  'protection_1',
  'stale_30',
  'stale_45',
  'stale_60',
  'milestone_meeting',
  'milestone_proof',
  'expire',
  'extension_silence',
  'offer_lapse',
  'reinstatement_overdue',
] as const;
export const TimerStep = z.enum(timerSteps);
export type TimerStep = z.infer<typeof TimerStep>;
export const Timer = z.object({ step: TimerStep, at: z.date() });
export type Timer = z.infer<typeof Timer>;

/** A clock in business minutes of its owner (domain §4.7); `runningSince` null: paused or stopped. */
export const DecisionClock = z.object({
  zone: z.string(),
  startedAt: z.date(),
  budgetMinutes: z.int().positive(),
  usedMinutes: z.int().min(0),
  runningSince: z.date().nullable(),
  /** null while paused. Kept when stopped, for "decided within the promise". */
  dueAt: z.date().nullable(),
  stoppedAt: z.date().nullable(),
  /** The last rung of the ladder that was climbed. */
  level: z.union([z.literal(0), z.literal(50), z.literal(75), z.literal(100), z.literal(150)]),
  /** The new time that the partner was told at 100 %. */
  newDueAt: z.date().nullable(),
  /** At 150 % that one has passed, too. */
  isOverdue: z.boolean().default(false),
});
export type DecisionClock = z.infer<typeof DecisionClock>;

export const Extension = z.object({
  requestedAt: z.date(),
  requestedBy: z.string(),
  newCloseOn: Day,
  activity: z.string(),
  /** Why milestones are not met, where they are not. */
  reason: z.string().nullable(),
  /** Asked for at least so many business days before the end, with every condition met: silence approves. */
  silenceApproves: z.boolean(),
  decideBy: z.date(),
  outcome: z.enum(['pending', 'approved', 'declined']),
  decidedAt: z.date().nullable(),
  decidedBy: z.string().nullable(),
  previousEndsOn: Day,
  endsOn: Day.nullable(),
  isReinstatement: z.boolean().default(false),
});
export type Extension = z.infer<typeof Extension>;

/** The partner asked for it back after its end (domain §18 J11); once, until it is protected again. */
export const ReinstatementAsked = z.object({
  askedAt: z.date(),
  askedBy: z.string(),
  newCloseOn: Day,
  update: z.string(),
  answerBy: z.date(),
});
export type ReinstatementAsked = z.infer<typeof ReinstatementAsked>;

/** What was approved (domain §4.10): stored, so that a later change of tier shortens nothing. */
export const Protection = z.object({
  approvedAt: z.date(),
  windowDays: z.int().positive(),
  zone: z.string(),
  tier: z.string(),
  meetingOn: Day.nullable(),
  proofOn: Day.nullable(),
  closeSlips: z.int().min(0),
});
export type Protection = z.infer<typeof Protection>;

export const Decision = z.object({
  outcome: z.enum(['approved', 'rejected']),
  by: z.string(),
  byName: z.string(),
  at: z.date(),
  reasonCode: RejectReason.nullable(),
  /** Safe for the partner; names nobody. */
  partnerText: z.string().nullable(),
  asCoSell: z.boolean(),
});
export type Decision = z.infer<typeof Decision>;

export const AskedQuestion = z.object({
  question: z.string(),
  fields: z.array(z.string()),
  askedAt: z.date(),
  askedByName: z.string(),
  answerBy: Day,
  answer: z.string().nullable(),
  answeredAt: z.date().nullable(),
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;
