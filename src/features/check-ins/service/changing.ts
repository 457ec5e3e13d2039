import type { Actor } from '#core/actor.ts';
import { addHours, localDateOf } from '#core/calendar/instants.ts';
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
import { differenceOf } from '../planner/difference.ts';
import type { PlanDifference } from '../planner/difference.ts';
import type { MovedBy } from '../planner/history.ts';
import { planningFor, planTouches } from '../planner/plan.ts';
import { touchesOf } from '../planner/touches.ts';
import { rights } from '../rules.ts';
import type { TouchId } from '../schemas.ts';
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

interface OfPartner {
  actor: Actor;
  partnerId: string;
}

/** So far a preview looks: a business review is prepared five weeks before its day. */
const previewDays = 60;

/** Moves, skips and pauses (domain §2.2, §2.4); each is an event of the partner's history, and the plan follows it. */
export function createChanging(deps: ChangingDeps) {
  const { history, sources, directory } = deps;
  const { rebuild } = createRebuilding(deps);

  return {
    /**
     * Another day for one occurrence: once by the partner, twice by us. Throws AppError(conflict, check-ins.<refusal>)
     * with a refusal of planner/acceptance.ts, AppError(forbidden | missing) for who may not.
     */
    moveTouch(order: OfPartner & { touchId: TouchId; periodKey: string; on: string; time: string | null }) {
      const { touchId, periodKey, on, time } = order;
      return change(order, (by) => ({ kind: 'move', touchId, periodKey, on, time, by }));
    },

    /** Leaves out a period, or all of a month (`2026-11`). Throws as `moveTouch`. */
    skipTouch(order: OfPartner & { touchId: TouchId; periodKey: string }) {
      const { touchId, periodKey } = order;
      return change(order, (by) => ({ kind: 'skip', touchId, periodKey, by }));
    },

    /** Nothing is held before this day; null ends the pause. By us only. Throws as `moveTouch`. */
    pauseTouches(order: OfPartner & { until: string | null }) {
      return change(order, (by) => (by === 'pm' ? { kind: 'pause', until: order.until } : null));
    },

    /** Another person to write to. Throws as `moveTouch`; AppError(missing) for who is no contact of this partner. */
    async chooseContact(order: OfPartner & { contactId: string }) {
      const contacts = await directory.listContacts(order.partnerId);
      if (!contacts.some(({ contactId }) => contactId === order.contactId)) throw notFound();
      return change(order, () => ({ kind: 'contact', contactId: order.contactId }));
    },

    /** Day and time of the review of this quarter, whether its pre-work is out or not. By us only. Throws as `moveTouch`. */
    setReviewDate(order: OfPartner & { periodKey: string; on: string; time: string }) {
      const { periodKey, on, time } = order;
      return change(order, (by) => (by === 'pm' ? { kind: 'qbr_date', periodKey, on, time } : null));
    },

    /**
     * What a change would do to the coming weeks, for staff to see before they confirm (domain §2.4); writes nothing.
     * Empty for a partner without touches before and after. Throws as `moveTouch`.
     */
    async previewChange(order: OfPartner & { change: EventPayload }): Promise<PlanDifference> {
      await sideOf(order);
      const source = await sources.load(order.partnerId);
      const refusal = source && (await refusalAt(source, order.change, deps.clock.now()));
      if (refusal !== null) throw refused(refusal);
      return previewOf(order.partnerId, [order.change]);
    },

    /** As `previewChange`, of several changes at once; none is refused. Throws AppError(forbidden | missing). */
    async previewChanges(order: OfPartner & { changes: readonly EventPayload[] }): Promise<PlanDifference> {
      await sideOf(order);
      return previewOf(order.partnerId, order.changes);
    },

    /** Why a date would be refused; null when it may be set. */
    async refusalOfReviewDate(order: {
      partnerId: string;
      periodKey: string;
      on: string;
      time: string;
    }): Promise<Refusal | null> {
      const { partnerId, periodKey, on, time } = order;
      const source = await sources.load(partnerId);
      if (source === null) return 'not_theirs';
      return refusalAt(source, { kind: 'qbr_date', periodKey, on, time }, deps.clock.now());
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

  async function previewOf(partnerId: string, changes: readonly EventPayload[]): Promise<PlanDifference> {
    const source = await sources.load(partnerId);
    if (source === null) return differenceOf([], []);
    const at = deps.clock.now();
    const to = addHours(at, 24 * previewDays);
    const trial = changes.map((payload) => source.planEvent({ at, payload }));
    const before = planTouches({ ...(await source.requestFrom(at)), to });
    const after = planTouches({ ...(await source.requestFrom(at, { trial })), to });
    return differenceOf(before, after);
  }

  async function change(order: OfPartner, payloadOf: (by: MovedBy) => EventPayload | null): Promise<void> {
    const payload = payloadOf(await sideOf(order));
    if (payload === null) throw notFound();
    const { partnerId, actor } = order;
    await deps.inOneWrite(async (write) => {
      const source = await sources.load(partnerId, write);
      if (source === null) throw refused('not_theirs');
      const refusal = await refusalAt(source, payload, write.at, write);
      if (refusal !== null) throw refused(refusal);
      await history.appendEvent(partnerId, payload, write);
      const { kind, ...after } = payload;
      const action = `cadence.${done[kind]}`;
      await write.audit({ actor, action, object: `cadence_baselines/${partnerId}`, partnerId, after });
      const changed = await sources.load(partnerId, write);
      if (changed !== null) await rebuild(changed, { actor, cause: done[kind] }, write);
    });
  }

  /** Throws AppError(forbidden | missing): foreign and missing look the same (design §7). */
  async function sideOf({ actor, partnerId }: OfPartner): Promise<MovedBy> {
    if (actor.kind === 'partner') {
      requireRight(rights, 'changeOwnPlan', actor);
      if (actor.partnerId !== partnerId) throw notFound();
      return 'partner';
    }
    requireRight(rights, 'changePlan', actor);
    if (!(await directory.mayManage(actor, partnerId))) throw notFound();
    return 'pm';
  }

  async function refusalAt(
    source: PlanSource,
    payload: EventPayload,
    at: Date,
    write?: Write,
  ): Promise<Refusal | null> {
    if (payload.kind === 'pause') {
      const isAhead = payload.until === null || payload.until > localDateOf(at, source.baseline.facts.zone);
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

function refused(refusal: Refusal): AppError {
  return new AppError({ kind: 'conflict', code: `check-ins.${refusal}` });
}
