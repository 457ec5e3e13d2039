import type { PlainDate } from '#core/calendar/dates.ts';
import { isClosed } from '#core/send-window.ts';
import { addDays, weekdayOf } from './days.ts';
import type { Period } from './periods.ts';
import { quarterDay } from './planning.ts';
import type { Planning } from './planning.ts';
import type { ReviewTouchId } from './touches.ts';
import type { ShiftCause } from '../schedule-schemas.ts';

export type Shifted = { readonly on: PlainDate; readonly cause: ShiftCause | null } | { readonly beyond: ShiftCause };

/**
 * The first day from `start` on which nothing stands against; the limit counts the weekdays moved over, as in
 * `shiftToBusinessDay` of core/calendar. The cause is what stood against the first day.
 */
export function firstFreeDay(
  start: PlainDate,
  limit: number,
  causeAt: (date: PlainDate) => ShiftCause | null,
  { facts }: Planning,
): Shifted {
  const cause = causeAt(start);
  if (cause === null) return { on: start, cause };
  let moved = 0;
  for (let day = addDays(start, 1); ; day = addDays(day, 1)) {
    if (facts.calendar.weekendDays.includes(weekdayOf(day))) continue;
    moved += 1;
    if (moved > limit) return { beyond: cause };
    if (causeAt(day) === null) return { on: day, cause };
  }
}

/** What stands against holding a review on a day, collisions with other prompts apart (domain §2.5 rules 2, 4, 5). */
export function calendarCause(
  touchId: ReviewTouchId,
  date: PlainDate,
  period: Period,
  planning: Planning,
): ShiftCause | null {
  const { facts, sending, timetable } = planning;
  if (isClosed(date, facts.settings.closedPeriods)) return 'closed_period';
  // A touch never leaves its period, and keeps off its last day: the next one may come on the morning after.
  if (!timetable.isBusinessDay(date, sending) || date >= period.endsOn) return 'holiday';
  if (touchId === 'weekly_deal_review') return null;
  return date < quarterDay(date, 4, planning) ? 'quarter_start' : null;
}
