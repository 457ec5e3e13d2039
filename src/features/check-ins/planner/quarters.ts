import { addDays, daysBetween } from '#core/calendar/dates.ts';
import type { DateRange, PlainDate } from '#core/calendar/dates.ts';
import { quarterOf } from '#core/calendar/periods.ts';
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
  if (first === undefined || last === undefined) return quarterOf(date, fiscalYearStartMonth);
  if (date > last.endsOn) return stepped(last, Math.ceil(daysBetween(last.endsOn, date) / thirteenWeeks));
  if (date <= first.endsOn) return stepped(first, -Math.floor(daysBetween(date, first.endsOn) / thirteenWeeks));
  const index = quarterEnds.findIndex(({ endsOn }) => date <= endsOn);
  const { key, endsOn } = quarterEnds[index] ?? last;
  return { key, startsOn: addDays((quarterEnds[index - 1] ?? first).endsOn, 1), endsOn };
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
