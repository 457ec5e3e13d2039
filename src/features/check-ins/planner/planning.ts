import type { TouchId } from '#core/touches.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { nthWeekdayOfMonth } from '#core/calendar/dates.ts';
import type { PlainDate, Weekday } from '#core/calendar/dates.ts';
import { addDays, mondayOf } from './days.ts';
import { preferencesFor } from './history.ts';
import type { PlanFacts } from './history.ts';
import type { Placement, SkipReason } from './occurrences.ts';
import type { Period } from './periods.ts';
import { quarterAt } from './quarters.ts';
import type { Timetable } from './timetable.ts';
import type { ReviewTouchId } from './touches.ts';

/** Facts that do not change from `since` on, and what was decided before. */
export interface Planning {
  readonly facts: PlanFacts;
  readonly timetable: Timetable;
  readonly vendorCalendar: WorkCalendar;
  /** Business days of the partner outside closed periods. */
  readonly sending: WorkCalendar;
  readonly since: Date;
  /** By key; decided before `since`. */
  readonly decided: ReadonlyMap<string, Placement>;
  /** The last prompt among them, in ms; -Infinity when there is none. */
  readonly lastPromptMs: number;
  /** The occurrence of a touch whose period holds a day: as decided, else as planned; null when there is none. */
  existing(touchId: TouchId, date: PlainDate): Placement | null;
  /** Where the occurrence of a period comes to lie under the facts, whatever was decided; worked out once. */
  placementOf(touchId: TouchId, period: Period): Placement | null;
}

/** domain §2.5 rule 8. */
const firstTouchAfterBusinessDays = 5;

export interface Anchor {
  readonly on: PlainDate;
  readonly time: string;
  readonly isMoved: boolean;
}

/** Where a review would be held were it not for the calendar: its rule, the partner's choice, or the last move. */
export function anchorFor(touchId: ReviewTouchId, key: string, period: Period, planning: Planning): Anchor {
  const { facts } = planning;
  const move = facts.moves.get(key)?.at(-1);
  const natural = naturalAnchor(touchId, period, planning);
  if (move === undefined) return { ...natural, isMoved: false };
  return { on: move.on, time: timeInWindow(move.time, facts) ?? natural.time, isMoved: true };
}

/** The anchor by rule and preference (domain §2.2, §2.5 rule 9). */
export function naturalAnchor(
  touchId: ReviewTouchId,
  period: Period,
  { facts, timetable }: Planning,
): { on: PlainDate; time: string } {
  const { touches } = facts.settings;
  const touch = touches[touchId];
  if (touchId === 'quarterly_newsletter' || touchId === 'monthly_performance_review') {
    const before = addDays(period.startsOn, -1);
    const on = timetable.addBusinessDays(before, touches[touchId].anchor.businessDay, facts.calendar);
    if (touchId === 'quarterly_newsletter') return { on, time: touch.prompt.at };
    return { on, time: timeInWindow(preferencesFor(on, facts).sendTime, facts) ?? touch.prompt.at };
  }
  const monday = touchId === 'monthly_checkin' ? weekOfCheckIn(period, facts) : period.startsOn;
  const usual = touches[touchId].anchor.weekday;
  const allowed = touchId === 'monthly_checkin' ? [1, 2, 3, 4, 5] : touches[touchId].preferredWeekdays;
  const { sendWeekday, sendTime } = preferencesFor(monday, facts);
  const isUsable = sendWeekday !== null && allowed.includes(sendWeekday);
  const weekday = isUsable && !facts.calendar.weekendDays.includes(sendWeekday) ? sendWeekday : usual;
  return { on: addDays(monday, weekday - 1), time: timeInWindow(sendTime, facts) ?? touch.prompt.at };
}

/** The `n`th business day of the vendor's quarter that holds `date`, in the partner's calendar. */
export function quarterDay(date: PlainDate, n: number, { facts, timetable }: Planning): PlainDate {
  const { startsOn, endsOn } = quarterAt(date, facts.settings);
  return timetable.addBusinessDays(addDays(n > 0 ? startsOn : endsOn, n > 0 ? -1 : 1), n, facts.calendar);
}

/** Last five business days of the quarter (domain §2.5 rule 4). */
export function isQuarterEndFocus(date: PlainDate, planning: Planning): boolean {
  return date >= quarterDay(date, -5, planning);
}

/** A wall-clock time of the send window, else null; at its end it is too late (domain §2.5 rule 1). */
export function timeInWindow(time: string | null, { settings }: Pick<PlanFacts, 'settings'>): string | null {
  const { from, to } = settings.windows.send;
  return time !== null && time >= from && time < to ? time : null;
}

/** True before the fifth business day after launch (domain §2.5 rule 8). */
export function isBeforeFirstTouch(on: PlainDate, { facts, timetable }: Planning): boolean {
  if (facts.launchAt === null) return false;
  const launchOn = timetable.localDateOf(facts.launchAt, facts.zone);
  return on < timetable.addBusinessDays(launchOn, firstTouchAfterBusinessDays, facts.calendar);
}

/** A skip that a person asked for; null when nobody did. */
export function askedSkip(touchId: TouchId, period: Period, on: PlainDate, facts: PlanFacts): SkipReason | null {
  const skip = facts.skips.find(
    (event) => event.touchId === touchId && (event.periodKey === period.key || event.periodKey === on.slice(0, 7)),
  );
  if (skip !== undefined) return skip.by === 'pm' ? 'pm_skip' : 'partner_skip';
  return facts.pausedUntil !== null && on < facts.pausedUntil ? 'paused_until' : null;
}

function weekOfCheckIn(period: Period, { settings }: PlanFacts): PlainDate {
  const { nth, weekday } = settings.touches.monthly_checkin.anchor;
  const [year, month] = period.key.split('-').map(Number);
  return mondayOf(nthWeekdayOfMonth(year ?? 0, month ?? 0, weekday as Weekday, nth));
}
