import type { Actor } from '#core/actor.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import type { PartnerChange } from '#core/contributions/partner-change.ts';
import type { TouchId, TouchRun } from '#core/touches.ts';
import type { Write } from '#core/write.ts';
import type { Refusal } from './planner/acceptance.ts';

export { quarterAt } from './planner/quarters.ts';

/** When work of ours that is late goes up (domain §2.2, vendor side). */
export { vendorRungs } from './planner/ladders.ts';
export type { VendorRung } from './planner/ladders.ts';

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

/** A change of a partner's plan; pauses and dates of reviews are ours alone. */
export type PlanWish =
  | { kind: 'move'; touchId: TouchId; periodKey: string; on: PlainDate; time: string | null }
  /** A period of the touch, or all of a month (`2026-11`). */
  | { kind: 'skip'; touchId: TouchId; periodKey: string }
  /** Nothing is held before this day; null ends the pause. */
  | { kind: 'pause'; until: PlainDate | null }
  | { kind: 'contact'; contactId: string }
  | { kind: 'qbr_date'; periodKey: string; on: PlainDate; time: string };

/** A touch that lies ahead: the partner's day and time of its prompt, of a business review those of the meeting. */
export interface ComingTouch {
  touchId: TouchId;
  periodKey: string;
  heldOn: PlainDate;
  time: string;
}

/** One line of what a change does: before and after, null where it is not held. */
export interface PlanLine {
  touchId: TouchId;
  before: Pick<ComingTouch, 'heldOn' | 'time'> | null;
  after: Pick<ComingTouch, 'heldOn' | 'time'> | null;
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
  /** Coming touches in the order of their days. Throws AppError(forbidden | missing). */
  listComing(order: OfPartner & { days: number }): Promise<readonly ComingTouch[]>;
  /** The coming one of one touch as the caller's write sees the plan; null while the touch rests. */
  findComing(order: { partnerId: string; touchId: TouchId }, write: Write): Promise<ComingTouch | null>;
  /** What a change would do to the coming weeks, for people to see before they confirm. Throws as `applyChange`. */
  previewChange(order: OfPartner & { change: PlanWish }): Promise<readonly PlanLine[]>;
  /** The same for a change of the partner's own record. */
  previewPartnerChange(order: { actor: Actor; change: PartnerChange }): Promise<readonly PlanLine[]>;
  /** Makes a change. Throws AppError(conflict, check-ins.<refusal>), AppError(forbidden | missing). */
  applyChange(order: OfPartner & { change: PlanWish }, write: Write): Promise<void>;
}
