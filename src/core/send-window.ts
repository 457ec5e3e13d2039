import type { WorkCalendar } from './calendar/business-days.ts';
import { isBusinessDay } from './calendar/business-days.ts';
import type { PlainDate } from './calendar/dates.ts';
import { addDays } from './calendar/dates.ts';
import { instantAt, localDateOf } from './calendar/instants.ts';

/** When somebody may be written to: business days of a calendar, from–to in their zone, outside closed periods. */
export interface SendWindow {
  zone: string;
  calendar: WorkCalendar;
  /** 'HH:mm', `to` included. */
  from: string;
  to: string;
  /** First and last day as 'MM-DD', may run over the year's end (domain §2.5 rule 5). */
  closedPeriods: readonly { from: string; to: string }[];
}

const searchDays = 60;

/**
 * `now` when the window is open, else the next instant at which it opens; null when it does not open within sixty days.
 * Sources: domain §2.5 rule 1, §2.6.
 */
export function nextOpenAt(now: Date, window: SendWindow): Date | null {
  let date = localDateOf(now, window.zone);
  for (let day = 0; day < searchDays; day += 1, date = addDays(date, 1)) {
    if (!isBusinessDay(date, window.calendar) || isClosed(date, window.closedPeriods)) continue;
    const opensAt = instantAt(date, window.from, window.zone);
    const closesAt = instantAt(date, window.to, window.zone);
    if (now.getTime() < opensAt.getTime()) return opensAt;
    if (now.getTime() <= closesAt.getTime()) return now;
  }
  return null;
}

export function isClosed(date: PlainDate, periods: SendWindow['closedPeriods']): boolean {
  const day = date.slice(5);
  return periods.some(({ from, to }) => (from <= to ? day >= from && day <= to : day >= from || day <= to));
}
