import type { StaffActor } from '#core/actor.ts';
import type { RejectReason } from '../state-schemas.ts';

/** Above whose amounts the next one decides (domain §4.8). */
export interface AuthoritySettings {
  authorityUsd: { partnerManager: number; pmLead: number };
}

export type AuthorityLevel = 'partner_manager' | 'pm_lead' | 'sales_leader';
const levels: readonly AuthorityLevel[] = ['partner_manager', 'pm_lead', 'sales_leader'];

/** Who must decide on this amount; an amount that cannot be converted is for the highest. `cents`: of US dollars. */
export function levelNeeded(cents: number | null, { authorityUsd }: AuthoritySettings): AuthorityLevel {
  if (cents === null) return 'sales_leader';
  if (cents <= authorityUsd.partnerManager * 100) return 'partner_manager';
  return cents <= authorityUsd.pmLead * 100 ? 'pm_lead' : 'sales_leader';
}

/** `leads`: staff ids of those whom the settings name. */
export function levelOf(
  actor: Pick<StaffActor, 'roles' | 'staffId'>,
  leads: { pmLead: string | null; vp: string | null },
): AuthorityLevel {
  if (actor.roles.includes('leadership')) return 'sales_leader';
  if (actor.staffId === undefined) return 'partner_manager';
  if (actor.staffId === leads.vp) return 'sales_leader';
  return actor.staffId === leads.pmLead ? 'pm_lead' : 'partner_manager';
}

export function isWithin(level: AuthorityLevel, needed: AuthorityLevel): boolean {
  return levels.indexOf(level) >= levels.indexOf(needed);
}

const conflictReasons: readonly RejectReason[] = [
  'duplicate_registered',
  'existing_direct_opportunity',
  'incumbent_partner',
  'public_tender',
  'outside_territory',
  'direct_only',
  'customer_choice',
];

/** Conflict classes need operations (domain §4.8). */
export function mayDecideConflict(actor: Pick<StaffActor, 'roles'>): boolean {
  return actor.roles.includes('partner_ops') || actor.roles.includes('leadership');
}

export function isConflictReason(reason: RejectReason): boolean {
  return conflictReasons.includes(reason);
}
