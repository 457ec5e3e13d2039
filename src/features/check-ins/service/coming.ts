import type { Actor } from '#core/actor.ts';
import { addHours, localTimeOf } from '#core/calendar/instants.ts';
import type { Clock } from '#core/clock.ts';
import type { PartnerChange } from '#core/contributions/partner-change.ts';
import type { TouchId } from '#core/touches.ts';
import type { Write } from '#core/write.ts';
import type { EventPayload } from '../history-schemas.ts';
import { differenceOf } from '../planner/difference.ts';
import type { PlannedOccurrence } from '../planner/occurrences.ts';
import { planTouches } from '../planner/plan.ts';
import type { ComingTouch, PlanLine, PlanWish } from '../public.ts';
import type { OfPartner, createChanging } from './changing.ts';
import { changesBetween, factsOfPartner } from './partner-facts.ts';
import type { PlanSource, PlanSources } from './plan-source.ts';
import { factsNow } from './rebuilding.ts';

export interface ComingDeps {
  sources: PlanSources;
  clock: Clock;
  changing: ReturnType<typeof createChanging>;
}

/** So far a preview looks: a business review is prepared five weeks before its day. */
const previewDays = 60;
const longestAheadDays = 140;

/** The coming weeks of one partner: as they are planned, and as a change would leave them (domain §2.4). */
export function createComing({ sources, clock, changing }: ComingDeps) {
  return {
    /** In the order of their days. Throws AppError(forbidden | missing). */
    async listComing({ actor, partnerId, days }: OfPartner & { days: number }): Promise<readonly ComingTouch[]> {
      await changing.requireSide({ actor, partnerId });
      const source = await sources.load(partnerId);
      if (source === null) return [];
      const now = clock.now();
      const planned = planTouches({ ...(await source.requestFrom(now)), to: addHours(now, 24 * days) });
      return planned.flatMap((each) => comingOf(each) ?? []);
    },

    /** The coming one of one touch as the caller's write sees the plan; null while the touch rests. */
    async findComing(
      { partnerId, touchId }: { partnerId: string; touchId: TouchId },
      write: Write,
    ): Promise<ComingTouch | null> {
      const source = await sources.load(partnerId, write);
      if (source === null) return null;
      const request = await source.requestFrom(write.at, { write });
      const planned = planTouches({ ...request, to: addHours(write.at, 24 * longestAheadDays) });
      return planned.filter((each) => each.touchId === touchId).flatMap((each) => comingOf(each) ?? [])[0] ?? null;
    },

    /** What a change would do, for people to see before they confirm; writes nothing. Throws as `applyChange`. */
    async previewChange(order: OfPartner & { change: PlanWish }): Promise<readonly PlanLine[]> {
      const source = await sources.load(order.partnerId);
      const payload = await changing.checkedPayload(order, source, clock.now());
      return source === null ? [] : linesOf(source, [payload]);
    },

    /** The same for a change of the partner's own record. Throws AppError(forbidden | missing). */
    async previewPartnerChange({
      actor,
      change,
    }: {
      actor: Actor;
      change: PartnerChange;
    }): Promise<readonly PlanLine[]> {
      const { partnerId, after } = change;
      await changing.requireSide({ actor, partnerId });
      const source = await sources.load(partnerId);
      return source === null ? [] : linesOf(source, changesBetween(factsNow(source), factsOfPartner(after)));
    },
  };

  async function linesOf(source: PlanSource, changes: readonly EventPayload[]): Promise<readonly PlanLine[]> {
    const at = clock.now();
    const to = addHours(at, 24 * previewDays);
    const trial = changes.map((payload) => source.planEvent({ at, payload }));
    const before = planTouches({ ...(await source.requestFrom(at)), to });
    const after = planTouches({ ...(await source.requestFrom(at, { trial })), to });
    const { cancelled, changed, added } = differenceOf(before, after);
    return [
      ...cancelled.map((each) => ({ touchId: each.touchId, before: placeOf(each), after: null })),
      ...changed.map((each) => ({
        touchId: each.after.touchId,
        before: placeOf(each.before),
        after: placeOf(each.after),
      })),
      ...added.map((each) => ({ touchId: each.touchId, before: null, after: placeOf(each) })),
    ].filter((line) => JSON.stringify(line.before) !== JSON.stringify(line.after));
  }
}

function comingOf(planned: PlannedOccurrence): ComingTouch | null {
  const place = placeOf(planned);
  return place && { touchId: planned.touchId, periodKey: planned.periodKey, ...place };
}

/** The partner's day and time of the prompt, of a business review those of the meeting; null when it is not held. */
function placeOf({ heldOn, meetingTime, promptAt, zone }: PlannedOccurrence): ComingPlace | null {
  if (heldOn === null || promptAt === null) return null;
  return { heldOn, time: meetingTime ?? localTimeOf(promptAt, zone) };
}

type ComingPlace = Pick<ComingTouch, 'heldOn' | 'time'>;
