import type { Actor, PartnerActor, StaffActor } from '#core/actor.ts';
import { AppError } from '#core/errors.ts';
import { requireRight } from '#core/rights.ts';
import type { Write } from '#core/write.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import { alreadyMoved, changedMeanwhile, notFound } from '../errors.ts';
import { rights } from '../rules.ts';
import { isUndecided } from '../rules/states.ts';
import type { Deal } from '../schemas.ts';
import type { DealStore } from '../store.ts';
import type { DealRequest } from './verbs.ts';

type Verb = keyof typeof rights;

export interface AccessDeps {
  deals: DealStore;
  directory: DirectoryPublic;
}

/** A person of this very partner. Throws AppError(forbidden), or missing where the partner is another one. */
export function requireMember(verb: Verb, actor: Actor, partnerId: string): PartnerActor {
  requireRight(rights, verb, actor);
  if (actor.kind !== 'partner' || actor.partnerId !== partnerId) throw notFound();
  return actor;
}

/** The actor's own company's deal. Throws AppError(forbidden | missing). */
export async function requireOwn(
  deps: AccessDeps,
  verb: Verb,
  request: DealRequest,
  write?: Write,
): Promise<{ deal: Deal; actor: PartnerActor }> {
  const { actor, dealId } = request;
  requireRight(rights, verb, actor);
  const deal = await deps.deals.findDeal(dealId, write);
  if (actor.kind !== 'partner' || deal === null || deal.partnerId !== actor.partnerId) throw notFound();
  return { deal, actor };
}

/** A deal that this member of staff may act on: of their partner, given to them, or any for who decides on all. */
export async function requireTheirs(
  deps: AccessDeps,
  verb: Verb,
  request: DealRequest,
  write?: Write,
): Promise<{ deal: Deal; actor: StaffActor }> {
  const { actor, dealId } = request;
  requireRight(rights, verb, actor);
  if (actor.kind !== 'staff') throw new AppError({ kind: 'forbidden', code: 'core.forbidden' });
  const deal = await deps.deals.findDeal(dealId, write);
  if (deal === null || !(await actsOn(deps, actor, deal))) throw notFound();
  return { deal, actor };
}

async function actsOn({ directory }: AccessDeps, actor: StaffActor, deal: Deal): Promise<boolean> {
  if (actor.roles.some((role) => role === 'deal_approver' || role === 'finance')) return true;
  if (actor.staffId !== undefined && actor.staffId === deal.approverStaffId) return true;
  return directory.mayManage(actor, deal.partnerId);
}

/** The same delivery taken a second time. */
export function isRepeated(deal: Deal, { deliveryKey }: Pick<DealRequest, 'deliveryKey'>): boolean {
  return deliveryKey !== undefined && deal.lastDelivery === deliveryKey;
}

/** Throws AppError(conflict) when the deal is not as the person saw it: who did what, when that is known. */
export function requireVersion(deal: Deal, { version }: Pick<DealRequest, 'version'>): void {
  if (version === undefined || version === deal.version) return;
  throw isUndecided(deal.status) ? changedMeanwhile(deal.dealId) : moved(deal);
}

/** "Already approved by Ines 10:42". */
export function moved(deal: Deal): AppError {
  const isDecision = deal.decision?.outcome === deal.status;
  const by = isDecision ? (deal.decision?.byName ?? '') : '';
  const at = isDecision ? deal.decision?.at : deal.history.findLast(({ status }) => status === deal.status)?.at;
  return alreadyMoved(deal.dealId, deal.status, by, at ?? deal.closedAt);
}
