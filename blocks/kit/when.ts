import type { Language } from '#core/language.ts';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };
const shortDay = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const clockTime = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** `December` of `2026-12`. */
export function monthName(periodKey: string, language: Language): string {
  return written(new Date(`${periodKey}-01T00:00:00Z`), 'UTC', language, { month: 'long' });
}

/** `Tue 12 Jan` of a plain date. */
export function dayName(date: string, language: Language): string {
  return written(new Date(`${date}T00:00:00Z`), 'UTC', language, shortDay);
}

/** `1 December 2025`. */
export function longDay(date: string, language: Language): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  return written(new Date(`${date}T00:00:00Z`), 'UTC', language, options);
}

/** `Tue 20 Oct` where the partner is. */
export function dayOf(instant: Date, zone: string, language: Language): string {
  return written(instant, zone, language, shortDay);
}

/** `Monday` where the partner is. */
export function weekdayOf(instant: Date, zone: string, language: Language): string {
  return written(instant, zone, language, { weekday: 'long' });
}

/** `10:00` where the partner is. */
export function timeOf(instant: Date, zone: string, language: Language): string {
  return written(instant, zone, language, clockTime);
}

/** `Tue 15 Dec 17:00 (Warsaw)`: the partner's own time, with its place (domain §20.20). */
export function moment(instant: Date, zone: string, language: Language): string {
  return `${dayOf(instant, zone, language)} ${timeOf(instant, zone, language)} (${placeName(zone)})`;
}

/** `Buenos Aires` of `America/Argentina/Buenos_Aires`. */
export function placeName(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

function written(instant: Date, zone: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const text = new Intl.DateTimeFormat(locales[language], { ...options, timeZone: zone }).format(instant);
  return language === 'en' ? text.replace(',', '') : text;
}
