import { isBusinessDay } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { addDays, daysBetween } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { addMinutes, instantAt, localDateOf } from '#core/calendar/instants.ts';
import type { Zone } from '#core/calendar/instants.ts';
import { isClosed } from '#core/send-window.ts';

export interface StatusPostRule {
  readonly zone: Zone;
  readonly calendar: WorkCalendar;
  readonly closedPeriods: readonly { readonly from: string; readonly to: string }[];
}

/** domain §2.3. */
const quietDays = 21;
const mostDays = 28;
/** A little after the touches of 10:00 (domain §2.5 rule 1), which make it needless. */
const postTime = '10:15';
const graceMinutes = 60;
/** No partner goes so long without hearing from us (domain §2.3). */
export const longestSilenceDays = 30;
const longestSearchDays = 400;

/**
 * The partner's day on which a short status is due when nobody of ours writes until then (domain §2.3): day 21 after the
 * last message, or the first sending day after it; when that lies beyond day 28, the last sending day before. null when
 * there is no sending day in 400 days.
 */
export function nextStatusPostOn(lastMessageAt: Date, rule: StatusPostRule): PlainDate | null {
  const lastOn = localDateOf(lastMessageAt, rule.zone);
  const isSending = isSendingDayOf(rule);
  const after = firstDay(addDays(lastOn, quietDays), 1, longestSearchDays, isSending);
  if (after !== null && after <= addDays(lastOn, mostDays)) return after;
  return firstDay(addDays(lastOn, quietDays - 1), -1, quietDays - 1, isSending) ?? after;
}

/**
 * The instant of that post; when it has passed while nobody served, the same time of the next sending day, so that the
 * touches of that day come first. null when there is no sending day in 400 days.
 */
export function nextStatusPostAt(lastMessageAt: Date, now: Date, rule: StatusPostRule): Date | null {
  const on = nextStatusPostOn(lastMessageAt, rule);
  if (on === null) return null;
  const inTime = (date: PlainDate): boolean =>
    addMinutes(instantAt(date, postTime, rule.zone), graceMinutes).getTime() >= now.getTime();
  const today = localDateOf(now, rule.zone);
  const isSending = isSendingDayOf(rule);
  const date = inTime(on) ? on : firstDay(today, 1, longestSearchDays, (day) => isSending(day) && inTime(day));
  return date === null ? null : instantAt(date, postTime, rule.zone);
}

export interface Silence {
  readonly from: Date;
  readonly to: Date;
  readonly days: number;
}

/** Stretches between our messages that were longer than promised; only an outage of ours can make one. */
export function longSilences(messagesAt: readonly Date[], zone: Zone): readonly Silence[] {
  const inOrder = messagesAt.toSorted((left, right) => left.getTime() - right.getTime());
  return inOrder.slice(1).flatMap((to, n) => {
    const from = inOrder[n] ?? to;
    const days = daysBetween(localDateOf(from, zone), localDateOf(to, zone));
    return days > longestSilenceDays ? [{ from, to, days }] : [];
  });
}

function isSendingDayOf({ calendar, closedPeriods }: StatusPostRule): (date: PlainDate) => boolean {
  return (date) => isBusinessDay(date, calendar) && !isClosed(date, closedPeriods);
}

function firstDay(
  start: PlainDate,
  direction: 1 | -1,
  most: number,
  isWanted: (date: PlainDate) => boolean,
): PlainDate | null {
  for (let tried = 0; tried < most; tried += 1) {
    const date = addDays(start, tried * direction);
    if (isWanted(date)) return date;
  }
  return null;
}
