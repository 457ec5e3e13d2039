import { z } from 'zod';
import { Day } from './field-schemas.ts';
import { matchClasses } from './matching/classes.ts';

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

export const MatchClass = z.enum(matchClasses);
export type MatchClass = z.infer<typeof MatchClass>;

/** What follows from a finding by default; holds and checks end with a person's decision (domain §4.5). */
export const findingOutcomes = [
  'open_existing',
  'reject',
  'hold',
  'evidence_review',
  'human_check',
  'limit_scope',
  'approve_as_co_sell',
  'inform_account_owner',
  'needs_new_evidence',
  'customer_choice',
  'hint',
] as const;

/** Keys of the catalogue for what the partner is told; nothing of another partner stands in them. */
export const conflictTexts = [
  'own_registration',
  'already_registered',
  'earlier_request',
  'more_evidence',
  'direct_process',
  'co_sell',
  'incumbent_renewal',
  'public_tender',
  'checking_buying_group',
  'new_scope_only',
  'outside_territory',
  'direct_only',
  'customer_choice',
  'checking_detail',
] as const;
export const ConflictText = z.enum(conflictTexts);

/** How a reviewer settled a finding: other buying entity, the same one but this partner goes first, and so on. */
export const resolutions = [
  'different_opportunity',
  'this_one_first',
  'co_sell',
  'customer_choice',
  'overruled',
] as const;

/**
 * The other side of a finding as it stood when it was last matched, for the reviewer: another partner's registration, an
 * account or opportunity of ours, who covers a territory. Staff only.
 */
export const FindingFacts = z.object({
  partnerId: z.string().optional(),
  partnerName: z.string().optional(),
  customer: z.string().optional(),
  status: DealStatus.optional(),
  completeAt: z.coerce.date().optional(),
  /** Pieces of evidence that the other registration has. */
  evidence: z.int().min(0).optional(),
  repName: z.string().optional(),
  openedOn: Day.optional(),
  lastActivityOn: Day.optional(),
  /** Names of the partners whose territory it is (C12). */
  coveredBy: z.array(z.string()).optional(),
});
export type FindingFacts = z.infer<typeof FindingFacts>;

/** Something else that stands on the same customer (domain §4.5). Staff only: it points to another partner's deal. */
export const ConflictFinding = z.object({
  class: z.enum([...conflictClasses, 'probable', 'possible']),
  outcome: z.enum(findingOutcomes),
  rejectReason: RejectReason.nullable(),
  /** These two are safe for the registering partner. */
  text: ConflictText.nullable(),
  params: z.object({
    ownDealId: z.string().optional(),
    ownCompleteAt: z.date().optional(),
    repName: z.string().optional(),
    allowedProducts: z.array(z.string()).readonly().optional(),
  }),
  match: MatchClass,
  subject: z.enum(['deal', 'opportunity', 'account', 'details']),
  subjectId: z.string().nullable(),
  /** Version of the direct-only list (C14). */
  listVersion: z.int().nullable(),
  facts: FindingFacts.default({}),
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
