import { isBusinessDay, nextBusinessDay } from './business-days.ts';
import type { WorkCalendar } from './business-days.ts';
import { addDays, compareDates, daysBetween } from './dates.ts';
import type { PlainDate } from './dates.ts';
import { instantAt, isWallTime, localDateOf } from './instants.ts';
import type { WallTime, Zone } from './instants.ts';

/** When a clock runs: from `opensAt` to `closesAt` on the business days of `cal`, in `zone` (domain §0.2: 09:00-17:00). */
export interface BusinessHours {
  readonly cal: WorkCalendar;
  readonly zone: Zone;
  readonly opensAt: WallTime;
  readonly closesAt: WallTime;
}

const minuteMs = 60_000;
const largestRangeDays = 7_320;

/**
 * The instant at which `minutes` (whole, not negative) of business time have passed since `instant`. A clock started
 * outside the hours starts at the next opening; one that ends at closing time ends there, not at the next opening.
 * RangeError when no business day is found or the answer lies more than 20 years away.
 */
export function addBusinessMinutes(instant: Date, minutes: number, hours: BusinessHours): Date {
  if (!Number.isSafeInteger(minutes) || minutes < 0) throw new RangeError(`not a number of minutes: ${minutes}`);
  checkHours(hours);
  const firstDay = localDateOf(instant, hours.zone);
  let leftMs = minutes * minuteMs;
  let day = nextBusinessDay(firstDay, hours.cal);
  while (daysBetween(firstDay, day) <= largestRangeDays) {
    const open = openingOf(day, hours);
    const startMs = Math.max(open.fromMs, instant.getTime());
    if (startMs + leftMs <= open.toMs) return new Date(startMs + leftMs);
    leftMs -= Math.max(0, open.toMs - startMs);
    day = nextBusinessDay(addDays(day, 1), hours.cal);
  }
  throw new RangeError(`${minutes} business minutes after ${instant.toISOString()} lie too far away`);
}

/** Whole minutes of business time from `from` to `to`, seconds cut off; negative when `to` is earlier. */
export function businessMinutesBetween(from: Date, to: Date, hours: BusinessHours): number {
  if (to < from) return 0 - businessMinutesBetween(to, from, hours);
  checkHours(hours);
  const lastDay = localDateOf(to, hours.zone);
  let day = localDateOf(from, hours.zone);
  if (daysBetween(day, lastDay) > largestRangeDays) throw new RangeError(`too many days between ${day} and ${lastDay}`);
  let elapsedMs = 0;
  for (; compareDates(day, lastDay) <= 0; day = addDays(day, 1)) {
    if (!isBusinessDay(day, hours.cal)) continue;
    const open = openingOf(day, hours);
    elapsedMs += Math.max(0, Math.min(open.toMs, to.getTime()) - Math.max(open.fromMs, from.getTime()));
  }
  return Math.floor(elapsedMs / minuteMs);
}

function openingOf(day: PlainDate, { opensAt, closesAt, zone }: BusinessHours): { fromMs: number; toMs: number } {
  return { fromMs: instantAt(day, opensAt, zone).getTime(), toMs: instantAt(day, closesAt, zone).getTime() };
}

function checkHours({ opensAt, closesAt }: BusinessHours): void {
  if (!isWallTime(opensAt) || !isWallTime(closesAt) || opensAt >= closesAt) {
    throw new RangeError(`business hours must open before they close on one day: ${opensAt} to ${closesAt}`);
  }
}
