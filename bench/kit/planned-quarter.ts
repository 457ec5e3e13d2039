import process from 'node:process';
import { worldHolidays } from '#core/calendar/holidays-world.ts';
import { createHolidays } from '#core/calendar/holidays.ts';
import { addHours } from '#core/calendar/instants.ts';
import { stopwatch } from '#core/clock.ts';
import { planTouches } from '#features/check-ins/planner/plan.ts';
import { createTimetable } from '#features/check-ins/planner/timetable.ts';
import { defaultSettings } from '#features/program/rules.ts';
import { partnersOfTheWorld, startAt } from '#test/journeys/quarter-run.ts';
import { partnerIdOf } from '#test/kit/partners.ts';

/** As the app forgets what its timetable remembers (check-ins/service/plan-source.ts). */
const partnersPerTimetable = 1000;
const saturday = 6;
const sunday = 7;

/** The pure plan of so many partners of all tiers in twenty zones. */
export function planQuarter({ partners, weeks }: { partners: number; weeks: number }) {
  const holidays = createHolidays(worldHolidays);
  const settings = defaultSettings;
  const vendorCalendar = holidays.calendarFor('US', [saturday, sunday]);
  const to = addHours(startAt, 24 * 7 * weeks);
  const took = stopwatch();
  let timetable = createTimetable();
  let occurrences = 0;
  let most = 0;
  for (const [n, each] of partnersOfTheWorld(partners).entries()) {
    if (n % partnersPerTimetable === 0) {
      timetable = createTimetable();
      most = Math.max(most, process.memoryUsage().rss);
    }
    const partner = {
      partnerId: partnerIdOf(each),
      tier: each.tier ?? 'core',
      status: 'active',
      zone: each.zone ?? 'UTC',
      calendar: holidays.calendarFor(each.country ?? 'US', [saturday, sunday]),
      launchAt: null,
      cadenceAnchorDate: '2026-11-16',
      preferences: { sendWeekday: null, sendTime: null },
    };
    const request = { partner, vendorCalendar, settings, from: startAt, to, history: [], existing: [], timetable };
    occurrences += planTouches(request).length;
  }
  return { occurrences, seconds: took() / 1000, megabytes: Math.max(most, process.memoryUsage().rss) / 1024 / 1024 };
}
