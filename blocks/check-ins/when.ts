import type { Language } from '#core/language.ts';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

/** `December` of `2026-12`. */
export function monthName(periodKey: string, language: Language): string {
  return written(new Date(`${periodKey}-01T00:00:00Z`), 'UTC', language, { month: 'long' });
}

/** `Tue 12 Jan` of a plain date. */
export function dayName(date: string, language: Language): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  return written(new Date(`${date}T00:00:00Z`), 'UTC', language, options);
}

/** `1 December 2025`. */
export function longDay(date: string, language: Language): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  return written(new Date(`${date}T00:00:00Z`), 'UTC', language, options);
}

/** `Tue 15 Dec 17:00 (Warsaw)`: the partner's own time, with its place (domain §20.20). */
export function moment(instant: Date, zone: string, language: Language): string {
  const day = written(instant, zone, language, { weekday: 'short', day: 'numeric', month: 'short' });
  const time = written(instant, zone, language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${day} ${time} (${placeName(zone)})`;
}

function placeName(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

function written(instant: Date, zone: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locales[language], { ...options, timeZone: zone }).format(instant);
}
