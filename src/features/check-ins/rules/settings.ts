import type { ProgramPublic } from '#features/program/public.ts';
import type { MonthlyTiming } from './schedule.ts';

/** The settings that check-ins read, with the version that an occurrence freezes. */
export interface CheckInSettings {
  version: number;
  monthly: MonthlyTiming;
}

type NewestSettings = Awaited<ReturnType<ProgramPublic['newest']>>;

/** domain §2.5 rule 8. */
const firstTouchAfterBusinessDays = 5;

/** The part of the programme settings that the monthly check-in follows. */
export function checkInSettings({ version, settings }: NewestSettings): CheckInSettings {
  const touch = settings.touches.monthly_checkin;
  const sendUntil = settings.windows.send.to;
  return { version, monthly: { ...touch, sendUntil, firstTouchAfterBusinessDays } };
}
