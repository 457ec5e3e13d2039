import type { MonthlyTiming } from './schedule.ts';

/** The settings that check-ins read, with the version that an occurrence freezes. */
export interface CheckInSettings {
  version: number;
  monthly: MonthlyTiming;
}
