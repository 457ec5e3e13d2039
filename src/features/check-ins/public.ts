import type { Actor } from '#core/actor.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import type { TouchId, TouchRun } from '#core/touches.ts';
import type { Refusal } from './planner/acceptance.ts';
import type { PlanDifference } from './planner/difference.ts';
import type { EventPayload } from './history-schemas.ts';

export { quarterAt } from './planner/quarters.ts';

/** A quarter's business review as it is planned. */
export interface PlannedReview {
  touchId: 'qbr_strategic' | 'qbr_core';
  /** `2026-Q4`: the vendor's quarter in which it is held. */
  quarter: string;
  /** First and last day on which it may be held (domain §2.2). */
  from: PlainDate;
  to: PlainDate;
  /** null when it is not held, or when nothing is planned for the quarter (any more). */
  meetingOn: PlainDate | null;
  /** `HH:mm` in the partner's zone. */
  meetingTime: string | null;
  zone: string;
  /** null until its occurrence exists. */
  occurrenceId: string | null;
}

interface DateWish {
  partnerId: string;
  quarter: string;
  on: PlainDate;
  time: string;
}

interface OfPartner {
  actor: Actor;
  partnerId: string;
}

/** What other features may ask of the touches. Every read takes the partner id or an id that holds it. */
export interface CheckInsPublic {
  /** The review of the quarter that holds `on`; null when this partner has none (domain §2.1). */
  plannedIn(partnerId: string, on: PlainDate): Promise<PlannedReview | null>;
  /** The next review from `on`, in this quarter or the one after it; null when this partner has none. */
  nextFrom(partnerId: string, on: PlainDate): Promise<PlannedReview | null>;
  /** Why a date of a review would be refused; null when it may be set. */
  refusalOf(wish: DateWish): Promise<Refusal | null>;
  /** Moves the review of this quarter; the date that stands already changes nothing. Throws AppError(conflict). */
  setDate(wish: DateWish & { actor: Actor }): Promise<void>;
  /** The answers as they now stand, without what only we may see; none of a partner that is not named in the id. */
  answersOf(occurrenceId: string): Promise<readonly { questionId: string; value: string | readonly string[] }[]>;
  /** People who were asked a scale question since then, as far as they answered (domain §3.3). */
  listAskedAScale(partnerId: string, since: Date): Promise<readonly { teamId: string; userId: string }[]>;
  /** What is held between two of the partner's days, both included: stored or planned. */
  runsOf(partnerId: string, days: { from: PlainDate; to: PlainDate }): Promise<readonly TouchRun[]>;
  nextRunOf(partnerId: string, touchId: TouchId): Promise<TouchRun | null>;
  /** What a change would do to the coming weeks. Throws as the verbs below. */
  previewChange(order: OfPartner & { change: EventPayload }): Promise<PlanDifference>;
  /** Verbs of the plan; each throws AppError(conflict, check-ins.<refusal>), AppError(forbidden | missing). */
  moveTouch(
    order: OfPartner & { touchId: TouchId; periodKey: string; on: PlainDate; time: string | null },
  ): Promise<void>;
  skipTouch(order: OfPartner & { touchId: TouchId; periodKey: string }): Promise<void>;
  pauseTouches(order: OfPartner & { until: PlainDate | null }): Promise<void>;
  chooseContact(order: OfPartner & { contactId: string }): Promise<void>;
}
