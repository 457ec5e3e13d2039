import { isPlainDate } from './dates.ts';
import type { PlainDate } from './dates.ts';

/** A wall-clock time `HH:mm`, 00:00 to 23:59. */
export type WallTime = string;

/** An IANA zone such as `Europe/Berlin`. */
export type Zone = string;

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

// A memo of a pure function: building a formatter costs more than all the arithmetic around it.
const formatters = new Map<Zone, Intl.DateTimeFormat>();

/**
 * True for `UTC` and the Area/Place names of the IANA database (`Asia/Kolkata`, `US/Eastern`) in their own spelling;
 * false for offsets (`+02:00`, `Etc/GMT-2`) and abbreviations (`CET`, `EST`), which know no clock change of a place.
 */
export function isKnownZone(zone: string): boolean {
  if (zone === 'UTC') return true;
  if (!/^(US|[A-Z][a-z]+)(\/[A-Z][a-z][\w-]*)+$/.test(zone) || zone.startsWith('Etc/')) return false;
  try {
    const resolved = formatterOf(zone).resolvedOptions().timeZone;
    return resolved === zone || resolved.toLowerCase() !== zone.toLowerCase();
  } catch {
    return false;
  }
}

/**
 * The instant at which a clock on the wall in `zone` shows this day and time. Where the wall shows it twice, the
 * earlier instant; where the wall skips it, the first minute after the gap (design §8, domain §2.5 rule 1).
 * Throws RangeError on a day, time or zone that does not exist.
 */
export function instantAt(date: PlainDate, time: WallTime, zone: Zone): Date {
  const wallMs = wallMsOf(date, time);
  const before = offsetMsAt(wallMs - dayMs, zone);
  const after = offsetMsAt(wallMs + dayMs, zone);
  const candidates = before === after ? [wallMs - before] : [wallMs - before, wallMs - after];
  const matching = candidates.filter((ms) => ms + offsetMsAt(ms, zone) === wallMs);
  if (matching.length > 0) return new Date(Math.min(...matching));
  return new Date(firstWithOffset(after, wallMs - after, wallMs - before, zone));
}

/** The day that the calendar in `zone` shows at this instant. */
export function localDateOf(instant: Date, zone: Zone): PlainDate {
  return localTextOf(instant, zone).slice(0, 10);
}

/** The time that the clock in `zone` shows at this instant, seconds cut off. */
export function localTimeOf(instant: Date, zone: Zone): WallTime {
  return localTextOf(instant, zone).slice(11, 16);
}

export function addMinutes(instant: Date, minutes: number): Date {
  return validInstant(new Date(instant.getTime() + minutes * minuteMs));
}

/** Elapsed hours, not wall-clock hours. */
export function addHours(instant: Date, hours: number): Date {
  return addMinutes(instant, hours * 60);
}

/** True for `HH:mm` from 00:00 to 23:59. */
export function isWallTime(text: string): text is WallTime {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

function wallMsOf(date: PlainDate, time: WallTime): number {
  if (!isPlainDate(date)) throw new RangeError(`not a calendar day (YYYY-MM-DD): ${String(date)}`);
  if (!isWallTime(time)) throw new RangeError(`not a time of day (HH:mm): ${String(time)}`);
  return Date.parse(`${date}T${time}:00Z`);
}

/** The first minute in (from, to] at which the zone has this offset: the end of a gap that lies between. */
function firstWithOffset(offset: number, fromMs: number, toMs: number, zone: Zone): number {
  let low = Math.floor(fromMs / minuteMs);
  let high = Math.ceil(toMs / minuteMs);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMsAt(middle * minuteMs, zone) === offset) high = middle;
    else low = middle;
  }
  return high * minuteMs;
}

// Not dayjs's own `.tz()`: it goes through the machine's zone and is an hour wrong in that zone's clock changes.
function offsetMsAt(ms: number, zone: Zone): number {
  const wholeSecond = Math.floor(ms / 1000) * 1000;
  return Date.parse(`${localTextOf(new Date(ms), zone)}Z`) - wholeSecond;
}

/** `YYYY-MM-DDTHH:mm:ss`. The one text costs half of what its parts do, and planners ask for hundreds of thousands. */
function localTextOf(instant: Date, zone: Zone): string {
  const [date = '', time = ''] = formatterOf(zone).format(validInstant(instant)).split(', ');
  return `${date.padStart(10, '0')}T${time}`;
}

function formatterOf(zone: Zone): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(zone, formatter);
  return formatter;
}

function validInstant(instant: Date): Date {
  if (Number.isNaN(instant.getTime())) throw new RangeError('not an instant');
  return instant;
}
