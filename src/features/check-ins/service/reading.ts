import type { Actor } from '#core/actor.ts';
import { addHours, localDateOf } from '#core/calendar/instants.ts';
import type { Clock } from '#core/clock.ts';
import type { PartnerPlace } from '#core/interaction.ts';
import { requireRight } from '#core/rights.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import { planTouches } from '../planner/plan.ts';
import { isPrompt } from '../planner/touches.ts';
import { rights } from '../rules.ts';
import { tapsOf } from '../rules/taps.ts';
import type { LedgerLine } from '../ledger-schemas.ts';
import type { Occurrence } from '../schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import { isClosed, notFound, requireRespondent } from './access.ts';
import { isAsked } from './intents.ts';
import type { Asked } from './intents.ts';
import type { PlanSources } from './plan-source.ts';

export interface ReadingDeps {
  occurrences: OccurrenceStore;
  sources: PlanSources;
  directory: DirectoryPublic;
  clock: Clock;
}

/** What a partner finds behind "Check-in". */
export type CurrentCheckIn = { kind: 'open'; occurrence: Asked } | { kind: 'none'; nextOn: string | null };

export interface OpenLine {
  partnerId: string;
  partnerName: string;
  occurrence: Asked;
}

/** Prompts of one partner that can be open at once, and then some. */
const newest = 8;
const aheadDays = 140;

export function createReading(deps: ReadingDeps) {
  const { occurrences, sources } = deps;

  return {
    /** The partner's own open check-in, or when the next one comes. Throws AppError(forbidden | missing). */
    async currentOf(request: { partnerId: string; actor: Actor; place: PartnerPlace | null }): Promise<CurrentCheckIn> {
      const actor = requireRespondent(request.actor);
      if (actor.partnerId !== request.partnerId || request.place?.partnerId !== request.partnerId) throw notFound();
      return currentOfPartner(request.partnerId);
    },

    /** For Home, where the person alone says which partner it is. Throws AppError(forbidden). */
    async currentOfActor(request: { actor: Actor }): Promise<CurrentCheckIn> {
      return currentOfPartner(requireRespondent(request.actor).partnerId);
    },

    /** Check-ins that partners of this partner manager have open, for Home. */
    async listOpenOfStaff(request: { actor: Actor; limit: number }): Promise<readonly OpenLine[]> {
      const { actor, limit } = request;
      requireRight(rights, 'readLedger', actor);
      if (actor.kind !== 'staff' || actor.staffId === undefined) return [];
      const open = (await occurrences.listAskingOfPm(actor.staffId, limit)).filter(isAsked);
      return Promise.all(
        open.map(async (occurrence) => {
          const partner = await deps.directory.getPartner(occurrence.partnerId);
          return { partnerId: partner.partnerId, partnerName: partner.displayName, occurrence };
        }),
      );
    },

    /** The newest runs of one partner, each with its state or the reason why it was not held. */
    async ledgerOf(request: { partnerId: string; actor: Actor; limit: number }): Promise<readonly LedgerLine[]> {
      requireRight(rights, 'readLedger', request.actor);
      await deps.directory.getPartner(request.partnerId);
      const found = await occurrences.listRecent(request.partnerId, addHours(deps.clock.now(), 24), request.limit);
      return found.map(ledgerLine);
    },

    /** Every run anchored from `from` to `to` (days, both included). */
    async listLedger(request: { from: string; to: string; actor: Actor }): Promise<readonly LedgerLine[]> {
      requireRight(rights, 'readLedger', request.actor);
      return (await occurrences.listAnchored(request.from, request.to)).map(ledgerLine);
    },
  };

  /** The newest of what is open: of several the partner is asked the last one first. */
  async function currentOfPartner(partnerId: string): Promise<CurrentCheckIn> {
    const now = deps.clock.now();
    const found = await occurrences.listRecent(partnerId, addHours(now, 1), newest);
    const open = found.find(
      (occurrence) =>
        occurrence.live &&
        isPrompt(occurrence.touchId) &&
        occurrence.promptQueuedAt !== null &&
        isAsked(occurrence) &&
        !isClosed(occurrence, now),
    );
    if (open && isAsked(open)) return { kind: 'open', occurrence: open };
    return { kind: 'none', nextOn: await nextOn(partnerId) };
  }

  /** The partner's day on which something is asked next. */
  async function nextOn(partnerId: string): Promise<string | null> {
    const source = await sources.load(partnerId);
    if (source === null) return null;
    const now = deps.clock.now();
    const planned = planTouches({ ...(await source.requestFrom(now)), to: addHours(now, 24 * aheadDays) });
    const next = planned.find(({ touchId, promptAt }) => isPrompt(touchId) && promptAt !== null);
    return next?.promptAt ? localDateOf(next.promptAt, next.zone) : null;
  }
}

function ledgerLine(occurrence: Occurrence): LedgerLine {
  const { occurrenceId, occurrenceKey, tier, partnerId, periodKey, anchorOn, heldOn, mergedInto } = occurrence;
  const { state, reason, sentAt, counts } = occurrence;
  return {
    occurrenceId,
    occurrenceKey,
    touchId: occurrence.touchId,
    tier,
    partnerId,
    periodKey,
    anchorOn,
    heldOn,
    state,
    reason,
    mergedInto,
    sentAt,
    dueAt: occurrence.schedule?.dueAt ?? null,
    answered: counts.answered,
    required: counts.required,
    answeredBy: counts.people,
    reminded: occurrence.remindedAt !== null,
    late: counts.late,
    afterClose: occurrence.afterClose.length,
    taps: tapsOf(occurrence.answers).taps,
    confirmed: occurrence.answers.filter(({ source }) => source === 'confirmed').length,
  };
}
