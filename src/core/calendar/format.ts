import type { PlainDate } from './dates.ts';
import { isPlainDate } from './dates.ts';
import type { Zone } from './instants.ts';

const dayParts = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** `Nov 17, 2026` in `en`, `17. Nov. 2026` in `de`: a day that needs no zone. */
export function formatDate(date: PlainDate, locale: string): string {
  return inUtc(date, locale, dayParts);
}

/** `Tue, Nov 17, 2026`. */
export function formatDateWithWeekday(date: PlainDate, locale: string): string {
  return inUtc(date, locale, { ...dayParts, weekday: 'short' });
}

/** Day and time in `zone`, with the zone shown: `Nov 17, 2026, 10:00 AM GMT+1` (domain §20.20). */
export function formatInstant(instant: Date, zone: Zone, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    ...dayParts,
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(instant);
}

/**
 * Slack's date token: each reader sees their own zone, clients that cannot read it show `fallback`. The fallback must
 * name its zone; RangeError when it is empty or holds a character that ends the token.
 */
export function slackDate(instant: Date, fallback: string): string {
  if (fallback === '' || /[<>|^\n]/.test(fallback)) throw new RangeError(`unfit as a date fallback: ${fallback}`);
  const seconds = Math.floor(instant.getTime() / 1000);
  if (Number.isNaN(seconds)) throw new RangeError('not an instant');
  return `<!date^${seconds}^{date_short_pretty} {time}|${fallback}>`;
}

function inUtc(date: PlainDate, locale: string, options: Intl.DateTimeFormatOptions): string {
  if (!isPlainDate(date)) throw new RangeError(`not a calendar day (YYYY-MM-DD): ${String(date)}`);
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}
