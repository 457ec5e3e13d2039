import type { Actor } from '#core/actor.ts';
import type { ItemAnswers, ItemNow } from '#core/contributions/touch-content.ts';
import type { Money } from '#core/money.ts';
import type { TouchRun } from '#core/touches.ts';
import type { Write } from '#core/write.ts';
import type { DealKpis } from '../figure-schemas.ts';
import type { DealDetails, DealField, DealStage, Evidence, FieldProblem } from '../field-schemas.ts';
import type { Outlook } from '../outlook-schemas.ts';
import type { AskedQuestion } from '../part-schemas.ts';
import type { AgeBucket } from '../rules/queue.ts';
import type { Deal, DealDraft, DealProposal, EligibilityResult } from '../schemas.ts';
import type { DealMonth, DealReview, DealStanding, RegisterOffer } from '../touch-schemas.ts';
import type { ConflictFinding, LostReason, RejectReason, RevokeReason, WithdrawReason } from '../state-schemas.ts';

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

/** What a customer wrote about the opportunity of one registration (domain §4.5 C15). */
export interface LetterOrder extends DealRequest {
  chosenPartnerId: string;
  /** A day, not in the future where the vendor is. */
  receivedOn: string;
  /** Where the letter is kept: a link, or words. */
  ref: string;
  /** What a partner reads that loses its approval by it. */
  partnerText: string;
}

export interface ReviewVerbs {
  startReview(request: DealRequest): Promise<Deal>;
  /** `question` at least 10 characters; `fields`: what the partner may change besides stage and date. */
  askForInfo(request: DealRequest & { question: string; fields: readonly DealField[] }): Promise<Deal>;
  /** Operations settle what stands against it, one finding each time. */
  resolveFinding(
    request: DealRequest & {
      subjectId: string | null;
      class: ConflictFinding['class'];
      outcome: NonNullable<ConflictFinding['resolution']>['outcome'];
      note: string;
    },
  ): Promise<Deal>;
  /**
   * `windowDays`: other than the tier's. `checkedCrm`: needed where our accounts are out of date, else invalid
   * (deals.crm_unchecked).
   */
  approveDeal(
    request: DealRequest & { asCoSell?: boolean; windowDays?: number | undefined; checkedCrm?: boolean },
  ): Promise<Deal>;
  /** C15: revokes what another partner holds of it, and settles what others claim for the chosen one. */
  recordLetter(request: LetterOrder): Promise<Deal>;
  /** Both the reason and a sentence that the partner may read are needed. */
  rejectDeal(request: DealRequest & { reasonCode: RejectReason; partnerText: string }): Promise<Deal>;
  decideExtension(
    request: DealRequest & { outcome: 'approved' | 'declined'; partnerText: string | null },
  ): Promise<Deal>;
  /** For the partner, also where their own requests are used up: an exception, decided by who may grant it. */
  requestExtensionFor(
    request: DealRequest & { newCloseOn: string; activity: string; reason: string | null },
  ): Promise<Deal>;
  /** At most 10 business days after expiry, with an update, when nobody else holds the opportunity. */
  reinstateDeal(request: DealRequest & { update: string }): Promise<Deal>;
  revokeDeal(request: DealRequest & { reason: RevokeReason; partnerText: string }): Promise<Deal>;
  /** Confirms what the partner reported, or states the win; amount and contract day then stand. */
  markWonFor(request: DealRequest & { contractOn: string; amount: Money }): Promise<Deal>;
  markLostFor(request: DealRequest & { reason: LostReason }): Promise<Deal>;
  withdrawFor(request: DealRequest & { reason: WithdrawReason }): Promise<Deal>;
}

export interface DealUpdate {
  stage?: DealStage;
  expectedCloseOn?: string;
  nextStep?: string;
  /** By when; null takes it away. Without it a new step has no day. */
  nextStepOn?: string | null;
  /** More than 25 % up or down tells the reviewer. */
  estimatedAmount?: Money;
  products?: readonly string[];
  dealOwner?: DealDetails['dealOwner'];
  /** A meeting with the customer, or a demo, proof of concept or proposal, that took place on this day. */
  meetingOn?: string;
  proofOn?: string;
}

/** `message`: in the registration's thread; the same one again changes nothing. */
export interface NoteRequest extends DealRequest {
  note: string;
  evidence?: readonly Evidence[];
  message?: { channelId: string; ts: string };
}

