import { escapeText } from '#blocks/kit/escape.ts';
import type { Language } from '#core/language.ts';
import { minorDigits } from '#core/money.ts';
import type { Money } from '#core/money.ts';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };
const nameLength = 120;
const mostAlternatives = 5;

/** `16 Feb 2027`. */
export function dayText(date: string, language: Language): string {
  return written(new Date(`${date}T00:00:00Z`), 'UTC', language, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `16 Feb`: for days of the months around now. */
export function shortDayText(date: string, language: Language): string {
  return written(new Date(`${date}T00:00:00Z`), 'UTC', language, { day: 'numeric', month: 'short' });
}

/** The day of an instant where the partner is. */
export function dayOfInstant(instant: Date, zone: string, language: Language): string {
  return written(instant, zone, language, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `Wed 18 Nov`. */
export function weekdayText(instant: Date, zone: string, language: Language): string {
  const day = written(instant, zone, language, { weekday: 'short', day: 'numeric', month: 'short' });
  return language === 'en' ? day.replace(',', '') : day;
}

/** `Wed 18 Nov 17:00 (Berlin)` (domain §4.9). */
export function momentText(instant: Date, zone: string, language: Language): string {
  const day = weekdayText(instant, zone, language);
  const time = written(instant, zone, language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const place = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return `${day} ${time} (${place})`;
}

/** `EUR 48,000`, with decimals only where there are some. */
export function amountText({ amountMinor, currency }: Money, language: Language): string {
  const digits = minorDigits(currency);
  const whole = amountMinor / 10 ** digits;
  const shown = Number.isInteger(whole) ? 0 : digits;
  const format = new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  });
  return `${currency} ${format.format(whole)}`;
}

/** The amount as it stands in a form: no separators, so that it can be read in one way only. */
export function amountInput({ amountMinor, currency }: Money): string {
  const digits = minorDigits(currency);
  const whole = amountMinor / 10 ** digits;
  return Number.isInteger(whole) ? String(whole) : whole.toFixed(digits);
}

/** A name that somebody typed, harmless and on one line. */
export function nameText(name: string, maxLength = nameLength): string {
  return escapeText(name, maxLength, { singleLine: true });
}

export function listText(names: readonly string[], maxLength = nameLength): string {
  return nameText(names.join(', '), maxLength);
}

/** `sharepoint.com or onedrive.com`, of names parted by spaces; the first few of many. */
export function alternatives(names: unknown, language: Language): string {
  const some = String(names).split(' ').slice(0, mostAlternatives);
  return new Intl.ListFormat(locales[language], { type: 'disjunction' }).format(some);
}

function written(instant: Date, zone: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locales[language], { ...options, timeZone: zone }).format(instant);
}
