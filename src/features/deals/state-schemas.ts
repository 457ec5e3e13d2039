import { z } from 'zod';
import { Amount, Day, DealDetails, Person } from './field-schemas.ts';

/** domain §4.8. `draft` is a document of its own (`DealDraft`); display status "extended" is `displayStatusOf`. */
export const dealStatuses = [
  'draft',
  'submitted',
  'in_review',
  'info_needed',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
  'revoked',
  'won',
  'lost',
] as const;
export const DealStatus = z.enum(dealStatuses).exclude(['draft']);
export type DealStatus = z.infer<typeof DealStatus>;

export const undecidedStatuses = ['submitted', 'in_review', 'info_needed'] as const satisfies readonly DealStatus[];
/** Search scope "open registrations" of domain §4.4; these count against the partner's limit. */
export const openStatuses = [...undecidedStatuses, 'approved'] as const satisfies readonly DealStatus[];

/** Reject reasons: of the conflict classes (domain §4.5) and of the review itself. */
export const rejectReasons = [
  'duplicate_registered',
  'existing_direct_opportunity',
  'incumbent_partner',
  'public_tender',
  'outside_territory',
  'direct_only',
  'customer_choice',
  'not_qualified',
  'insufficient_evidence',
  'not_eligible',
  'other',
] as const;
export const RejectReason = z.enum(rejectReasons);
export type RejectReason = z.infer<typeof RejectReason>;

/** domain §4.8, from AWS's list. */
export const lostReasons = [
  'competitor',
  'price',
  'no_decision',
  'customer_deficiency',
  'legal_tax_regulatory',
  'technical_limitation',
  'security_compliance',
  'partner_gap',
  'product',
  'people_relationship',
  'duplicate',
  'other',
] as const;
export const LostReason = z.enum(lostReasons);
export type LostReason = z.infer<typeof LostReason>;

export const revokeReasons = ['breach', 'stale', 'tier_exit', 'customer_choice'] as const;
export const RevokeReason = z.enum(revokeReasons);
export type RevokeReason = z.infer<typeof RevokeReason>;

/** `no_answer`: by the clock, while an answer was missing; the partner may send it again. */
export const withdrawReasons = ['no_longer_pursued', 'duplicate', 'mistake', 'other', 'no_answer'] as const;
export const WithdrawReason = z.enum(withdrawReasons);
export type WithdrawReason = z.infer<typeof WithdrawReason>;

export const conflictClasses = [
  'C1',
  'C2',
  'C3',
  'C4',
  'C5',
  'C6',
  'C7',
  'C8',
  'C9',
  'C10',
  'C11',
  'C12',
  'C13',
  'C14',
  'C15',
] as const;
export const ConflictClass = z.enum(conflictClasses);
export type ConflictClass = z.infer<typeof ConflictClass>;

export const matchClasses = ['same', 'probable', 'possible', 'none'] as const;
export const MatchClass = z.enum(matchClasses);
export type MatchClass = z.infer<typeof MatchClass>;

/** How a reviewer settled a finding: other buying entity, the same one but this partner goes first, and so on. */
export const resolutions = ['different_opportunity', 'this_one_first', 'co_sell', 'customer_choice', 'overruled'] as const;

/** Something else that stands on the same customer (domain §4.5). Staff only: names another partner's deal. */
export const ConflictFinding = z.object({
  class: ConflictClass,
  match: MatchClass,
  /** What it was found against; `subjectId` is a deal id, opportunity id or account id. */
  subject: z.enum(['deal', 'opportunity', 'account', 'details']),
  subjectId: z.string().nullable(),
  foundAt: z.date(),
  resolution: z
    .object({ outcome: z.enum(resolutions), by: z.string(), at: z.date(), note: z.string() })
    .nullable()
    .default(null),
});
export type ConflictFinding = z.infer<typeof ConflictFinding>;

/** Why two were held to be the same (domain §4.4). Staff only. */
export const MatchReason = z.object({
  subjectId: z.string(),
  /** `domain_equal`, `name`, `country_differs` … */
  rule: z.string(),
  /** Thousandths; null where the rule has no score. */
  score: z.int().min(0).max(1000).nullable(),
  text: z.string(),
});
export type MatchReason = z.infer<typeof MatchReason>;

/** Everything that the sweep does to a deal, each at its instant. */
export const timerSteps = [
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

export const InfoRequest = z.object({
  question: z.string(),
  fields: z.array(z.string()),
  askedAt: z.date(),
  askedByName: z.string(),
  answerBy: Day,
  answer: z.string().nullable(),
  answeredAt: z.date().nullable(),
});
export type InfoRequest = z.infer<typeof InfoRequest>;
