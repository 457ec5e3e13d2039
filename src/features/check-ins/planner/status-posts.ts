import { isBusinessDay } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { Zone } from '#core/calendar/instants.ts';
import { isClosed } from '#core/send-window.ts';
import { addDays } from './days.ts';

export interface StatusPostRule {
  readonly zone: Zone;
  readonly calendar: WorkCalendar;
  readonly closedPeriods: readonly { readonly from: string; readonly to: string }[];
}

/** domain §2.3. */
const quietDays = 21;
const mostDays = 28;
const longestSearchDays = 400;

/**
 * The partner's day on which a short status is due when nobody of ours has written until then (domain §2.3): day 21
 * after the last message, or the first sending day after it; when that lies beyond day 28, the last sending day before.
 * null when the channel has had no message from us at all: its first one is no status post.
 */
export function nextStatusPostOn(messagesAt: readonly Date[], rule: StatusPostRule): PlainDate | null {
  if (messagesAt.length === 0) return null;
  const last = messagesAt.reduce((latest, at) => (at > latest ? at : latest));
  const lastOn = localDateOf(last, rule.zone);
  const isSending = (date: PlainDate): boolean =>
    isBusinessDay(date, rule.calendar) && !isClosed(date, [...rule.closedPeriods]);
  const after = firstDay(addDays(lastOn, quietDays), 1, longestSearchDays, isSending);
  if (after !== null && after <= addDays(lastOn, mostDays)) return after;
  return firstDay(addDays(lastOn, quietDays - 1), -1, quietDays - 1, isSending) ?? after;
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
