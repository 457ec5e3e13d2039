import { nextBusinessDay } from '#core/calendar/business-days.ts';
import { addDays, addMonths, weekdayOf } from '#core/calendar/dates.ts';
import { createHolidays } from '#core/calendar/holidays.ts';
import { worldHolidays } from '#core/calendar/holidays-world.ts';
import { instantAt, localDateOf } from '#core/calendar/instants.ts';
import { z } from 'zod';

/** How far the clock is moved. */
export const MoveName = z.enum(['mine', 'event', 'workday', 'monday', 'week', 'quarter']);
export type MoveName = z.infer<typeof MoveName>;

/** An event that is not there within a quarter will not come. */
const furthestDays = 92;
const dayMs = 24 * 3_600_000;

/** Where a move ends, by the calendar of the person who looks: working days begin at 09:00 there. */
export function targetOf(move: MoveName, now: Date, person: { zone: string; country: string }): Date {
  const today = localDateOf(now, person.zone);
  const nineOn = (date: string): Date => instantAt(date, '09:00', person.zone);
  const tomorrow = addDays(today, 1);
  switch (move) {
    case 'mine':
    case 'event':
      return new Date(now.getTime() + furthestDays * dayMs);
    case 'workday':
      return nineOn(nextBusinessDay(tomorrow, createHolidays(worldHolidays).calendarFor(person.country)));
    case 'monday':
      return nineOn(addDays(tomorrow, (8 - weekdayOf(tomorrow)) % 7));
    case 'week':
      return new Date(now.getTime() + 7 * dayMs);
    case 'quarter':
      return nineOn(addMonths(today, 3));
  }
}
