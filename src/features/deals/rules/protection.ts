import { addBusinessDays } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { addDays, daysBetween } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { instantAt, localDateOf } from '#core/calendar/instants.ts';
import type { RegistrationType } from '../field-schemas.ts';
import type { Milestones, MilestoneState } from '../outlook-schemas.ts';
import type { Protection } from '../part-schemas.ts';
import type { DealSettings } from './settings.ts';

export type Tier = 'emerging' | 'core' | 'strategic';

/** Days of protection by the type of registration where one is set, else by tier (domain §4.10). */
export function windowDaysOf(
  tier: Tier,
  type: RegistrationType,
  settings: Pick<DealSettings, 'protectionDays' | 'protectionDaysByType'>,
): number {
  return settings.protectionDaysByType[type] ?? settings.protectionDays[tier];
}

/** Starts with the approval, not the submission; the day of it is day 0 (domain §4.10). */
export function startedProtection(
  approvedAt: Date,
  { windowDays, zone, tier }: { windowDays: number; tier: Tier; zone: string },
): { protection: Protection; protectedUntilOn: PlainDate } {
  const protection = { approvedAt, windowDays, zone, tier, meetingOn: null, proofOn: null, closeSlips: 0 };
  return { protection, protectedUntilOn: addDays(localDateOf(approvedAt, zone), windowDays) };
}

/** The midnight that ends the last protected day where the partner is. */
export function endsAt(protectedUntilOn: PlainDate, zone: string): Date {
  return instantAt(addDays(protectedUntilOn, 1), '00:00', zone);
}

export interface Protected {
  protection: Protection;
  protectedUntilOn: PlainDate;
  lastUpdateAt: Date | null;
}

/** M1 to M4 of domain §4.10, as they stand today. */
export function milestonesOf(
  { protection, lastUpdateAt }: Protected,
  now: Date,
  { milestones, stale }: Pick<DealSettings, 'milestones' | 'stale'>,
): Milestones {
  const { zone, approvedAt } = protection;
  const approvedOn = localDateOf(approvedAt, zone);
  const today = localDateOf(now, zone);
  const meetingBy = addDays(approvedOn, milestones.meetingDays);
  const proofBy = addDays(approvedOn, milestones.proofDays[protection.tier as Tier]);
  const state = (doneOn: PlainDate | null, by: PlainDate): MilestoneState => {
    if (doneOn !== null && doneOn <= by) return 'met';
    return today > by ? 'missed' : 'open';
  };
  const updatedOn = localDateOf(lastUpdateAt ?? approvedAt, zone);
  return {
    meetingBy,
    meetingOn: protection.meetingOn,
    meeting: state(protection.meetingOn, meetingBy),
    updateBy: addDays(updatedOn, stale.askDays),
    updates: daysBetween(updatedOn, today) < stale.askDays ? 'met' : 'missed',
    proofBy,
    proofOn: protection.proofOn,
    proof: state(protection.proofOn, proofBy),
    closeSlips: protection.closeSlips,
    closeDate: protection.closeSlips <= milestones.closeSlips ? 'met' : 'missed',
  };
}

/** M1 to M3, as an extension asks for them: nothing was missed (domain §4.10). */
export function missesNone({ meeting, updates, proof }: Milestones): boolean {
  return meeting !== 'missed' && updates !== 'missed' && proof !== 'missed';
}

/** Last day on which a win with a contract from within the protection still counts (domain §4.10 grace). */
export function graceUntilOn(
  protectedUntilOn: PlainDate,
  cal: WorkCalendar,
  { graceBusinessDays }: Pick<DealSettings, 'graceBusinessDays'>,
): PlainDate {
  return addBusinessDays(protectedUntilOn, graceBusinessDays, cal);
}

/** S23 of domain §16.4: ended 10 Nov, until 24 Nov in Ireland. */
export function reinstateUntilOn(
  protectedUntilOn: PlainDate,
  cal: WorkCalendar,
  { reinstateBusinessDays }: Pick<DealSettings, 'reinstateBusinessDays'>,
): PlainDate {
  return addBusinessDays(protectedUntilOn, reinstateBusinessDays, cal);
}

/** A later close date than stated before is a slip (M4). */
export function slipsAfter(protection: Protection, before: PlainDate | null, after: PlainDate): number {
  return before !== null && after > before ? protection.closeSlips + 1 : protection.closeSlips;
}
