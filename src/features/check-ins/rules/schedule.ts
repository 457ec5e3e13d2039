import { addBusinessDays } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { addMonths, compareDates, monthKey, nthWeekdayOfMonth } from '#core/calendar/dates.ts';
import type { PlainDate, Weekday } from '#core/calendar/dates.ts';
import { instantAt, localDateOf, localTimeOf } from '#core/calendar/instants.ts';
import type { WallTime, Zone } from '#core/calendar/instants.ts';
import { shiftToBusinessDay } from '#core/calendar/shift.ts';
import type { TouchSchedule } from '../schedule-schemas.ts';

/** The row of domain §2.2 in numbers; business days count from the day on which the touch is held. */
export interface MonthlyTiming {
  /** The nth weekday (Monday 1) of the month. */
  anchor: { nth: number; weekday: number };
  shiftLimitBusinessDays: number;
  prepare: Moment;
  prompt: Moment;
  answersDue: Moment;
  /** Only the first one is sent. */
  reminders: readonly Moment[];
  pmList: Moment;
  summary: Moment;
  close: Moment;
  questions: readonly { id: string; wording: number; everyNth: number }[];
  /** A prompt that is late on its own day still goes out before this time (domain §2.4, §2.5 rule 1). */
  sendUntil: WallTime;
  firstTouchAfterBusinessDays: number;
}

interface Moment {
  businessDays: number;
  at: WallTime;
}

/** Where and by which calendar a partner works. */
export interface PartnerTime {
  zone: Zone;
  calendar: WorkCalendar;
}

export type HeldOrNot =
  | { kind: 'held'; anchorOn: PlainDate; heldOn: PlainDate; schedule: TouchSchedule }
  | { kind: 'holiday'; anchorOn: PlainDate };

/** `2026-12` → its anchor: the 2nd Tuesday of domain §2.2. */
export function anchorOf(periodKey: string, timing: MonthlyTiming): PlainDate {
  const [year, month] = periodKey.split('-').map(Number);
  return nthWeekdayOfMonth(year ?? 0, month ?? 0, timing.anchor.weekday as Weekday, timing.anchor.nth);
}

export function periodAfter(periodKey: string): string {
  return monthKey(addMonths(`${periodKey}-01`, 1));
}

/** All instants of a period, or `holiday` when no business day lies within the shift limit (domain §2.5 rule 2). */
export function scheduleFor(periodKey: string, { zone, calendar }: PartnerTime, timing: MonthlyTiming): HeldOrNot {
  const anchorOn = anchorOf(periodKey, timing);
  const shifted = shiftToBusinessDay(anchorOn, calendar, timing.shiftLimitBusinessDays);
  if ('beyondLimit' in shifted) return { kind: 'holiday', anchorOn };
  const heldOn = shifted.date;
  const at = ({ businessDays, at: time }: Moment): Date =>
    instantAt(addBusinessDays(heldOn, businessDays, calendar), time, zone);
  return {
    kind: 'held',
    anchorOn,
    heldOn,
    schedule: {
      prepareAt: at(timing.prepare),
      promptAt: at(timing.prompt),
      remindersAt: timing.reminders.slice(0, 1).map(at),
      dueAt: at(timing.answersDue),
      gapsAt: at(timing.pmList),
      summaryAt: at(timing.summary),
      closeAt: at(timing.close),
      qbr: null,
    },
  };
}

/**
 * The first period whose prompt lies after `since` and no earlier than five business days after launch (domain §2.5
 * rule 8). A period lost to holidays counts, so that its skip is on record.
 */
export function firstPeriod(
  from: { since: Date; launchAt: Date | null },
  time: PartnerTime,
  timing: MonthlyTiming,
): string {
  const earliestOn = earliestDay(from.launchAt, time, timing);
  const sinceOn = localDateOf(from.since, time.zone);
  let periodKey = monthKey(earliestOn !== null && compareDates(earliestOn, sinceOn) > 0 ? earliestOn : sinceOn);
  for (;;) {
    const held = scheduleFor(periodKey, time, timing);
    const day = held.kind === 'held' ? held.heldOn : held.anchorOn;
    const promptAt = held.kind === 'held' ? held.schedule.promptAt : instantAt(day, timing.prompt.at, time.zone);
    if (promptAt > from.since && (earliestOn === null || compareDates(day, earliestOn) >= 0)) return periodKey;
    periodKey = periodAfter(periodKey);
  }
}

/** The next day on which this touch is held after the given period, for "next date". */
export function nextHeldOn(periodKey: string, time: PartnerTime, timing: MonthlyTiming): PlainDate {
  const held = scheduleFor(periodAfter(periodKey), time, timing);
  return held.kind === 'held' ? held.heldOn : held.anchorOn;
}

/** A period is planned when its month begins where the partner is. */
export function planInstantOf(periodKey: string, zone: Zone): Date {
  return instantAt(`${periodKey}-01`, '00:00', zone);
}

/** After downtime a prompt still goes out on its own local working day and before due (domain §2.4). */
export function mayStillPrompt(schedule: TouchSchedule, zone: Zone, sendUntil: WallTime, now: Date): boolean {
  const isItsDay = localDateOf(now, zone) === localDateOf(schedule.promptAt, zone);
  return isItsDay && localTimeOf(now, zone) < sendUntil && now < (schedule.dueAt ?? schedule.closeAt);
}

function earliestDay(launchAt: Date | null, { zone, calendar }: PartnerTime, timing: MonthlyTiming): PlainDate | null {
  if (launchAt === null) return null;
  return addBusinessDays(localDateOf(launchAt, zone), timing.firstTouchAfterBusinessDays, calendar);
}
