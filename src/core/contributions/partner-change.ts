import type { Actor } from '../actor.ts';
import type { Write } from '../write.ts';

/** What of a partner decides cadences, messages and access; snapshots before and after one verb. */
export interface PartnerFacts {
  status: string;
  stage: string | null;
  tier: string;
  timeZone: string;
  language: string;
  mainChannelId: string | null;
  launchAt: Date | null;
  /** Whose holidays hold, ISO 3166 alpha-2. */
  holidayCalendar: string;
  /** ISO weekdays, Monday 1. */
  weekendDays: readonly number[];
  /** A day of a week in which a bi-weekly touch falls (domain §2.2). */
  cadenceAnchorDate: string;
  /** ISO weekday and `HH:mm` that the partner likes best; null: no preference (domain §2.5 rule 9). */
  sendWeekday: number | null;
  sendTime: string | null;
}

/** `before` is null for a new partner. */
export interface PartnerChange {
  partnerId: string;
  before: PartnerFacts | null;
  after: PartnerFacts;
}

/** Told inside the transaction of every directory verb that changes these facts; may only write through `write`. */
export type OnPartnerChange = (change: PartnerChange, write: Write) => Promise<void>;

/** What a change would do, in lines of mrkdwn for staff to read before they confirm (domain §2.4); writes nothing. */
export type PreviewPartnerChange = (change: PartnerChange, actor: Actor) => Promise<readonly string[]>;
