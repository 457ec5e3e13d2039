import { addBusinessDays, isBusinessDay } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { addDays } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { instantAt } from '#core/calendar/instants.ts';
import type { WallTime, Zone } from '#core/calendar/instants.ts';
import { isClosed } from '#core/send-window.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

export type Timetable = ReturnType<typeof createTimetable>;

type ClosedPeriods = readonly { from: string; to: string }[];

/**
 * The calendar arithmetic of `core/calendar`, remembered: partners share zones, countries and days. It only grows, so
 * make one for each sweep or planning run, and keep calendar objects the same within it.
 */
export function createTimetable() {
  const midnights = new Map<string, number>();
  const steps = new WeakMap<WorkCalendar, Map<string, PlainDate>>();
  const sendings = new WeakMap<ClosedPeriods, WeakMap<WorkCalendar, WorkCalendar>>();

  function midnight(date: PlainDate, zone: Zone): number {
    const key = `${date}${zone}`;
    const known = midnights.get(key);
    if (known !== undefined) return known;
    const found = instantAt(date, '00:00', zone).getTime();
    midnights.set(key, found);
    return found;
  }

  return {
    /** As `instantAt` of core/calendar. */
    at(date: PlainDate, time: WallTime, zone: Zone): Date {
      const start = midnight(date, zone);
      // A day of another length has a clock change in it.
      if (midnight(addDays(date, 1), zone) - start !== dayMs) return instantAt(date, time, zone);
      return new Date(start + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * minuteMs);
    },

    /** As `addBusinessDays` of core/calendar. */
    addBusinessDays(date: PlainDate, n: number, calendar: WorkCalendar): PlainDate {
      const known = remembered(steps, calendar, () => new Map<string, PlainDate>());
      const key = `${date}${n}`;
      const day = known.get(key) ?? addBusinessDays(date, n, calendar);
      known.set(key, day);
      return day;
    },

    isBusinessDay,

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
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
