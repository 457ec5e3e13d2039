import { z } from 'zod';
import { Amount, Day, DealStage } from './field-schemas.ts';
import { ConflictText, DealStatus, LostReason, RejectReason, RevokeReason, WithdrawReason } from './state-schemas.ts';

/**
 * Params of what partners read (audience `partner`), by message name `deals.<key of partnerMessages>`. All but
 * `registration` and `proposal` are replies under the registration's root, `deals:registration:<dealId>`.
 * Nothing here comes from another partner's deal. `zone` is the partner's.
 */
const At = z.coerce.date();
const Own = z.object({ dealId: z.string(), customer: z.string() });
/** Whom the partner can ask; messages from before it was known have none. */
const ContactName = z.string().nullable().default(null);
const Timed = Own.extend({ zone: z.string() });

/** The root: rewritten at every step, so that it always says how the registration stands. */
export const RegistrationParams = Timed.extend({
  products: z.array(z.string()),
  amount: Amount,
  status: DealStatus,
  isExtended: z.boolean(),
  stage: DealStage,
  expectedCloseOn: Day.nullable(),
  reviewerName: z.string().nullable(),
  /** null while nothing is promised: paused, decided. */
  decisionDueAt: At.nullable(),
  /** The new time that was told has passed, too. */
  isOverdue: z.boolean().default(false),
  protectedUntilOn: Day.nullable(),
});
export type RegistrationParams = z.infer<typeof RegistrationParams>;

/** Something is being checked or another one goes first; `text` chooses the words of domain §4.5. */
export const FlaggedParams = Timed.extend({ text: ConflictText, decisionDueAt: At });
export type FlaggedParams = z.infer<typeof FlaggedParams>;

/** `fields`: what the partner may change with the answer, by field name. */
export const QuestionParams = Own.extend({
  reviewerName: z.string(),
  question: z.string(),
  answerBy: Day,
  fields: z.array(z.string()).readonly().default([]),
});
export type QuestionParams = z.infer<typeof QuestionParams>;

/** No answer in time; on `withdrawOn` the registration is withdrawn and can be sent again. */
export const UnansweredParams = Own.extend({ question: z.string(), withdrawOn: Day });
export type UnansweredParams = z.infer<typeof UnansweredParams>;

export const BackInReviewParams = Timed.extend({ decisionDueAt: At });
export type BackInReviewParams = z.infer<typeof BackInReviewParams>;

export const ApprovedParams = Own.extend({
  protectedUntilOn: Day,
  windowDays: z.int(),
  updateDays: z.int(),
  meetingBy: Day,
  contactName: z.string().nullable(),
  asCoSell: z.boolean(),
  /** Our colleague with whom it is sold (C6). */
  repName: z.string().nullable(),
});
export type ApprovedParams = z.infer<typeof ApprovedParams>;

export const RejectedParams = Own.extend({
  reasonCode: RejectReason,
  partnerText: z.string(),
  evidenceUntilOn: Day,
  /** They will be told when it opens. */
  isSecondInLine: z.boolean(),
  contactName: ContactName,
});
export type RejectedParams = z.infer<typeof RejectedParams>;

/** T − 30, 14, 7, 1; T − 1 rewrites the message of T − 7. */
export const ProtectionEndingParams = Own.extend({
  daysLeft: z.int(),
  protectedUntilOn: Day,
  lastUpdateDays: z.int(),
  offersExtension: z.boolean(),
});
export type ProtectionEndingParams = z.infer<typeof ProtectionEndingParams>;

/** `answerBy` is set where we may end the registration otherwise (60 days). */
export const StaleParams = Own.extend({ days: z.int(), answerBy: Day.nullable() });
export type StaleParams = z.infer<typeof StaleParams>;

/** `isLate`: asked for so late that the decision may come after the end. */
export const ExtensionAskedParams = Timed.extend({
  newCloseOn: Day,
  decideBy: At,
  isLate: z.boolean().default(false),
});
export type ExtensionAskedParams = z.infer<typeof ExtensionAskedParams>;

export const ExtendedParams = Own.extend({ protectedUntilOn: Day, number: z.int(), most: z.int() });
export type ExtendedParams = z.infer<typeof ExtendedParams>;

