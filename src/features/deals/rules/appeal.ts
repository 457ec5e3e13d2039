import { addBusinessDays } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';

/** An appeal may be filed so long (domain §4.7). */
const appealBusinessDays = 10;

/** Last day on which evidence or an appeal is taken against a decision of `at`, in the partner's calendar. */
export function appealUntilOn(at: Date, { zone, cal }: { zone: string; cal: WorkCalendar }): PlainDate {
  return addBusinessDays(localDateOf(at, zone), appealBusinessDays, cal);
}
