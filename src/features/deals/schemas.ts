import { z } from 'zod';
import { Amount, Day, DealDetails, Person } from './field-schemas.ts';
import { Decision, DecisionClock, Extension, AskedQuestion, Protection, Timer } from './part-schemas.ts';
import { ReinstatementAsked } from './part-schemas.ts';
import { ConflictFinding, DealStatus, MatchClass, MatchReason } from './state-schemas.ts';

/** A rate used for reporting only: US dollars for a million units, so EUR 1.10 is 1100000 and JPY 0.0067 is 6700. */
export const FxUsed = z.object({ usdPerMillion: z.int().positive(), on: Day.nullable(), source: z.string() });
export type FxUsed = z.infer<typeof FxUsed>;

/** domain §3.2 D5. */
export const Forecast = z.enum(['commit', 'likely', 'upside', 'omit']);

/** The message under which the registration is told about, in the partner's channel. */
export const DealThread = z.object({ key: z.string(), channelId: z.string() });
export type DealThread = z.infer<typeof DealThread>;

/** One line of the deal's story; the audit trail has the whole of it. Notes are for staff. */
export const HistoryEntry = z.object({
  at: z.date(),
  action: z.string(),
  by: z.string(),
  status: DealStatus,
  note: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** A refused duplicate that waits until the opportunity is free (domain §4.10). Staff only, but for `state`. */
export const SecondInLine = z.object({
  state: z.enum(['waiting', 'offered', 'confirmed', 'lapsed']),
  heldByDealId: z.string(),
  offeredAt: z.date().nullable(),
  confirmBy: z.date().nullable(),
});
export type SecondInLine = z.infer<typeof SecondInLine>;

/** A win as reported; it counts once staff have confirmed it (domain §4.8). */
export const Win = z.object({
  contractOn: Day,
  amount: Amount,
  reportedBy: z.string(),
  reportedAt: z.date(),
  confirmedBy: z.string().nullable(),
  confirmedAt: z.date().nullable(),
});
export type Win = z.infer<typeof Win>;

/** A check of domain §4.1 as it stood at submission, for staff; `not_checked`: nobody knows. */
export const EligibilityResult = z.object({
  check: z.string(),
  state: z.enum(['met', 'unmet', 'not_checked']),
});
export type EligibilityResult = z.infer<typeof EligibilityResult>;

export const Deal = z.object({
  /** `DR-2026-0142`: unique, with gaps. */
  dealId: z.string().regex(/^DR-\d{4}-\d{4,}$/),
  partnerId: z.string(),
  status: DealStatus,
  /** Goes up with every change; a verb names the one it saw (domain §4.8). */
  version: z.int().positive(),
  /** The last delivery that changed it: taken a second time it changes nothing. */
  lastDelivery: z.string().nullable(),
  /** The draft or proposal it came from; unique, so that a form sent twice is one registration. */
  draftId: z.string().nullable(),
  /** The id in the file it came from; such history was never checked for eligibility. */
  externalRef: z.string().nullable(),
  /** A scenario of domain §16.4, not part of the baseline figures. */
  scenario: z.boolean(),

  details: DealDetails,
  roeVersion: z.int().min(0),
  submittedAt: z.date(),
  submittedBy: Person.nullable(),
  /** First instant at which every required field was valid; with `sequence` the order of domain §4.6 rule 1. */
  completeAt: z.date(),
  /** From one counter, so that no two are the same. */
  sequence: z.int().positive(),
  amountUsd: Amount.nullable(),
  fx: FxUsed.nullable(),

  normalizedName: z.string(),
  accountId: z.string().nullable(),
  /** What similar registrations have in common, for finding candidates by an index. */
  searchKeys: z.array(z.string()),
  matchedAt: z.date().nullable(),
  /** How old our accounts and opportunities were that it was matched against; null: there are none. */
  accountsAsOf: z.date().nullable().default(null),
  matchClass: MatchClass,
  /** Staff only, as are the reasons and the eligibility. */
  findings: z.array(ConflictFinding),
  matchReasons: z.array(MatchReason),
  eligibility: z.array(EligibilityResult),
  /** Codes of what the partner could go on with and a reviewer should see. */
  warnings: z.array(z.string()),

  approverStaffId: z.string().nullable(),
  clock: DecisionClock.nullable(),
  triagedAt: z.date().nullable(),
  /** When a person on our side first did something about it. */
  firstContactAt: z.date().nullable(),
  infoRequests: z.array(AskedQuestion),
  decision: Decision.nullable(),

  protection: Protection.nullable(),
  /** Last protected day, to 23:59 in the protection's zone. */
  protectedUntilOn: Day.nullable(),
  extensions: z.array(Extension),
  reinstatement: ReinstatementAsked.nullable().default(null),
  /** What of the opportunity is held while protection lasts; no two deals hold the same (unique index). */
  heldKeys: z.array(z.string()),
  lastUpdateAt: z.date().nullable(),
  nextStep: z.string().nullable(),
  /** By when, where a review said so. */
  nextStepOn: Day.nullable().default(null),
  /** When its stage last changed; null: not since it was complete. */
  stageSince: z.date().nullable().default(null),
  /** How sure the partner is (domain §3.2 D5). */
  forecast: Forecast.nullable().default(null),
  /** What the newest review has said of it already: the same again changes nothing. */
  lastReview: z
    .object({ occurrenceId: z.string(), taken: z.record(z.string(), z.string()) })
    .nullable()
    .default(null),
  secondInLine: SecondInLine.nullable(),

  win: Win.nullable(),
  /** Of the list that belongs to the final status. */
  closedReason: z.string().nullable(),
  closedAt: z.date().nullable(),
  /** `influenced` where we sourced it or were active there ourselves (domain §4.6 rule 8). */
  credit: z.enum(['sourced', 'influenced']).nullable(),

  thread: DealThread.nullable(),
  history: z.array(HistoryEntry),
  timers: z.array(Timer),
  /** The earliest of `timers`, for the sweep. */
  nextStepAt: z.date().nullable(),
});
export type Deal = z.infer<typeof Deal>;

/** Text, choice or choices as they stand in the form, by field name; not checked yet (domain §4.2). */
const DraftValues = z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()]));

/** A form that a person has begun: one per person and partner, kept 14 days. Status "draft" of domain §4.8. */
export const DealDraft = z.object({
  draftId: z.string(),
  partnerId: z.string(),
  person: Person,
  values: DraftValues,
  /** 1 customer, 2 opportunity, 3 evidence and review. */
  step: z.int().min(1).max(3),
  createdAt: z.date(),
  updatedAt: z.date(),
  expiresAt: z.date(),
});
export type DealDraft = z.infer<typeof DealDraft>;

/** A registration that staff filled in for a partner, until somebody there confirms it (issue 5 item 1). */
export const DealProposal = z.object({
  proposalId: z.string(),
  partnerId: z.string(),
  /** Complete but for the consent, which only the partner can give. */
  details: DealDetails,
  state: z.enum(['open', 'confirmed', 'declined', 'expired']),
  /** What became of it. */
  dealId: z.string().nullable(),
  /** Staff id. */
  proposedBy: z.string(),
  proposedByName: z.string(),
  /** The message with the button. */
  thread: DealThread.nullable(),
  createdAt: z.date(),
  expiresAt: z.date(),
});
export type DealProposal = z.infer<typeof DealProposal>;
