import type { SlackPerson, StaffRole } from '#core/actor.ts';
import type { OwnerFunction } from '../schemas.ts';

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

/** Whom work about one partner, or about the programme, can be given to. */
export interface Team {
  pmStaffId: string | null;
  backupStaffId: string | null;
  leads: { pmLead: string | null; vp: string | null };
  staff: readonly StaffSeen[];
}

/** Functions that a role of domain §0.4 holds; no role stands for engineers, product and owners of deals. */
const roleOf: Readonly<Partial<Record<OwnerFunction, StaffRole>>> = {
  deal_desk: 'deal_approver',
  legal: 'legal',
  partner_ops: 'partner_ops',
  partner_marketing: 'partner_marketing',
  finance: 'finance',
};

/**
 * Who gets it: whoever holds the function and is here, else the partner manager, else the cover while the manager is
 * away (domain §2.5 rule 7), else operations; null when nobody is known.
 */
export function ownerFor(fn: OwnerFunction, team: Team): StaffSeen | null {
  return holderOf(fn, team) ?? managerOf(team) ?? operationsOf(team);
}

/** The lead named in the settings; null when none is, or nobody has that key. */
export function leadOf(lead: 'pm_lead' | 'vp', team: Team): StaffSeen | null {
  const key = lead === 'vp' ? team.leads.vp : team.leads.pmLead;
  return key === null ? null : (team.staff.find((member) => member.key === key) ?? null);
}

/** Whom to write to about an owner's work: the owner, or who covers for them today. */
export function coverFor(ownerStaffId: string | null, team: Team): StaffSeen | null {
  const owner = staffWith(ownerStaffId, team);
  if (owner && canBeReached(owner)) return owner;
  const cover = managerOf(team);
  return cover?.person ? cover : (reachable(owner) ?? operationsOf(team));
}

export function operationsOf(team: Team): StaffSeen | null {
  const all = team.staff.filter((member) => member.roles.includes('partner_ops'));
  return all.find(canBeReached) ?? all[0] ?? null;
}

function holderOf(fn: OwnerFunction, team: Team): StaffSeen | null {
  if (fn === 'pm_lead' || fn === 'vp') {
    const lead = leadOf(fn, team);
    return lead && !lead.isAway ? lead : null;
  }
  const role = roleOf[fn];
  if (role === undefined) return null;
  const present = team.staff.filter((member) => member.roles.includes(role) && !member.isAway);
  return present.find(canBeReached) ?? present[0] ?? null;
}

function managerOf(team: Team): StaffSeen | null {
  const pm = staffWith(team.pmStaffId, team);
  const backup = staffWith(team.backupStaffId, team);
  if (pm && !pm.isAway) return pm;
  return backup && !backup.isAway ? backup : (pm ?? backup);
}

function staffWith(staffId: string | null, team: Team): StaffSeen | null {
  return team.staff.find((member) => member.staffId === staffId) ?? null;
}

function canBeReached(member: StaffSeen): boolean {
  return !member.isAway && member.person !== null;
}

function reachable(member: StaffSeen | null): StaffSeen | null {
  return member?.person ? member : null;
}
