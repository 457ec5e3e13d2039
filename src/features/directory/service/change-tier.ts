import type { Actor } from '#core/actor.ts';
import { actorLabel } from '#core/actor.ts';
import { addDays } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { instantAt, localDateOf } from '#core/calendar/instants.ts';
import { quarterOf } from '#core/calendar/periods.ts';
import type { Clock } from '#core/clock.ts';
import type { PreviewPartnerChange } from '#core/contributions/partner-change.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { Access } from '../access.ts';
import { factsOf } from '../changes.ts';
import type { TellChange } from '../changes.ts';
import { conflict, forbidden, invalid } from '../errors.ts';
import { rights } from '../rules.ts';
import type { Partner, Tier } from '../schemas.ts';
import type { DirectoryStore } from '../store.ts';
import { consequencesOf } from './consequences.ts';

export type TierService = ReturnType<typeof createTierService>;

interface Deps {
  store: DirectoryStore;
  access: Access;
  program: ProgramPublic;
  clock: Clock;
  inOneWrite: InOneWrite;
  tellChange: TellChange;
  previews(): readonly PreviewPartnerChange[];
}

interface TierOrder {
  actor: Actor;
  partnerId: string;
  from: Tier;
  to: Tier;
}

/** Partners with these statuses get no other tier: they are leaving, or gone. */
const settledStatuses: readonly string[] = ['offboarding', 'ended', 'declined'];

/** A partner's tier: from the start of the next quarter, or at once where the record was wrong (domain §1.3). */
export function createTierService(deps: Deps) {
  const { store, access, clock, inOneWrite } = deps;

  return {
    /** Throws AppError(forbidden | missing). */
    async showTier({ actor, partnerId }: Pick<TierOrder, 'actor' | 'partnerId'>): Promise<Partner> {
      requireRight(rights, 'changeTier', actor);
      return access.requireManaged(actor, partnerId);
    },

    /** What the change would do at once, a line each; writes nothing. Throws as `changeTier`. */
    async previewTier(order: TierOrder) {
      const partner = await requireChangeable(order);
      const quarterOn = await nextQuarterOn(partner);
      const consequences = await consequencesOf(deps, partner, { tier: order.to }, order.actor);
      return { partner, quarterOn, consequences };
    },

    /**
     * From the tier that the person saw. Throws AppError: forbidden (not_yours, tier_needs_leadership); invalid
     * (tier_same, tier_fixed, reason_missing); conflict (tier_changed).
     */
    async changeTier(order: TierOrder & { when: 'quarter' | 'now'; reason: string }): Promise<Partner> {
      if (order.reason.trim() === '') throw invalid('reason_missing', {}, 'reason');
      const partner = await requireChangeable(order);
      if (order.when === 'now') return inOneWrite((write) => apply(order, order.reason, write));
      const on = await nextQuarterOn(partner);
      return inOneWrite((write) => wait(order, order.reason, on, write));
    },

    listDue: (now: Date): Promise<string[]> => store.listTierChangesDue(now),
    nextDueAt: (): Promise<Date | null> => store.findNextTierChangeAt(),

    /** The quarter has begun. Throws AppError(conflict, directory.already_done) when nothing is due any more. */
    async applyDue({ partnerId, now, actor }: { partnerId: string; now: Date; actor: Actor }): Promise<string> {
      requireRight(rights, 'applyTierChanges', actor);
      return inOneWrite(async (write) => {
        const partner = await store.findPartner(partnerId, write);
        const change = partner?.tierChange;
        if (!partner || !change || change.at > now) throw conflict('already_done');
        const order = { actor, partnerId, from: partner.tier, to: change.to };
        if (settledStatuses.includes(partner.status)) await update(partner, { tierChange: null }, write);
        else await apply(order, change.reason, write);
        return `${partnerId} ${partner.tier} → ${change.to}`;
      });
    },
  };

  async function requireChangeable({ actor, partnerId, from, to }: TierOrder): Promise<Partner> {
    requireRight(rights, 'changeTier', actor);
    const partner = await access.requireManaged(actor, partnerId);
    if (partner.tier !== from) throw conflict('tier_changed', { tier: partner.tier });
    if (to === partner.tier) throw invalid('tier_same', { tier: to });
    if (settledStatuses.includes(partner.status)) throw invalid('tier_fixed', { status: partner.status });
    const isLeader = actor.kind === 'staff' && actor.roles.some((role) => role === 'leadership' || role === 'admin');
    if (to === 'strategic' && !isLeader) throw forbidden('tier_needs_leadership', { from: partner.tier, to });
    return partner;
  }

  /** First day of the vendor's next quarter, seen from the partner's today. */
  async function nextQuarterOn(partner: Partner): Promise<PlainDate> {
    const { quarterEnds, fiscalYearStartMonth } = await deps.program.current();
    const today = localDateOf(clock.now(), partner.timeZone);
    const listed = quarterEnds.find(({ endsOn }) => endsOn >= today);
    return addDays(listed?.endsOn ?? quarterOf(today, fiscalYearStartMonth).endsOn, 1);
  }

  async function wait(order: TierOrder, reason: string, on: PlainDate, write: Write): Promise<Partner> {
    const partner = await unchanged(order, write);
    const at = instantAt(on, '00:00', partner.timeZone);
    const tierChange = { to: order.to, at, on, reason, by: actorLabel(order.actor) };
    const waiting = await update(partner, { tierChange }, write);
    await audit(order, 'partner.tier_change_planned', { tier: order.to, on }, reason, write);
    return waiting;
  }

  async function apply(order: TierOrder, reason: string, write: Write): Promise<Partner> {
    const partner = await unchanged(order, write);
    const changed = await update(partner, { tier: order.to, tierChange: null }, write);
    await audit(order, 'partner.tier_changed', { tier: order.to }, reason, write);
    const main = await store.findMainChannel(order.partnerId, write);
    await deps.tellChange(order.partnerId, factsOf(partner, main), factsOf(changed, main), write);
    return changed;
  }

  async function unchanged({ partnerId, from }: TierOrder, write: Write): Promise<Partner> {
    const partner = await store.findPartner(partnerId, write);
    if (partner?.tier !== from) throw conflict('tier_changed', { tier: partner?.tier ?? '' });
    return partner;
  }

  async function update({ partnerId, status, tier }: Partner, fields: Partial<Partner>, write: Write) {
    const updated = await store.updatePartner({ partnerId, status }, fields, write);
    if (updated === null) throw conflict('tier_changed', { tier });
    return updated;
  }

  function audit(order: TierOrder, action: string, after: Record<string, unknown>, reason: string, write: Write) {
    const { actor, partnerId, from } = order;
    const object = `partners/${partnerId}`;
    return write.audit({ actor, action, object, partnerId, before: { tier: from }, after, reason });
  }
}
