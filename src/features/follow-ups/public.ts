import type { Actor } from '#core/actor.ts';
import type { Write } from '#core/write.ts';
import type { AnswerGiven, RuleFacts } from './rules/answers.ts';
import type { FollowUpItem } from './rules/items.ts';
import type { PartnerLine, Thread } from './schemas.ts';

export interface OpeningRequest {
  /** The caller's write: what it stores and what follows from it are one. */
  write: Write;
  actor: Actor;
  partnerId: string;
  /** The message under which the partner reads about it; null: nothing is posted to the partner. */
  thread: Thread | null;
}

/** What has changed by this call; a repeated call changes nothing. */
export interface Opened {
  /** New ones, and those that an answer brought back. */
  openedIds: readonly string[];
  /** Taken back because the answer changed. */
  cancelledIds: readonly string[];
  /** True when a reply in the thread names somebody and a day, now or from before: no other thanks are needed. */
  partnerIsTold: boolean;
}

/** What other features may ask of follow-ups; runs inside their write. Throws AppError(forbidden) by the actor's rights. */
export interface FollowUpsPublic {
  /** Opens what is asked for. An item with the same source, rule and partner is never opened twice. */
  openFollowUps(request: OpeningRequest & { items: readonly FollowUpItem[] }): Promise<Opened>;
  /**
   * Runs the rules of domain §3.4 over ALL answers of one occurrence as they now stand: opens what is new, brings up to
   * date what an edited answer changed, cancels what no longer follows from any answer.
   */
  followAnswers(
    request: OpeningRequest & {
      /** `monthly_checkin:P-0016:2026-12`. */
      occurrenceKey: string;
      answers: readonly AnswerGiven[];
      /** Earlier answers and deals, as far as the caller knows them. */
      history: Omit<RuleFacts, 'tier' | 'today' | 'otherPartnersBlocked'>;
    },
  ): Promise<Opened>;
  /** What the partner may see of what followed from one occurrence and is not finished, due first. */
  listFollowing(partnerId: string, occurrenceKey: string, write: Write): Promise<readonly PartnerLine[]>;
}
