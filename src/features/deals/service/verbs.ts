import type { Actor } from '#core/actor.ts';
import type { ItemAnswers, ItemNow } from '#core/contributions/touch-content.ts';
import type { TouchRun } from '#core/touches.ts';
import type { Write } from '#core/write.ts';
import type { DealDetails, FieldProblem } from '../field-schemas.ts';
import type { Deal, DealDraft, DealProposal, EligibilityResult } from '../schemas.ts';
import type { DealMonth, DealReview, DealStanding, RegisterOffer } from '../touch-schemas.ts';
import type { PartnerVerbs, ThreadVerbs } from './partner-verbs.ts';
import type { ReadingVerbs } from './reading-verbs.ts';
import type { ReviewVerbs } from './review-verbs.ts';

/** A verb on one deal. `deliveryKey`: the same delivery a second time changes nothing. */
export interface DealRequest {
  dealId: string;
  actor: Actor;
  /** The version that the person saw; another one is AppError(conflict, deals.changed_meanwhile | already_*). */
  version?: number;
  deliveryKey?: string;
}

export interface DraftOrder {
  actor: Actor;
  partnerId: string;
  values: DealDraft['values'];
  step: 1 | 2 | 3;
}

export interface Submission {
  actor: Actor;
  partnerId: string;
  details: DealDetails;
  /** view.id: the natural identity of this form (design §6.1). */
  draftId: string;
}

/** Nothing that a partner may not read: what stands in the way, and where to begin. */
export interface Eligibility {
  mayRegister: boolean;
  /** First unmet check: text key `deals.ineligible_<check>`. */
  unmet: string | null;
  results: readonly EligibilityResult[];
}

/** What partner members and staff do with drafts and submissions (domain §4.1 to §4.3). All throw AppError. */
export interface SubmittingVerbs {
  /** Before the form opens; asked again on submit. Reads only. Throws forbidden. */
  checkEligibility(request: { actor: Actor; partnerId: string }): Promise<Eligibility>;
  /** The actor's own unfinished form; null when there is none or it is older than 14 days. */
  findDraft(request: { actor: Actor; partnerId: string }): Promise<DealDraft | null>;
  saveDraft(request: DraftOrder): Promise<DealDraft>;
  discardDraft(request: { actor: Actor; partnerId: string }): Promise<void>;
  /** Every problem of these fields in the order of the form; with `complete` also what is missing. */
  problemsIn(request: {
    partnerId: string;
    details: Partial<DealDetails>;
    complete: boolean;
  }): Promise<readonly FieldProblem[]>;
  /**
   * Stores the registration, owes the acknowledgement, then matches it. The same draft again gives the same deal.
   * Throws invalid with the field (deals.field_problem: params.problem is a key of fieldErrors) and
   * conflict deals.registered_by_colleague { dealId, on }; forbidden deals.ineligible { check }.
   */
  submitDeal(request: Submission): Promise<Deal>;
  /** What was registered from this draft, null when nothing was; what a crash left unmatched is matched. */
  findSubmitted(request: Pick<Submission, 'actor' | 'partnerId' | 'draftId'>): Promise<Deal | null>;
  /** Staff, for a partner that they manage; owes the partner a message with one button. */
  proposeDeal(request: Submission): Promise<DealProposal>;
  /** One tap by the partner: gives the consent and submits. Twice is once. */
  confirmOnBehalf(request: { actor: Actor; proposalId: string }): Promise<Deal>;
  declineProposal(request: { actor: Actor; proposalId: string }): Promise<void>;
}

/** For the jobs: each call is one claim and may be repeated. */
export interface SweepVerbs {
  listDue(request: { now: Date; limit: number; except: readonly string[] }): Promise<readonly string[]>;
  /** Throws conflict (deals.already_done) when nothing is due any more. Answers what was done. */
  runDue(request: { dealId: string; now: Date; actor: Actor }): Promise<string>;
  nextDueAt(): Promise<Date | null>;
  setAside(dealId: string, code: string): Promise<void>;
  purgeDrafts(request: { now: Date; actor: Actor }): Promise<number>;
  nextPurgeAt(): Promise<Date | null>;
}

/** Told by other features and by Slack. */
export interface NoticeVerbs {
  renameChannel(oldChannelId: string, newChannelId: string): Promise<void>;
  /** A partnership that ended holds nothing. */
  endAllOf(request: { partnerId: string; actor: Actor; write: Write }): Promise<void>;
}

/** For the touches of domain §2.1; null: nothing to show. */
export interface TouchVerbs {
  reviewOf(run: TouchRun, at: Date): Promise<DealReview | null>;
  monthOf(run: TouchRun, at: Date): Promise<DealMonth | null>;
  standingOf(partnerId: string): Promise<DealStanding | null>;
  offerOf(run: TouchRun): Promise<RegisterOffer | null>;
  /** What became of the partner's deals in a review: whose they are now, and which are closed. */
  itemsNow(partnerId: string, dealIds: readonly string[], write?: Write): Promise<readonly ItemNow[]>;
  /**
   * What a person said of a deal in a review, inside the write that stores it; the same answers again change nothing, nor
   * do those about a deal that is closed by now. Throws conflict (deals.change_needs_contact).
   */
  takeAnswers(answered: ItemAnswers, write: Write): Promise<void>;
}

export type DealVerbs = SubmittingVerbs &
  ReviewVerbs &
  PartnerVerbs &
  ThreadVerbs &
  ReadingVerbs &
  SweepVerbs &
  NoticeVerbs &
  TouchVerbs;
