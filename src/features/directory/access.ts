import type { Actor } from '#core/actor.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { Clock } from '#core/clock.ts';
import { forbidden, partnerUnknown } from './errors.ts';
import { everyPartnerRoles } from './rules.ts';
import type { Partner, Staff } from './schemas.ts';
import type { DirectoryStore } from './store.ts';

export type Access = ReturnType<typeof createAccess>;

/** True while the staff member is out of office in their own zone. */
export function isAway(member: Pick<Staff, 'awayUntil' | 'timeZone'>, now: Date): boolean {
  return member.awayUntil !== null && localDateOf(now, member.timeZone) < member.awayUntil;
}

/** Who may act on which partner (domain §0.4). */
export function createAccess(deps: { store: DirectoryStore; clock: Clock }) {
  const { store, clock } = deps;

  function actsOnEveryPartner(actor: Actor): boolean {
    if (actor.kind === 'operator' || actor.kind === 'job') return true;
    return actor.kind === 'staff' && actor.roles.some((role) => everyPartnerRoles.includes(role));
  }

  /** The manager always; the backup while the manager is away or nobody is set (domain §0.4). */
  async function managesPartner(actor: Actor, partner: Partner): Promise<boolean> {
    if (actsOnEveryPartner(actor)) return true;
    if (actor.kind !== 'staff' || actor.staffId === undefined) return false;
    if (partner.pmStaffId === actor.staffId) return true;
    if (partner.backupStaffId !== actor.staffId) return false;
    const pm = await store.findStaff(partner.pmStaffId);
    return pm === null || isAway(pm, clock.now());
  }

  async function mayManage(actor: Actor, partnerId: string): Promise<boolean> {
    const partner = await store.findPartner(partnerId);
    return partner !== null && managesPartner(actor, partner);
  }

  /** The partner, when this actor may act on it. Throws AppError(missing) or AppError(forbidden, directory.not_yours). */
  async function requireManaged(actor: Actor, partnerId: string): Promise<Partner> {
    const partner = await store.findPartner(partnerId);
    if (!partner) throw partnerUnknown();
    if (!(await managesPartner(actor, partner))) throw forbidden('not_yours');
    return partner;
  }

  async function listManaged(actor: Actor): Promise<Partner[]> {
    if (actsOnEveryPartner(actor)) return store.listPartners();
    if (actor.kind !== 'staff' || actor.staffId === undefined) return [];
    const candidates = await store.listPartnersOf(actor.staffId);
    const managed = await Promise.all(candidates.map((partner) => managesPartner(actor, partner)));
    return candidates.filter((_, index) => managed[index]);
  }

  return { mayManage, requireManaged, listManaged };
}
