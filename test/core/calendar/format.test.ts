import { describe, expect, it } from 'vitest';

import { formatDate, formatDateWithWeekday, formatInstant, slackDate } from '#core/calendar/format.ts';

/** Intl puts a narrow no-break space before AM and PM. */
function plainSpaces(text: string): string {
  return text.replaceAll('\u202f', ' ');
}

describe('dates for people', () => {
  it('are written the way the language writes them', () => {
    expect(formatDate('2026-11-17', 'en')).toBe('Nov 17, 2026');
    expect(formatDate('2026-11-17', 'de')).toBe('17. Nov. 2026');
    expect(formatDateWithWeekday('2026-11-17', 'en')).toBe('Tue, Nov 17, 2026');
    expect(formatDateWithWeekday('2026-11-17', 'de')).toBe('Di., 17. Nov. 2026');
  });

  it('show the same day wherever the process runs, at both ends of a year', () => {
    expect(formatDate('2026-12-31', 'en')).toBe('Dec 31, 2026');
    expect(formatDate('2027-01-01', 'en')).toBe('Jan 1, 2027');
  });

  it('show their zone when they name a time', () => {
    const instant = new Date('2026-11-17T09:00:00Z');
    expect(plainSpaces(formatInstant(instant, 'Asia/Kolkata', 'en'))).toBe('Nov 17, 2026, 2:30 PM GMT+5:30');
    expect(plainSpaces(formatInstant(instant, 'America/New_York', 'en'))).toBe('Nov 17, 2026, 4:00 AM EST');
    expect(formatInstant(instant, 'Europe/Berlin', 'de')).toBe('17. Nov. 2026, 10:00 MEZ');
  });

  it('refuse what is no day, instant or zone', () => {
    expect(() => formatDate('2026-11-31', 'en')).toThrow(RangeError);
    expect(() => formatInstant(new Date('nonsense'), 'UTC', 'en')).toThrow(RangeError);
    expect(() => formatInstant(new Date(0), 'Europe/Atlantis', 'en')).toThrow(RangeError);
  });
});

describe('slackDate', () => {
  it('is a token in whole seconds with its fallback', () => {
    const token = slackDate(new Date('2026-11-17T09:00:00.999Z'), '17 Nov 2026, 10:00 CET');
    expect(token).toBe('<!date^1794906000^{date_short_pretty} {time}|17 Nov 2026, 10:00 CET>');
  });

  it.each(['', 'a>b', 'a|b', '<!channel>', 'a^b', 'a\nb'])('refuses the fallback %j', (fallback) => {
    expect(() => slackDate(new Date(0), fallback)).toThrow(RangeError);
  });
});
