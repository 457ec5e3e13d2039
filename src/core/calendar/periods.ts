import { addDays, addMonths, monthKey, startOfMonth } from './dates.ts';
import type { DateRange, PlainDate } from './dates.ts';

/** A fiscal quarter. `key` goes into period keys (domain §2.4), `label` is what people read (domain §0.2). */
export interface Quarter extends DateRange {
  readonly key: string;
  readonly label: string;
  readonly fiscalYear: number;
  readonly quarter: 1 | 2 | 3 | 4;
}

/**
 * The quarter that holds `date` in a fiscal year beginning in month `startMonth` (1 to 12). A fiscal year is named
 * after the calendar year in which it ends: with `startMonth` 7, October 2026 lies in FY27-Q2.
 */
export function quarterOf(date: PlainDate, startMonth: number): Quarter {
  if (!Number.isInteger(startMonth) || startMonth < 1 || startMonth > 12) {
    throw new RangeError(`a fiscal year cannot start in month ${startMonth}`);
  }
  const monthsIn = (monthOf(date) - startMonth + 12) % 12;
  const quarter = (Math.floor(monthsIn / 3) + 1) as Quarter['quarter'];
  const startsOn = addMonths(startOfMonth(date), -(monthsIn % 3));
  const fiscalYear = Number(addMonths(startOfMonth(date), 11 - monthsIn).slice(0, 4));
  return {
    key: `${fiscalYear}-Q${quarter}`,
    label: `FY${String(fiscalYear % 100).padStart(2, '0')}-Q${quarter}`,
    fiscalYear,
    quarter,
    startsOn,
    endsOn: addDays(addMonths(startsOn, 3), -1),
  };
}

function monthOf(date: PlainDate): number {
  return Number(monthKey(date).slice(5));
}
