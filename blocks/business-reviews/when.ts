import type { Language } from '#core/language.ts';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };
const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;

/** `Tue 20 Oct` of a plain date. */
export function dayName(date: string, language: Language): string {
  return written(new Date(`${date}T00:00:00Z`), 'UTC', language, day);
}

/** `Tue 20 Oct` where the partner is. */
export function dayOf(instant: Date, zone: string, language: Language): string {
  return written(instant, zone, language, day);
}

/** `Tue 20 Oct 10:00 (London)`: the partner's own time, with its place (domain §20.20). */
export function moment(instant: Date, zone: string, language: Language): string {
  const time = written(instant, zone, language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const place = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return `${dayOf(instant, zone, language)} ${time} (${place})`;
}

function written(instant: Date, zone: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const text = new Intl.DateTimeFormat(locales[language], { ...options, timeZone: zone }).format(instant);
  return language === 'en' ? text.replace(',', '') : text;
}
