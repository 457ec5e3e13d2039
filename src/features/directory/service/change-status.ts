import type { Actor } from '#core/actor.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { Clock } from '#core/clock.ts';
import type { PreviewPartnerChange } from '#core/contributions/partner-change.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { Access } from '../access.ts';
import { factsOf } from '../changes.ts';
import type { TellChange } from '../changes.ts';
import { conflict, forbidden, invalid } from '../errors.ts';
import { obstaclesTo } from '../guards.ts';
import type { Obstacle } from '../guards.ts';
import { rights, stageFor } from '../rules.ts';
import type { Partner, Status, StatusChange } from '../schemas.ts';
import type { DirectoryStore } from '../store.ts';
import { deciderOf, findTransition, nextSteps } from '../transitions.ts';
import type { Transition } from '../transitions.ts';
import { consequencesOf } from './consequences.ts';
import type { Hub } from './hub.ts';

export interface StatusPreview {
  partnerId: string;
  displayName: string;
  transition: Transition;
  /** What stands in the way as things are, before the form is filled in. */
  obstacles: readonly Obstacle[];
  /** What it would do to the plan, a line each. */
  consequences: readonly string[];
}

export type StatusService = ReturnType<typeof createStatusService>;

interface Deps {
  store: DirectoryStore;
  access: Access;
  hub: Hub;
  clock: Clock;
  inOneWrite: InOneWrite;
  tellChange: TellChange;
  previews(): readonly PreviewPartnerChange[];
}

/** Moves a partner from status to status (domain §1.4). */
export function createStatusService(deps: Deps) {
  const { store, access, hub, clock, inOneWrite, tellChange } = deps;

  /** The legal next steps of a partner, for staff to read: `active (PM), offboarding (PM + leadership)`. */
  async function nextStatuses(order: {
    actor: Actor;
    partnerId: string;
  }): Promise<{ displayName: string; status: Status; next: string }> {
    requireRight(rights, 'changeStatus', order.actor);
    const partner = await access.requireManaged(order.actor, order.partnerId);
    return { displayName: partner.displayName, status: partner.status, next: nextSteps(partner.status, partner.tier) };
  }

  /** What the change would need; writes nothing. Throws as `changeStatus`, but for what the form still has to say. */
  async function previewStatus(order: {
    actor: Actor;
    partnerId: string;
    to: Status;
    change: StatusChange;
  }): Promise<StatusPreview> {
    requireRight(rights, 'changeStatus', order.actor);
    const partner = await access.requireManaged(order.actor, order.partnerId);
    const transition = requireLegal(order.actor, partner, order.to);
    const obstacles = await obstaclesOf(transition, partner, order.change);
    const consequences = await consequencesOf(deps, partner, { status: order.to }, order.actor);
    return { partnerId: partner.partnerId, displayName: partner.displayName, transition, obstacles, consequences };
  }

  /**
   * One step of the table, from the status that the person saw. Throws AppError: forbidden (not_yours,
   * needs_leadership); invalid (illegal_transition, reason_missing, guards_unmet); conflict (status_changed).
   */
  async function changeStatus(order: {
    actor: Actor;
    partnerId: string;
    from: Status;
    to: Status;
    change: StatusChange;
  }): Promise<Partner> {
    requireRight(rights, 'changeStatus', order.actor);
    const partner = await access.requireManaged(order.actor, order.partnerId);
    if (partner.status !== order.from) throw statusChanged(partner);
    const transition = requireLegal(order.actor, partner, order.to);
    if (transition.needsReason && order.change.reason === '') throw invalid('reason_missing', {}, 'reason');
    if (order.change.override && order.change.reason === '') throw invalid('reason_missing', {}, 'reason');
    return inOneWrite((write) => apply(order.actor, transition, order.partnerId, order.change, write));
  }

  async function apply(actor: Actor, transition: Transition, partnerId: string, change: StatusChange, write: Write) {
    const partner = await store.findPartner(partnerId, write);
    if (partner?.status !== transition.from) throw statusChanged(partner);
    const obstacles = await obstaclesOf(transition, partner, change, write);
    if (obstacles.length > 0) throw invalid('guards_unmet', { obstacles: obstacles.join(', ') });
    const fields = fieldsAfter(partner, transition, change, write.at);
    const updated = await store.updatePartner({ partnerId, status: transition.from }, fields, write);
    if (!updated) throw statusChanged(await store.findPartner(partnerId, write));
    const main = await store.findMainChannel(partnerId, write);
    await write.audit({
      actor,
      action: 'partner.status_changed',
      object: `partners/${partnerId}`,
      partnerId,
      before: { status: partner.status, stage: partner.stage },
      after: { status: updated.status, stage: updated.stage, ...stated(change) },
      ...(change.reason === '' ? {} : { reason: change.reason }),
    });
    await tellChange(partnerId, factsOf(partner, main), factsOf(updated, main), write);
    await hub.oweAll(updated, write);
    return updated;
  }

  async function obstaclesOf(transition: Transition, partner: Partner, change: StatusChange, write?: Write) {
    const contacts = await store.listContactsOf(partner.partnerId, write);
    return obstaclesTo(transition, { partner, contacts, change, today: localDateOf(clock.now(), partner.timeZone) });
  }

  return { nextStatuses, previewStatus, changeStatus };
}

function requireLegal(actor: Actor, partner: Partner, to: Status): Transition {
  const transition = findTransition(partner.status, to);
  const params = { status: partner.status, to, next: nextSteps(partner.status, partner.tier) };
  if (!transition) throw invalid('illegal_transition', params);
  const isLeader = actor.kind === 'staff' && actor.roles.includes('leadership');
  if (deciderOf(transition, partner.tier) !== 'pm' && !isLeader) throw forbidden('needs_leadership', params);
  return transition;
}

function statusChanged(partner: Partner | null) {
  if (!partner) return conflict('status_changed', { status: '', next: '' });
  return conflict('status_changed', { status: partner.status, next: nextSteps(partner.status, partner.tier) });
}

function fieldsAfter(partner: Partner, transition: Transition, change: StatusChange, at: Date): Partial<Partner> {
  const { from, to } = transition;
  const isNewAgreement = from === 'ended';
  return {
    status: to,
    stage: stageFor(to, isNewAgreement ? null : partner.stage),
    statusChangedAt: at,
    resumeOn: to === 'paused' ? change.resumeOn : null,
    ...(to !== 'in_negotiation' || change.qualificationScore === null
      ? {}
      : { qualificationScore: change.qualificationScore }),
    ...(to !== 'offboarding' || change.endsOn === null
      ? {}
      : { agreement: { ...partner.agreement, endsOn: change.endsOn } }),
    ...(to === 'active' && partner.launchAt === null ? { launchAt: at } : {}),
    ...(isNewAgreement ? { agreement: { ref: null, startsOn: null, endsOn: null }, launchAt: null } : {}),
  };
}

function stated(change: StatusChange): Record<string, unknown> {
  const { reason, ...facts } = change;
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== false));
}
