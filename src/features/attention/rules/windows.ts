import { isWeekend } from '#core/calendar/business-days.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { isClosed } from '#core/send-window.ts';
import type { SendWindow } from '#core/send-window.ts';
import type { DeferralReason, Question } from './question.ts';

/**
 * When this message may go out: pushed decisions in their wider window, staff outside the quiet hours, everything else
 * in the send window (domain §2.5 rules 1 and 5, §2.6).
 */
export function windowOf({ message, zone, calendar, settings }: Question): SendWindow {
  const { windows } = settings;
  const isPushed = message.priority === 'P1';
  // Quiet hours end where the day begins for staff; partners have the narrower send window.
  const awake = { from: windows.quietHours.to, to: windows.quietHours.from };
  const hours = isPushed ? windows.pushedDecision : message.isInternal ? awake : windows.send;
  return {
    zone,
    calendar,
    from: hours.from,
    to: hours.to,
    closedPeriods: isPushed || message.isInternal ? [] : settings.closedPeriods,
  };
}

/** Why the window is not open at this instant. */
export function closedReason(now: Date, window: SendWindow): DeferralReason {
  const today = localDateOf(now, window.zone);
  if (isClosed(today, window.closedPeriods)) return 'closed_period';
  if (isWeekend(today, window.calendar)) return 'weekend';
  return window.calendar.isHoliday(today) ? 'holiday' : 'quiet_hours';
}
