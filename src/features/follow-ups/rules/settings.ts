import type { BusinessHours } from '#core/calendar/business-hours.ts';
import type { HolidayPort } from '#core/calendar/holidays.ts';
import type { ProgramPublic } from '#features/program/public.ts';

type ProgramSettings = Awaited<ReturnType<ProgramPublic['current']>>;

/** The part of the programme settings that follow-ups obey. */
export interface FollowUpSettings {
  leads: ProgramSettings['leads'];
  remindersPerItem: number;
  /** Where nobody's own zone is known. */
  vendorZone: string;
  /** The vendor's working time on the clock of `zone` (domain §2.5 rule 2). */
  timeIn(zone: string): BusinessHours;
}

export function followUpSettings(settings: ProgramSettings, holidays: HolidayPort): FollowUpSettings {
  const { vendor, businessHours, caps, leads } = settings;
  const cal = holidays.calendarFor(vendor.holidayCountry, vendor.weekendDays);
  return {
    leads,
    remindersPerItem: caps.remindersPerItem,
    vendorZone: vendor.timeZone,
    timeIn: (zone) => ({ cal, zone, opensAt: businessHours.from, closesAt: businessHours.to }),
  };
}
