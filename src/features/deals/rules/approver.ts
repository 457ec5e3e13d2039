import type { SlackPerson, StaffRole } from '#core/actor.ts';
import { localDateOf, localTimeOf } from '#core/calendar/instants.ts';
import { daysBetween } from '#core/calendar/dates.ts';
import type { AuthorityLevel } from './authority.ts';

/** A member of staff as the directory shows them. */
export interface StaffSeen {
  staffId: string;
  key: string;
  name: string;
  person: SlackPerson | null;
  timeZone: string;
  roles: readonly StaffRole[];
  isAway: boolean;
}

/** Whom a registration of one partner can be given to. */
export interface Team {
  pmStaffId: string | null;
  backupStaffId: string | null;
  leads: { pmLead: string | null; vp: string | null };
  staff: readonly StaffSeen[];
}

/**
 * Who decides on a new registration: the lead whom the amount needs, when the settings name one; else of those who hold
 * the role the one whose day is closest to the partner's; else the partner manager or the cover (domain §4.7, §4.8).
 * null only where nobody is known.
 */
export function approverFor(level: AuthorityLevel, team: Team, partner: { zone: string; at: Date }): StaffSeen | null {
  const { pmLead, vp } = team.leads;
  const leads = level === 'sales_leader' ? [vp] : level === 'pm_lead' ? [pmLead, vp] : [];
  const named = leads.map((key) => withKey(key, team)).find((lead) => lead !== null && !lead.isAway);
  return (
    named ?? nearestApprover(team, partner) ?? partnerManagerOf(team) ?? withKey(pmLead, team) ?? operationsOf(team)
  );
}

/** Whom to write to about a registration today: the approver, else the partner's manager or cover, else the lead. */
export function reachableApprover(approverStaffId: string | null, team: Team): StaffSeen | null {
  const approver = withId(approverStaffId, team);
  const candidates = [approver, partnerManagerOf(team), withKey(team.leads.pmLead, team), operationsOf(team), approver];
  return candidates.find((member) => canBeReached(member)) ?? candidates.find((member) => member?.person) ?? null;
}

/** Who is told besides the approver at 75 %: of the partner's own people the first who is somebody else. */
export function backupOf(approverStaffId: string | null, team: Team): StaffSeen | null {
  const own = [withId(team.pmStaffId, team), withId(team.backupStaffId, team), withKey(team.leads.pmLead, team)];
  return own.find((member) => canBeReached(member) && member?.staffId !== approverStaffId) ?? null;
}

/** The lead of the partner managers; operations where none is named. */
export function pmLeadOf(team: Team): StaffSeen | null {
  const lead = withKey(team.leads.pmLead, team);
  return lead?.person ? lead : operationsOf(team);
}

/** Who is told when somebody is late: the lead, and above a lead that is late itself, leadership; null: nobody else. */
export function leadAbove(approverStaffId: string | null, team: Team): StaffSeen | null {
  const above = [pmLeadOf(team), withKey(team.leads.vp, team)];
  return above.find((member) => member?.person && member.staffId !== approverStaffId) ?? null;
}

/** Whom the partner can ask by name: the manager, or the cover while they are away; null where it is somebody else. */
export function contactNameOf(team: Team): string | null {
  const contact = partnerManagerOf(team);
  return contact !== null && canBeReached(contact) ? contact.name : null;
}

/** Who is told what a partner asks their manager: the manager, the cover, else the lead. */
export function reachablePartnerManager(team: Team): StaffSeen | null {
  return reachableApprover(null, team);
}

function partnerManagerOf(team: Team): StaffSeen | null {
  const pm = withId(team.pmStaffId, team);
  const backup = withId(team.backupStaffId, team);
  if (pm && !pm.isAway) return pm;
  return backup && !backup.isAway ? backup : (pm ?? backup);
}

export function withKey(key: string | null, team: Team): StaffSeen | null {
  return key === null ? null : (team.staff.find((member) => member.key === key) ?? null);
}

export function withId(staffId: string | null, team: Team): StaffSeen | null {
  return staffId === null ? null : (team.staff.find((member) => member.staffId === staffId) ?? null);
}

export function operationsOf(team: Team): StaffSeen | null {
  const all = team.staff.filter(({ roles }) => roles.includes('partner_ops'));
  return all.find(canBeReached) ?? all[0] ?? null;
}

function nearestApprover(team: Team, { zone, at }: { zone: string; at: Date }): StaffSeen | null {
  const holders = team.staff.filter(({ roles, isAway }) => roles.includes('deal_approver') && !isAway);
  const distance = ({ timeZone }: StaffSeen) => Math.abs(minutesOf(at, timeZone) - minutesOf(at, zone));
  const nearest = holders.toSorted((a, b) => distance(a) - distance(b) || a.key.localeCompare(b.key, 'en'));
  return nearest.find(canBeReached) ?? nearest[0] ?? null;
}

/** Wall-clock minutes there, comparable between zones. */
function minutesOf(at: Date, zone: string): number {
  const [hours = 0, minutes = 0] = localTimeOf(at, zone).split(':').map(Number);
  return daysBetween('2000-01-01', localDateOf(at, zone)) * 1440 + hours * 60 + minutes;
}

function canBeReached(member: StaffSeen | null): boolean {
  return member !== null && !member.isAway && member.person !== null;
}