/** For partner members, of their own company's deals only; foreign and missing look the same. */
export interface PartnerVerbs {
  /** `details`: what changed of the asked fields, stage and close date; its evidence is added to what stands. */
  answerInfo(request: DealRequest & { answer: string; details?: Partial<DealDetails> }): Promise<Deal>;
  /** While it is open; after a refusal for ten business days, then AppError(conflict, deals.evidence_over). */
  addNote(request: NoteRequest): Promise<Deal>;
  /** A question to the partner manager, or the cover while they are away; whatever the deal's state (domain §4.9). */
  askPartnerManager(request: DealRequest & { question: string }): Promise<Deal>;
  withdrawDeal(request: DealRequest & { reason: WithdrawReason }): Promise<Deal>;
  /** Stage, dates, next step, amount, owner of an approved deal (domain §4.8 locking); keeps it alive. */
  recordUpdate(request: DealRequest & { update: DealUpdate }): Promise<Deal>;
  /** Throws conflict: deals.extension_pending; deals.extensions_used { used, most } when none is left. */
  requestExtension(
    request: DealRequest & { newCloseOn: string; activity: string; reason: string | null },
  ): Promise<Deal>;
  /** Reads only; throws as `requestReinstatement` does for the deal itself. */
  checkReinstatement(request: { actor: Actor; dealId: string }): Promise<void>;
  /**
   * Within ten business days after the end, once, while nobody else holds the opportunity (domain §18 J11). Throws
   * conflict: deals.reinstatement_asked; deals.reinstatement_over, which never says why.
   */
  requestReinstatement(request: DealRequest & { newCloseOn: string; update: string }): Promise<Deal>;
  /** Reports a win for staff to confirm. */
  markWon(request: DealRequest & { contractOn: string; amount: Money }): Promise<Deal>;
  markLost(request: DealRequest & { reason: LostReason }): Promise<Deal>;
  /** Second in line: the opportunity is free, and this partner still wants it. */
  takeUpOffer(request: DealRequest): Promise<Deal>;
}

/** A message under the registration's root. */
export interface ThreadReply {
  rootKey: string;
  actor: Actor;
  /** Whose channel it is. */
  partnerId: string;
  /** As it was typed, without Slack's markup. */
  words: string;
  files: readonly Evidence[];
  message: { channelId: string; ts: string };
  deliveryKey: string;
}

export interface KeptReply {
  deal: Deal;
  /** What waits for an answer, of which nobody said yet that this is it. */
  question: AskedQuestion | null;
  /** Why the link that it is was kept as words only. */
  linkProblem: FieldProblem | null;
}

/** What is said in the registration's thread (domain §4.8, §4.9). */
export interface ThreadVerbs {
  /**
   * Keeps what a person of this very partner wrote as a note, once per message. null: it is no registration's thread, not
   * theirs, or it takes nothing any more.
   */
  takeReply(reply: ThreadReply): Promise<KeptReply | null>;
  /** Sends the words of that message as the answer. Throws conflict (deals.reply_gone, deals.already_moved). */
  answerWithReply(request: DealRequest & { messageTs: string }): Promise<Deal>;
  /** One of our people spoke there at this instant: the first human event, if there was none (domain §4.13). */
  noteContact(contact: { rootKey: string; actor: Actor; partnerId: string; at: Date }): Promise<void>;
}

/** Right first, then rows; never another partner's. */
export interface ReadingVerbs {
  /** The partner's own. Throws missing (deals.not_found). */
  getOwn(request: { actor: Actor; dealId: string }): Promise<Deal>;
  /** The partner's own, and what they can do with it now. Throws missing (deals.not_found). */
  getOutlook(request: { actor: Actor; dealId: string }): Promise<{ deal: Deal; outlook: Outlook }>;
  /** Newest first. */
  listOwn(request: { actor: Actor; partnerId: string; limit: number }): Promise<readonly Deal[]>;
  getForReview(request: { actor: Actor; dealId: string }): Promise<Deal>;
  getReviewOutlook(request: { actor: Actor; dealId: string }): Promise<{ deal: Deal; outlook: Outlook }>;
  /** When our accounts and opportunities were last imported, if that is too long ago to approve by (J9); else null. */
  outdatedAsOf(request: { actor: Actor }): Promise<Date | null>;
  /**
   * Figures of a quarter (`2026-Q4`), a month (`2026-11`) or, when empty, the running quarter; of one partner that the
   * actor manages, or of the programme. Throws forbidden, missing (deals.not_found), invalid (deals.figures_period).
   */
  readFigures(request: { actor: Actor; partnerId: string | null; period: string }): Promise<Figures>;
  /** Undecided ones with their age, oldest first (domain §4.7: the queue always shows age). */
  listQueue(request: { actor: Actor; limit: number }): Promise<readonly QueueLine[]>;
  listOfPartner(request: { actor: Actor; partnerId: string; limit: number }): Promise<readonly Deal[]>;
}

export interface Figures {
  label: string;
  asOf: Date;
  /** Of the vendor. */
  zone: string;
  kpis: DealKpis;
}

export interface QueueLine {
  deal: Deal;
  partnerName: string;
  /** Share of the promised time used, in percent; while paused it stands still. */
  usedPercent: number;
  bucket: AgeBucket;
  approverName: string | null;
  /** Of what must be settled first. */
  openClasses: readonly string[];
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
