import type { Money } from '#core/money.ts';
import type { DealField } from '../field-schemas.ts';
import type { Deal } from '../schemas.ts';
import type { ConflictFinding, LostReason, RejectReason, RevokeReason, WithdrawReason } from '../state-schemas.ts';
import type { DealRequest } from './verbs.ts';

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
