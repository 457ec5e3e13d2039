import { addBusinessDays, isBusinessDay } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { instantAt, localDateOf } from '#core/calendar/instants.ts';
import type { WallTime, Zone } from '#core/calendar/instants.ts';
import { isClosed } from '#core/send-window.ts';
import { addDays } from './days.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const longestClosure = 366;

export type Timetable = ReturnType<typeof createTimetable>;

type ClosedPeriods = readonly { from: string; to: string }[];

/**
 * The calendar arithmetic of `core/calendar`, remembered: partners share zones, countries and days. It only grows, so
 * make one for each sweep or planning run, and keep calendar objects the same within it.
 */
export function createTimetable() {
  const midnights = new Map<string, number>();
  const localDates = new Map<string, PlainDate>();
  const worked = new WeakMap<WorkCalendar, Map<PlainDate, boolean>>();
  const walked = new WeakMap<WorkCalendar, Map<string, PlainDate>>();
  const sendings = new WeakMap<ClosedPeriods, WeakMap<WorkCalendar, WorkCalendar>>();

  function midnight(date: PlainDate, zone: Zone): number {
    const key = `${date}${zone}`;
    const known = midnights.get(key);
    if (known !== undefined) return known;
    const found = instantAt(date, '00:00', zone).getTime();
    midnights.set(key, found);
    return found;
  }

  function isWorked(date: PlainDate, calendar: WorkCalendar): boolean {
    const known = remembered(worked, calendar, () => new Map<PlainDate, boolean>());
    const found = known.get(date);
    if (found !== undefined) return found;
    const isOne = isBusinessDay(date, calendar);
    known.set(date, isOne);
    return isOne;
  }

  function walk(date: PlainDate, n: number, calendar: WorkCalendar): PlainDate {
    if (n === 0 && isWorked(date, calendar)) return date;
    const direction = n < 0 ? -1 : 1;
    let day = date;
    for (let left = Math.max(1, Math.abs(n)); left > 0; left -= 1) {
      let tried = 0;
      do {
        // Nobody works for a year: core says what is wrong.
        if ((tried += 1) > longestClosure) return addBusinessDays(date, n, calendar);
        day = addDays(day, direction);
      } while (!isWorked(day, calendar));
    }
    return day;
  }

  return {
    /** As `instantAt` of core/calendar. */
    at(date: PlainDate, time: WallTime, zone: Zone): Date {
      const start = midnight(date, zone);
      // A day of another length has a clock change in it.
      if (midnight(addDays(date, 1), zone) - start !== dayMs) return instantAt(date, time, zone);
      return new Date(start + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * minuteMs);
    },

    /** As `localDateOf` of core/calendar. */
    localDateOf(instant: Date, zone: Zone): PlainDate {
      const key = `${instant.getTime()}${zone}`;
      const known = localDates.get(key);
      if (known !== undefined) return known;
      const date = localDateOf(instant, zone);
      localDates.set(key, date);
      return date;
    },

    /** As `addBusinessDays` of core/calendar. */
    addBusinessDays(date: PlainDate, n: number, calendar: WorkCalendar): PlainDate {
      const known = remembered(walked, calendar, () => new Map<string, PlainDate>());
      const key = `${date}${n}`;
      const found = known.get(key) ?? walk(date, n, calendar);
      known.set(key, found);
      return found;
    },

    /** As `isBusinessDay` of core/calendar. */
    isBusinessDay: isWorked,

    /** The days on which a partner is written to: business days outside closed periods (domain §2.5 rules 1, 5). */
    sendingDays(calendar: WorkCalendar, closedPeriods: ClosedPeriods): WorkCalendar {
      const byCalendar = remembered(sendings, closedPeriods, () => new WeakMap<WorkCalendar, WorkCalendar>());
      return remembered(byCalendar, calendar, () => ({
        weekendDays: calendar.weekendDays,
        isHoliday: (date) => calendar.isHoliday(date) || isClosed(date, closedPeriods),
        covers: (date) => calendar.covers(date),
      }));
    },
  };
}

function remembered<K extends object, V>(known: WeakMap<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
