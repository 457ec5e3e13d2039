import type { DateRange, PlainDate } from '#core/calendar/dates.ts';
import { addDays, daysBetween, endOfMonth } from './days.ts';
import type { PlanSettings } from './touches.ts';

/** A fiscal quarter of the vendor; `key` is `2026-Q4`. */
export interface PlanQuarter extends DateRange {
  readonly key: string;
}

type QuarterSettings = Pick<PlanSettings, 'fiscalYearStartMonth' | 'quarterEnds'>;

const thirteenWeeks = 91;

/** The vendor's quarter that holds a day: by month, or by the list of ends and in 13 weeks each beyond it. */
export function quarterAt(date: PlainDate, { fiscalYearStartMonth, quarterEnds }: QuarterSettings): PlanQuarter {
  const first = quarterEnds[0];
  const last = quarterEnds.at(-1);
  if (first === undefined || last === undefined) return quarterByMonth(date, fiscalYearStartMonth);
  if (date > last.endsOn) return stepped(last, Math.ceil(daysBetween(last.endsOn, date) / thirteenWeeks));
  if (date <= first.endsOn) return stepped(first, -Math.floor(daysBetween(date, first.endsOn) / thirteenWeeks));
  const index = quarterEnds.findIndex(({ endsOn }) => date <= endsOn);
  const { key, endsOn } = quarterEnds[index] ?? last;
  return { key, startsOn: addDays((quarterEnds[index - 1] ?? first).endsOn, 1), endsOn };
}

/** As `quarterOf` of core/calendar, which a plan would call too often. */
function quarterByMonth(date: PlainDate, startMonth: number): PlanQuarter {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  const monthsIn = (months + 13 - startMonth) % 12;
  const fiscalYear = Math.floor((months - monthsIn + 11) / 12);
  const first = months - (monthsIn % 3);
  return {
    key: `${String(fiscalYear).padStart(4, '0')}-Q${Math.floor(monthsIn / 3) + 1}`,
    startsOn: firstOf(first),
    endsOn: endOfMonth(firstOf(first + 2)),
  };
}

function firstOf(months: number): PlainDate {
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

function stepped({ key, endsOn }: { key: string; endsOn: PlainDate }, quarters: number): PlanQuarter {
  const number = Number(key.slice(0, 4)) * 4 + Number(key.slice(6)) - 1 + quarters;
  const end = addDays(endsOn, quarters * thirteenWeeks);
  return {
    key: `${String(Math.floor(number / 4)).padStart(4, '0')}-Q${(number % 4) + 1}`,
    startsOn: addDays(end, 1 - thirteenWeeks),
    endsOn: end,
  };
}
