import { addDays, compareDates } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { missingFields } from './rules.ts';
import type { ProfileField } from './rules.ts';
import type { Contact, Partner, StatusChange } from './schemas.ts';
import { overridable } from './transitions.ts';
import type { Guard, Transition } from './transitions.ts';

/** Longest agreed pause (domain §1.4). */
export const longestPauseDays = 90;

/** What stands in the way of a step: a guard, or a field of the profile that a signed partner must have. */
export type Obstacle = Guard | ProfileField;

const signedFields: readonly ProfileField[] = ['agreement', 'pm', 'backup', 'admin'];

/** Everything that stands in the way of a step today; an override with a reason removes what it may. */
export function obstaclesTo(
  transition: Transition,
  facts: { partner: Partner; contacts: readonly Contact[]; change: StatusChange; today: PlainDate },
): Obstacle[] {
  const open = transition.guards.flatMap((guard) => unmet(guard, facts));
  if (!facts.change.override || facts.change.reason === '') return open;
  return open.filter((obstacle) => !(overridable as readonly Obstacle[]).includes(obstacle));
}

function unmet(guard: Guard, facts: Parameters<typeof obstaclesTo>[1]): Obstacle[] {
  const { partner, contacts, change, today } = facts;
  switch (guard) {
    case 'qualification_score':
      return ifNot(change.qualificationScore !== null || partner.qualificationScore !== null, guard);
    case 'signed_profile':
      return missingFields(partner, contacts, []).filter((field) => signedFields.includes(field));
    // No launch gate or exit checklist is kept yet: both are open unless a launch is on record.
    case 'launch_gate':
      return ifNot(partner.launchAt !== null, guard);
    case 'exit_checklist':
      return [guard];
    case 'resume_date':
      return ifNot(isWithin(change.resumeOn, addDays(today, 1), addDays(today, longestPauseDays)), guard);
    case 'end_date':
      return ifNot(isWithin(change.endsOn, change.noticeOn ?? today, null), guard);
    case 'notice':
      return ifNot(change.noticeOn !== null && change.category !== null, guard);
    case 'end_reached':
      return ifNot(partner.agreement.endsOn !== null && compareDates(partner.agreement.endsOn, today) <= 0, guard);
  }
}

function ifNot(isMet: boolean, guard: Guard): Obstacle[] {
  return isMet ? [] : [guard];
}

function isWithin(day: PlainDate | null, from: PlainDate, to: PlainDate | null): boolean {
  return day !== null && compareDates(day, from) >= 0 && (to === null || compareDates(day, to) <= 0);
}
