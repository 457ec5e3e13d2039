import type { Actor } from '#core/actor.ts';
import type { Money } from '#core/money.ts';
import type { DealDetails, DealStage, Evidence, FieldProblem } from '../field-schemas.ts';
import type { AskedQuestion } from '../part-schemas.ts';
import type { Deal } from '../schemas.ts';
import type { LostReason, WithdrawReason } from '../state-schemas.ts';
import type { DealRequest } from './verbs.ts';

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
