import type { TouchId } from '#core/touches.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { WallTime, Zone } from '#core/calendar/instants.ts';
import type { PlanSettings } from './touches.ts';
import type { Tier } from '../schemas.ts';

/** ISO weekday and local time that the partner likes best; null leaves the touch's own (domain §2.5 rule 9). */
export interface Preferences {
  readonly sendWeekday: number | null;
  readonly sendTime: WallTime | null;
}

/** The partner as it stood when its history begins. */
export interface PlanPartner {
  readonly partnerId: string;
  readonly tier: Tier;
  readonly status: string;
  readonly zone: Zone;
  readonly calendar: WorkCalendar;
  readonly launchAt: Date | null;
  readonly cadenceAnchorDate: PlainDate;
  readonly preferences: Preferences;
}

export type MovedBy = 'partner' | 'pm';

/** What happened to a partner's cadence; `at` is when it takes effect. A tier change of a quarter's start has its midnight. */
export type PlanEvent = { readonly at: Date } & (
  | { readonly kind: 'tier'; readonly tier: Tier }
  | { readonly kind: 'status'; readonly status: string; readonly launchAt?: Date }
  | { readonly kind: 'zone'; readonly zone: Zone; readonly calendar: WorkCalendar }
  | { readonly kind: 'preferences'; readonly preferences: Preferences }
  | { readonly kind: 'settings'; readonly settings: PlanSettings }
  | {
      readonly kind: 'move';
      readonly touchId: TouchId;
      readonly periodKey: string;
      readonly on: PlainDate;
      readonly time: WallTime | null;
      readonly by: MovedBy;
    }
  /** `periodKey` is a period of the touch, or a month (`2026-11`) of which all are skipped. */
  | { readonly kind: 'skip'; readonly touchId: TouchId; readonly periodKey: string; readonly by: MovedBy }
  /** Nothing is held before this day; null ends the pause. */
  | { readonly kind: 'pause'; readonly until: PlainDate | null }
  | { readonly kind: 'contact'; readonly contactId: string }
  /** The partner manager sets the day of the review held in this quarter. */
  | { readonly kind: 'qbr_date'; readonly periodKey: string; readonly on: PlainDate; readonly time: WallTime }
);

export type EventOf<K extends PlanEvent['kind']> = Extract<PlanEvent, { kind: K }>;

interface DatedPreferences extends Preferences {
  /** They apply to what is anchored after this day: the next occurrence. */
  readonly chosenOn: PlainDate;
}

/** What decides the plan at an instant. */
export interface PlanFacts extends Omit<PlanPartner, 'preferences'> {
  readonly settings: PlanSettings;
  /** Latest last. */
  readonly preferences: readonly DatedPreferences[];
  readonly contactId: string | null;
  readonly pausedUntil: PlainDate | null;
  /** Accepted ones, by occurrence key, in the order in which they came. */
  readonly moves: ReadonlyMap<string, readonly EventOf<'move'>[]>;
  readonly skips: readonly EventOf<'skip'>[];
  /** Accepted ones, by quarter, in the order in which they came. */
  readonly qbrDates: ReadonlyMap<string, readonly EventOf<'qbr_date'>[]>;
}

export function factsAtStart(partner: PlanPartner, settings: PlanSettings): PlanFacts {
  return {
    ...partner,
    settings,
    preferences: [{ ...partner.preferences, chosenOn: '' }],
    contactId: null,
    pausedUntil: null,
    moves: new Map(),
    skips: [],
    qbrDates: new Map(),
  };
}

/** The facts after an event that may take effect; whether a move or a date may is for `acceptance.ts` to say. */
export function factsAfter(facts: PlanFacts, event: PlanEvent): PlanFacts {
  switch (event.kind) {
    case 'tier':
      return { ...facts, tier: event.tier };
    case 'status':
      return { ...facts, status: event.status, launchAt: event.launchAt ?? facts.launchAt };
    case 'zone':
      return { ...facts, zone: event.zone, calendar: event.calendar };
    case 'preferences': {
      const chosenOn = localDateOf(event.at, facts.zone);
      return { ...facts, preferences: [...facts.preferences, { ...event.preferences, chosenOn }] };
    }
    case 'settings':
      return { ...facts, settings: event.settings };
    case 'move':
      return {
        ...facts,
        moves: appended(facts.moves, `${event.touchId}:${facts.partnerId}:${event.periodKey}`, event),
      };
    case 'skip':
      return { ...facts, skips: [...facts.skips, event] };
    case 'pause':
      return { ...facts, pausedUntil: event.until };
    case 'contact':
      return { ...facts, contactId: event.contactId };
    case 'qbr_date':
      return { ...facts, qbrDates: appended(facts.qbrDates, event.periodKey, event) };
  }
}

/** The preferences for what is anchored in a week or month that begins on this day (domain §2.5 rule 9). */
export function preferencesFor(startsOn: PlainDate, { preferences }: PlanFacts): Preferences {
  return preferences.findLast(({ chosenOn }) => chosenOn < startsOn) ?? { sendWeekday: null, sendTime: null };
}

function appended<T>(
  lists: ReadonlyMap<string, readonly T[]>,
  key: string,
  entry: T,
): ReadonlyMap<string, readonly T[]> {
  return new Map([...lists, [key, [...(lists.get(key) ?? []), entry]]]);
}
