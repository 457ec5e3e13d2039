import { addMonths, isPlainDate } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import type { NextStep } from '#core/contributions/touch-content.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const german: Readonly<Record<string, string>> = { mär: 'mar', mae: 'mar', mai: 'may', okt: 'oct', dez: 'dec' };

/** How the name of a month begins, in both languages. */
export const monthNames: readonly string[] = [...months, ...Object.keys(german)];

const iso = String.raw`\d{4}-\d{2}-\d{2}`;
const dotted = String.raw`\d{1,2}\.\s?\d{1,2}(?:\.(?:\s?\d{4})?)?`;
const named = String.raw`\d{1,2}(?:\.|st|nd|rd|th)?\s+\p{L}{3,9}\.?(?:\s+\d{4})?`;
const namedFirst = String.raw`\p{L}{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?`;
const anyDay = `${iso}|${dotted}|${named}|${namedFirst}`;
const wholeDay = new RegExp(`^(?:${anyDay})$`, 'u');
const endingInDay = new RegExp(String.raw`^(\S.*?)[\s,]+(?:(?:by|until|on|bis|am|zum)\s+)?(${anyDay})$`, 'u');

/** `27 nov`, `nov 27`, `27.11.`, `27. november 2026`, `2026-11-27`; without a year the next such day from today on. */
export function readDay(text: string, today: PlainDate): PlainDate | null {
  const typed = text.trim();
  if (!wholeDay.test(typed)) return null;
  if (/^\d{4}-/.test(typed)) return isPlainDate(typed) ? typed : null;
  const numbers = typed.match(/\d+/g) ?? [];
  const year = numbers.find((number) => number.length === 4);
  const name = /\p{L}{3,}/u.exec(typed.replace(/\d+(?:st|nd|rd|th)/g, (part) => part.slice(0, -2)))?.[0].slice(0, 3);
  const month = name === undefined ? Number(numbers[1]) : months.indexOf(german[name] ?? name) + 1;
  return dayOf(year === undefined ? null : Number(year), month, Number(numbers[0]), today);
}

/** "call the buyer by 27 nov". */
export function readStep(text: string, today: PlainDate): NextStep | null {
  const [, step, day = ''] = endingInDay.exec(text.trim()) ?? [];
  const on = readDay(day, today);
  return step === undefined || on === null ? null : { on, step };
}

function dayOf(year: number | null, month: number, day: number, today: PlainDate): PlainDate | null {
  const written = (of: number): string =>
    `${String(of).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  const date = written(year ?? thisYear);
  if (!isPlainDate(date)) return null;
  return year === null && date < today ? addMonths(date, 12) : date;
}
