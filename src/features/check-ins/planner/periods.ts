import type { TouchId } from '#core/touches.ts';
import type { DateRange, PlainDate } from '#core/calendar/dates.ts';
import { addDays, daysBetween, endOfMonth, isoWeekKey, mondayOf, monthKey, startOfMonth } from './days.ts';
import { quarterAt } from './quarters.ts';
import { isQbr } from './touches.ts';
import type { PlanSettings } from './touches.ts';

/** The stretch of days that one occurrence of a touch stands for; named by its anchor (domain §0.2). */
export interface Period extends DateRange {
  readonly key: string;
}

export interface PeriodRule {
  readonly settings: PlanSettings;
  /** Any day of the week in which a bi-weekly review falls (domain §2.2). */
  readonly cadenceAnchorDate: PlainDate;
}

/** The period of a touch that holds a day. */
export function periodAt(touchId: TouchId, date: PlainDate, rule: PeriodRule): Period {
  if (isQbr(touchId) || touchId === 'quarterly_newsletter') return quarterAt(date, rule.settings);
  if (touchId === 'monthly_checkin' || touchId === 'monthly_performance_review') {
    return { key: monthKey(date), startsOn: startOfMonth(date), endsOn: endOfMonth(date) };
  }
  const length = rule.settings.touches[touchId].anchor.everyWeeks * 7;
  const origin = mondayOf(touchId === 'weekly_deal_review' ? originOfWeeks : rule.cadenceAnchorDate);
  const startsOn = addDays(origin, Math.floor(daysBetween(origin, date) / length) * length);
  return { key: isoWeekKey(startsOn), startsOn, endsOn: addDays(startsOn, length - 1) };
}

/** All periods of a touch that touch this run of days, earliest first. */
export function periodsBetween(touchId: TouchId, days: DateRange, rule: PeriodRule): readonly Period[] {
  const periods: Period[] = [];
  for (let on = days.startsOn; on <= days.endsOn; on = addDays(periods.at(-1)?.endsOn ?? on, 1)) {
    periods.push(periodAt(touchId, on, rule));
  }
  return periods;
}

/** A Monday; with a review every week it makes no difference which. */
const originOfWeeks = '2026-01-05';
