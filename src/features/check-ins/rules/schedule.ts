import { addBusinessDays } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { addMonths, compareDates, monthKey, nthWeekdayOfMonth } from '#core/calendar/dates.ts';
import type { PlainDate, Weekday } from '#core/calendar/dates.ts';
import { instantAt, localDateOf, localTimeOf } from '#core/calendar/instants.ts';
import type { WallTime, Zone } from '#core/calendar/instants.ts';
import { shiftToBusinessDay } from '#core/calendar/shift.ts';
import { steps } from '../schemas.ts';
import type { Schedule, Step } from '../schemas.ts';

/** The row of domain §2.2 in numbers; business days count from the day on which the touch is held. */
export interface MonthlyTiming {
  weekday: number;
  nth: number;
  shiftLimitBusinessDays: number;
  prepareTime: WallTime;
  promptTime: WallTime;
  /** A prompt that is late on its own day still goes out before this time (domain §2.4, §2.5 rule 1). */
  promptUntilTime: WallTime;
  remindAfterBusinessDays: number;
  remindTime: WallTime;
  dueAfterBusinessDays: number;
  dueTime: WallTime;
  gapsTime: WallTime;
  summaryAfterBusinessDays: number;
  summaryTime: WallTime;
  closeAfterBusinessDays: number;
  closeTime: WallTime;
  firstTouchAfterBusinessDays: number;
  effortEveryMonths: number;
}

/** Where and by which calendar a partner works. */
export interface PartnerTime {
  zone: Zone;
  calendar: WorkCalendar;
}

export type HeldOrNot = { kind: 'held'; schedule: Schedule } | { kind: 'holiday'; anchorOn: PlainDate };

/** `2026-12` → its anchor: the 2nd Tuesday of domain §2.2. */
export function anchorOf(periodKey: string, timing: MonthlyTiming): PlainDate {
  const [year, month] = periodKey.split('-').map(Number);
  return nthWeekdayOfMonth(year ?? 0, month ?? 0, timing.weekday as Weekday, timing.nth);
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
  const at = (businessDays: number, time: WallTime): Date =>
    instantAt(businessDays === 0 ? heldOn : addBusinessDays(heldOn, businessDays, calendar), time, zone);
  return {
    kind: 'held',
    schedule: {
      anchorOn,
      heldOn,
      prepareAt: at(0, timing.prepareTime),
      promptAt: at(0, timing.promptTime),
      remindAt: at(timing.remindAfterBusinessDays, timing.remindTime),
      dueAt: at(timing.dueAfterBusinessDays, timing.dueTime),
      gapsAt: at(timing.dueAfterBusinessDays, timing.gapsTime),
      summaryAt: at(timing.summaryAfterBusinessDays, timing.summaryTime),
      closeAt: at(timing.closeAfterBusinessDays, timing.closeTime),
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
    const day = held.kind === 'held' ? held.schedule.heldOn : held.anchorOn;
    const isAhead = instantAt(day, timing.promptTime, time.zone) > from.since;
    if (isAhead && (earliestOn === null || compareDates(day, earliestOn) >= 0)) return periodKey;
    periodKey = periodAfter(periodKey);
  }
}

/** The next day on which this touch is held after the given period, for "next date". */
export function nextHeldOn(periodKey: string, time: PartnerTime, timing: MonthlyTiming): PlainDate {
  const held = scheduleFor(periodAfter(periodKey), time, timing);
  return held.kind === 'held' ? held.schedule.heldOn : held.anchorOn;
}

/** A period is planned when its month begins where the partner is. */
export function planInstantOf(periodKey: string, zone: Zone): Date {
  return instantAt(`${periodKey}-01`, '00:00', zone);
}

/** After downtime a prompt still goes out on its own local working day and before due (domain §2.4). */
export function mayStillPrompt(schedule: Schedule, zone: Zone, untilTime: WallTime, now: Date): boolean {
  return localDateOf(now, zone) === schedule.heldOn && localTimeOf(now, zone) < untilTime && now < schedule.dueAt;
}

export function instantOf(step: Step, schedule: Schedule): Date {
  return schedule[`${step}At`];
}

export interface DueStep {
  nextAction: Step;
  nextActionAt: Date;
}

/** The step that follows; null after the last. */
export function stepAfter(step: Step, schedule: Schedule): DueStep | null {
  const next = steps[steps.indexOf(step) + 1];
  return next === undefined ? null : { nextAction: next, nextActionAt: instantOf(next, schedule) };
}

/** The first step after the prompt that still lies ahead of its delivery; closing always comes. */
export function stepAfterDelivery(schedule: Schedule, deliveredAt: Date): DueStep {
  const following = steps.slice(steps.indexOf('prompt') + 1);
  const nextAction = following.find((step) => instantOf(step, schedule) > deliveredAt) ?? 'close';
  return { nextAction, nextActionAt: instantOf(nextAction, schedule) };
}

/** C5 comes every third month of the calendar (domain §3.2): March, June, September, December. */
export function asksEffort(periodKey: string, timing: MonthlyTiming): boolean {
  return Number(periodKey.slice(5)) % timing.effortEveryMonths === 0;
}

function earliestDay(launchAt: Date | null, { zone, calendar }: PartnerTime, timing: MonthlyTiming): PlainDate | null {
  if (launchAt === null) return null;
  return addBusinessDays(localDateOf(launchAt, zone), timing.firstTouchAfterBusinessDays, calendar);
}
