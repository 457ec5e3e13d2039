import { addDays, addMonths, isPlainDate } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { quarterOf } from '#core/calendar/periods.ts';

/** Which days figures are about, both included; `label` is what people read. */
export interface FiguresPeriod {
  label: string;
  startsOn: PlainDate;
  endsOn: PlainDate;
}

/** `2026-Q4` (fiscal), `2026-11`, or nothing for the running quarter; null for what is no period. */
export function figuresPeriodOf(text: string, today: PlainDate, fiscalYearStartMonth: number): FiguresPeriod | null {
  if (text === '') return quarterOf(today, fiscalYearStartMonth);
  const [, year, quarter] = /^(?:FY)?(\d{4})-?Q([1-4])$/.exec(text) ?? [];
  if (year !== undefined && quarter !== undefined) {
    const startYear = fiscalYearStartMonth === 1 ? Number(year) : Number(year) - 1;
    const first = `${startYear}-${String(fiscalYearStartMonth).padStart(2, '0')}-01`;
    return quarterOf(addMonths(first, 3 * (Number(quarter) - 1)), fiscalYearStartMonth);
  }
  const startsOn = `${text}-01`;
  if (!/^\d{4}-\d{2}$/.test(text) || !isPlainDate(startsOn)) return null;
  return { label: text, startsOn, endsOn: addDays(addMonths(startsOn, 1), -1) };
}
