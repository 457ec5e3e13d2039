import type { Actor } from '#core/actor.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { Clock } from '#core/clock.ts';
import { AppError } from '#core/errors.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import type { CadenceStore } from '../cadence-store.ts';
import type { EventPayload } from '../history-schemas.ts';
import type { HistoryStore } from '../history-store.ts';
import { refusalOf } from '../planner/acceptance.ts';
import type { Refusal } from '../planner/acceptance.ts';
import type { MovedBy } from '../planner/history.ts';
import { planningFor } from '../planner/plan.ts';
import { touchesOf } from '../planner/touches.ts';
import type { PlanWish } from '../public.ts';
import { rights } from '../rules.ts';
import { isRepeated } from '../rules/repeats.ts';
import type { OccurrenceStore } from '../store.ts';
import { notFound } from './access.ts';
import type { PlanSource, PlanSources } from './plan-source.ts';
import { createRebuilding, factsNow } from './rebuilding.ts';

export interface ChangingDeps {
  occurrences: OccurrenceStore;
  cadences: CadenceStore;
  history: HistoryStore;
  sources: PlanSources;
  directory: DirectoryPublic;
  clock: Clock;
  inOneWrite: InOneWrite;
}

export interface OfPartner {
  actor: Actor;
  partnerId: string;
}

/** Moves, skips and pauses (domain §2.2, §2.4); each is an event of the partner's history, and the plan follows it. */
export function createChanging(deps: ChangingDeps) {
  const { history, sources, directory } = deps;
  const { rebuild } = createRebuilding(deps);

  return {
    requireSide,
    checkedPayload,

    /**
     * Makes a change, inside the caller's write. Throws AppError(conflict, check-ins.<refusal>) with a refusal of
     * planner/acceptance.ts; AppError(forbidden | missing) for who may not, and for a contact of somebody else.
     */
    async applyChange(order: OfPartner & { change: PlanWish }, write: Write): Promise<void> {
      const { partnerId, actor } = order;
      const source = await sources.load(partnerId, write);
      const wanted = payloadOf(order.change, await requireSide(order));
      if (wanted !== null && source !== null && isRepeated(wanted, source.events)) return;
      const payload = await checkedPayload(order, source, write.at, write);
      await history.appendEvent(partnerId, payload, write);
      const { kind, ...after } = payload;
      const action = `cadence.${done[kind]}`;
      await write.audit({ actor, action, object: `cadence_baselines/${partnerId}`, partnerId, after });
      const changed = await sources.load(partnerId, write);
      if (changed !== null) await rebuild(changed, { actor, cause: done[kind] }, write);
    },

    /** Why a day of a review would be refused; null when it may be set. */
    async refusalOfReviewDate(partnerId: string, date: Omit<EventPayload & { kind: 'qbr_date' }, 'kind'>) {
      const source = await sources.load(partnerId);
      if (source === null) return 'not_theirs';
      return refusalAt(source, { kind: 'qbr_date', ...date }, deps.clock.now());
    },

    /** After a change of the settings: what is stored and not sent follows the new version. */
    async followSettings({ partnerId, actor }: OfPartner): Promise<string> {
      requireRight(rights, 'runCadence', actor);
      await deps.inOneWrite(async (write) => {
        const source = await sources.load(partnerId, write);
        if (source === null) throw notFound();
        await rebuild(source, { actor, cause: 'settings_changed' }, write);
      });
      return `settings followed by ${partnerId}`;
    },
  };

  /** The event that a wish stands for. Throws as `applyChange`. */
  async function checkedPayload(
    order: OfPartner & { change: PlanWish },
    source: PlanSource | null,
    at: Date,
    write?: Write,
  ): Promise<EventPayload> {
    const payload = payloadOf(order.change, await requireSide(order));
    if (payload === null) throw notFound();
    if (payload.kind === 'contact') await requireContact(order.partnerId, payload.contactId);
    const refusal = source === null ? 'not_theirs' : await refusalAt(source, payload, at, write);
    if (refusal !== null) throw new AppError({ kind: 'conflict', code: `check-ins.${refusal}` });
    return payload;
  }

  /** Throws AppError(forbidden | missing): foreign and missing look the same (design §7). */
  async function requireSide({ actor, partnerId }: OfPartner): Promise<MovedBy> {
    if (actor.kind === 'partner') {
      requireRight(rights, 'changeOwnPlan', actor);
      if (actor.partnerId !== partnerId) throw notFound();
      return 'partner';
    }
    requireRight(rights, 'changePlan', actor);
    if (!(await directory.mayManage(actor, partnerId))) throw notFound();
    return 'pm';
  }

  async function requireContact(partnerId: string, contactId: string): Promise<void> {
    const contacts = await directory.listContacts(partnerId);
    if (!contacts.some((contact) => contact.contactId === contactId)) throw notFound();
  }

  async function refusalAt(
    source: PlanSource,
    payload: EventPayload,
    at: Date,
    write?: Write,
  ): Promise<Refusal | null> {
    if (payload.kind === 'pause') {
      const isAhead = payload.until === null || payload.until > localDateOf(at, factsNow(source).zone);
      return isAhead ? null : 'not_ahead';
    }
    const request = await source.requestFrom(at, write === undefined ? {} : { write });
    if (payload.kind === 'skip') {
      const { touchId, periodKey } = payload;
      if (!touchesOf(factsNow(source)).includes(touchId)) return 'not_theirs';
      const isDecided = request.existing.some((each) => each.touchId === touchId && each.periodKey === periodKey);
      return isDecided ? 'already_sent' : null;
    }
    return refusalOf(source.planEvent({ at, payload }), planningFor(request));
  }
}

/** null for what only we may do. */
function payloadOf(wish: PlanWish, by: MovedBy): EventPayload | null {
  switch (wish.kind) {
    case 'move':
    case 'skip':
      return { ...wish, by };
    case 'contact':
      return wish;
    default:
      return by === 'pm' ? wish : null;
  }
}

const done: Readonly<Record<EventPayload['kind'], string>> = {
  tier: 'tier_changed',
  status: 'status_changed',
  zone: 'zone_changed',
  preferences: 'preferences_changed',
  move: 'moved',
  skip: 'skipped',
  pause: 'paused',
  contact: 'contact_chosen',
  qbr_date: 'review_dated',
};
