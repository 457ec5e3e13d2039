import { z } from 'zod';
import { Amount, DealStage } from './field-schemas.ts';
import {
  DealStatus,
  FindingFacts,
  MatchClass,
  MatchReason,
  conflictClasses,
  findingOutcomes,
} from './state-schemas.ts';

/** Params of direct messages to staff (audience `internal`); other partners may be named in them. */
const AboutDeal = z.object({
  dealId: z.string(),
  partnerId: z.string(),
  partnerName: z.string(),
  customer: z.string(),
});

/** The approver's card, rewritten at every step. The value of its buttons is the deal id. */
export const ReviewCardParams = AboutDeal.extend({
  status: DealStatus,
  /** Goes back with a press that decides, so that the second of two people sees what the first did. */
  version: z.int(),
  registrationType: z.string(),
  country: z.string().nullable(),
  domain: z.string().nullable(),
  products: z.array(z.string()),
  amount: Amount,
  amountUsd: Amount.nullable(),
  stage: DealStage,
  useCase: z.string().nullable(),
  dueAt: z.coerce.date().nullable(),
  zone: z.string(),
  matchClass: MatchClass,
  findings: z.array(
    z.object({
      class: z.enum([...conflictClasses, 'probable', 'possible']),
      outcome: z.enum(findingOutcomes),
      subjectId: z.string().nullable(),
      isResolved: z.boolean(),
      /** The other side, as it stood when it was last matched. */
      facts: FindingFacts.default({}),
      listVersion: z.int().nullable().default(null),
    }),
  ),
  /** Pieces of evidence with this one. */
  evidence: z.int().default(0),
  completeAt: z.coerce.date().nullable().default(null),
  /** Of what the form asks. */
  filledPercent: z.int().nullable().default(null),
  /** How old our accounts and opportunities were that it was matched against; null: there are none. */
  accountsAsOf: z.coerce.date().nullable().default(null),
  /** Why each related thing was held to be related. */
  matches: z.array(MatchReason).default([]),
  /** Names of checks of domain §4.1. */
  notChecked: z.array(z.string()),
  unmet: z.array(z.string()),
  /** Codes of warnings at submission, such as `email_domain_differs`. */
  warnings: z.array(z.string()),
  decidedByName: z.string().nullable(),
});
export type ReviewCardParams = z.infer<typeof ReviewCardParams>;

/** The ladder of domain §4.7. */
export const ClockParams = AboutDeal.extend({
  percent: z.union([z.literal(50), z.literal(75), z.literal(100), z.literal(150)]),
  dueAt: z.coerce.date(),
  zone: z.string(),
  approverName: z.string().nullable(),
});
export type ClockParams = z.infer<typeof ClockParams>;

export const staffNoteKinds = [
  'answered',
  'evidence',
  'amount_changed',
  'products_changed',
  'close_slipped',
  'late_match',
  'conflict_found',
  'tell_account_owner',
  'extension_asked',
  'extension_overdue',
  'win_reported',
  'stale_45',
  'propose_revoke',
  'meeting_missing',
  'proof_missing',
  'withdrawn',
  'expired',
  'second_in_line_took_up',
  'auto_approved',
  'question_asked',
  'reinstatement_asked',
  'reinstatement_overdue',
] as const;

/** One thing that happened to a deal and the member of staff should know. */
export const StaffNoteParams = AboutDeal.extend({
  kind: z.enum(staffNoteKinds),
  /** What the partner wrote, where they wrote something. */
  text: z.string().nullable(),
  dueAt: z.coerce.date().nullable(),
  zone: z.string(),
});
export type StaffNoteParams = z.infer<typeof StaffNoteParams>;

export const staffMessages = {
  'review-card': ReviewCardParams,
  clock: ClockParams,
  'staff-note': StaffNoteParams,
} as const;
