import type { Language } from '#core/language.ts';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };
const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;

/** `Wed 18 Nov` where the reader is. */
export function dayOf(instant: Date, zone: string, language: Language): string {
  return written(instant, zone, language, day);
}

/** `Wed 18 Nov 17:00 (New York)`. */
export function momentOf(instant: Date, zone: string, language: Language): string {
  const time = written(instant, zone, language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const place = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  return `${written(instant, zone, language, day)} ${time} (${place})`;
}

function written(instant: Date, zone: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const text = new Intl.DateTimeFormat(locales[language], { ...options, timeZone: zone }).format(instant);
  return language === 'en' ? text.replace(',', '') : text;
}
