import type { BusinessHours } from '#core/calendar/business-hours.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import type { HolidayPort } from '#core/calendar/holidays.ts';
import { addDays, daysBetween } from '#core/calendar/dates.ts';
import { quarterOf } from '#core/calendar/periods.ts';
import { isClosed } from '#core/send-window.ts';
import type { ProgramPublic } from '#features/program/public.ts';

type ProgramSettings = Awaited<ReturnType<ProgramPublic['current']>>;
export type DealRules = ProgramSettings['deals'];

/** The part of the programme settings that deals obey. */
export interface DealSettings extends DealRules {
  leads: ProgramSettings['leads'];
  vendorZone: string;
  /** 1 to 12. */
  fiscalYearStartMonth: number;
  /** Names and domains of the vendor, which is no customer of its partners. */
  vendor: Pick<ProgramSettings['vendor'], 'names' | 'domains'>;
  /** The vendor's working time on the clock of `zone`; closed periods stand still (domain §4.7). */
  timeIn(zone: string): BusinessHours;
  /** The partner's working days, closed periods left out. */
  workingDays(cal: WorkCalendar): WorkCalendar;
  quarterEndOf(date: PlainDate): PlainDate;
}

/** A listed quarter end further away than this belongs to a later quarter. */
const longestQuarterDays = 100;

export function dealSettings(settings: ProgramSettings, holidays: HolidayPort): DealSettings {
  const { vendor, businessHours, closedPeriods, fiscalYearStartMonth, quarterEnds } = settings;
  const workingDays = (cal: WorkCalendar): WorkCalendar => ({
    ...cal,
    isHoliday: (date) => cal.isHoliday(date) || isClosed(date, closedPeriods),
  });
  const cal = workingDays(holidays.calendarFor(vendor.holidayCountry, vendor.weekendDays));
  return {
    ...settings.deals,
    leads: settings.leads,
    vendorZone: vendor.timeZone,
    fiscalYearStartMonth,
    vendor: { names: vendor.names, domains: vendor.domains },
    timeIn: (zone) => ({ cal, zone, opensAt: businessHours.from, closesAt: businessHours.to }),
    workingDays,
    quarterEndOf(date) {
      const listed = quarterEnds.find(({ endsOn }) => endsOn >= date)?.endsOn;
      const isNear = listed !== undefined && daysBetween(date, listed) <= longestQuarterDays;
      return isNear ? listed : quarterOf(date, fiscalYearStartMonth).endsOn;
    },
  };
}

/** The first of the last `n` business days of the quarter that holds `date` (domain §2.5 rule 4). */
export function quarterEndFocusFrom(endsOn: PlainDate, n: number, isWorked: (date: PlainDate) => boolean): PlainDate {
  let day = addDays(endsOn, 1);
  for (let left = n; left > 0 && daysBetween(day, endsOn) < longestQuarterDays;) {
    day = addDays(day, -1);
    if (isWorked(day)) left -= 1;
  }
  return day;
}