export const ExtensionDeclinedParams = Own.extend({
  partnerText: z.string().nullable(),
  protectedUntilOn: Day,
  contactName: ContactName,
});
export type ExtensionDeclinedParams = z.infer<typeof ExtensionDeclinedParams>;

export const ExpiredParams = Own.extend({ endedOn: Day, reinstateUntilOn: Day });
export type ExpiredParams = z.infer<typeof ExpiredParams>;

export const ReinstatementAskedParams = Timed.extend({ newCloseOn: Day, answerBy: At });
export type ReinstatementAskedParams = z.infer<typeof ReinstatementAskedParams>;

export const ReinstatedParams = Own.extend({ protectedUntilOn: Day });
export type ReinstatedParams = z.infer<typeof ReinstatedParams>;

/** `isConfirmed` false: reported by the partner, our side is to confirm it. */
export const WonParams = Own.extend({ isConfirmed: z.boolean() });
export type WonParams = z.infer<typeof WonParams>;

/** A review said so: contract date and amount, or the reason, are still to be given (domain §3.4 R10). */
export const ClosingParams = Own.extend({ outcome: z.enum(['won', 'lost']) });
export type ClosingParams = z.infer<typeof ClosingParams>;

export const ClosedParams = Own.extend({
  outcome: z.enum(['lost', 'withdrawn']),
  reason: z.union([LostReason, WithdrawReason]),
});
export type ClosedParams = z.infer<typeof ClosedParams>;

export const RevokedParams = Own.extend({
  reason: RevokeReason,
  partnerText: z.string(),
  effectiveOn: Day,
  evidenceUntilOn: Day,
  contactName: ContactName,
});
export type RevokedParams = z.infer<typeof RevokedParams>;

/** The promise was missed: a new time, and who knows of it. */
/** `isLeadTold`: somebody above the reviewer knows. */
export const LateParams = Timed.extend({
  newDueAt: At,
  reviewerName: z.string().nullable(),
  isLeadTold: z.boolean().default(true),
});
export type LateParams = z.infer<typeof LateParams>;

/** Second in line: the opportunity is free. */
export const OpenedParams = Timed.extend({ confirmBy: At });
export type OpenedParams = z.infer<typeof OpenedParams>;

export const OfferLapsedParams = Own;
export type OfferLapsedParams = z.infer<typeof OfferLapsedParams>;

/** What changed by the partner's own update or ours: said once in the thread. */
export const UpdatedParams = Own.extend({
  stage: DealStage.optional(),
  expectedCloseOn: Day.optional(),
  nextStep: z.string().optional(),
  nextStepOn: Day.optional(),
  amount: Amount.optional(),
  products: z.array(z.string()).optional(),
  owner: z.string().optional(),
  meetingOn: Day.optional(),
  proofOn: Day.optional(),
});
export type UpdatedParams = z.infer<typeof UpdatedParams>;

/** A root of its own: filled in by our staff, to be confirmed with one tap. */
export const ProposalParams = z.object({
  proposalId: z.string(),
  customer: z.string(),
  products: z.array(z.string()),
  amount: Amount,
  proposedByName: z.string(),
  expiresOn: Day,
  state: z.enum(['open', 'confirmed', 'declined', 'expired']),
});
export type ProposalParams = z.infer<typeof ProposalParams>;

export const partnerMessages = {
  registration: RegistrationParams,
  flagged: FlaggedParams,
  'info-needed': QuestionParams,
  'info-warning': UnansweredParams,
  'back-in-review': BackInReviewParams,
  approved: ApprovedParams,
  rejected: RejectedParams,
  'protection-ending': ProtectionEndingParams,
  stale: StaleParams,
  'extension-asked': ExtensionAskedParams,
  extended: ExtendedParams,
  'extension-declined': ExtensionDeclinedParams,
  expired: ExpiredParams,
  'reinstatement-asked': ReinstatementAskedParams,
  reinstated: ReinstatedParams,
  won: WonParams,
  closing: ClosingParams,
  closed: ClosedParams,
  revoked: RevokedParams,
  late: LateParams,
  opened: OpenedParams,
  'offer-lapsed': OfferLapsedParams,
  updated: UpdatedParams,
  proposal: ProposalParams,
} as const;
