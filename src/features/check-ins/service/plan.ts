import type { Actor } from '#core/actor.ts';
import type { PartnerChange, PartnerFacts } from '#core/contributions/partner-change.ts';
import { instantAt } from '#core/calendar/instants.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { DirectoryPublic, PartnerCard } from '#features/directory/public.ts';
import type { CadenceStore } from '../cadence-store.ts';
import { rights } from '../rules.ts';
import { messageKeyOf, occurrenceIdOf, occurrenceKeyOf } from '../rules/keys.ts';
import { firstPeriod, periodAfter, planInstantOf, scheduleFor } from '../rules/schedule.ts';
import type { HeldOrNot } from '../rules/schedule.ts';
import type { CheckInSettings } from '../rules/settings.ts';
import type { Occurrence, TouchId } from '../schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import { asked, isAsked, promptIntent, skippedIntent, staffOf } from './intents.ts';
import { alreadyDone, atRest, moveOn } from './moves.ts';

export interface PlanDeps {
  occurrences: OccurrenceStore;
  cadences: CadenceStore;
  directory: DirectoryPublic;
  settings(): Promise<CheckInSettings>;
  inOneWrite: InOneWrite;
}

const touchId: TouchId = 'monthly_checkin';
const system: Actor = { kind: 'job', name: 'check-ins' };
/** Statuses that end what is still being asked (domain §2.4). */
const endingStatuses = ['offboarding', 'ended', 'declined'];

/** Which periods a partner has: planned month by month, cancelled and built anew when the partner changes. */
export function createPlanning(deps: PlanDeps) {
  const { occurrences, cadences } = deps;

  return {
    /**
     * Plans the next period of one partner. Throws AppError(conflict) when another sweep did, AppError(missing) for an
     * unknown partner.
     */
    async planNext({ partnerId, actor }: { partnerId: string; actor: Actor }): Promise<string> {
      requireRight(rights, 'runCadence', actor);
      const cadence = await cadences.findCadence(touchId, partnerId);
      if (cadence === null || cadence.nextPlanAt === null) throw alreadyDone();
      const leaving = { cadenceId: cadence.cadenceId, nextPlanAt: cadence.nextPlanAt };
      const partner = await deps.directory.getPartner(partnerId);
      const { monthly } = await deps.settings();
      const time = { zone: partner.timeZone, calendar: partner.calendar };
      const from = { since: cadence.since, launchAt: partner.launchAt };
      const periodKey = cadence.nextPeriod ?? firstPeriod(from, time, monthly);
      const held = scheduleFor(periodKey, time, monthly);
      const following = periodAfter(periodKey);
      await deps.inOneWrite(async (write) => {
        const next = { nextPeriod: following, nextPlanAt: planInstantOf(following, partner.timeZone) };
        if (!(await cadences.movePlan(leaving, next, write))) throw alreadyDone();
        await addOccurrence(partner, periodKey, held, actor, write);
      });
      return `planned ${occurrenceKeyOf(touchId, partnerId, periodKey)}`;
    },

    /** Starts, stops and rebuilds the cadence with the partner (domain §1.4, §2.4). */
    async onPartnerChange(change: PartnerChange, write: Write): Promise<void> {
      const { partnerId, before, after } = change;
      const had = before !== null && hasCheckIns(before);
      const has = hasCheckIns(after);
      const moved = had && has && before.timeZone !== after.timeZone;
      if (had && (!has || moved)) await cancelUnsent(partnerId, reasonOf(before, after), write);
      if (has && (!had || moved)) await cadences.startCadence(touchId, partnerId, write.at, write);
      if (had && !has) await cadences.stopCadence(touchId, partnerId, write);
      const ends = endingStatuses.includes(after.status) && before !== null && before.status !== after.status;
      if (ends) await cancelAsking(partnerId, after.status, write);
    },
  };

  async function addOccurrence(
    partner: PartnerCard,
    periodKey: string,
    held: HeldOrNot,
    actor: Actor,
    write: Write,
  ): Promise<void> {
    const { partnerId } = partner;
    if (await occurrences.findLive(touchId, partnerId, periodKey, write)) return;
    const earlier = await occurrences.countOfPeriod(touchId, partnerId, periodKey, write);
    const occurrence = newOccurrence(partner, periodKey, held, earlier);
    await occurrences.insertOccurrence(occurrence, write);
    await write.audit({
      actor,
      action: held.kind === 'held' ? 'occurrence.scheduled' : 'occurrence.skipped',
      object: `touch_occurrences/${occurrence.occurrenceId}`,
      partnerId,
      after: { state: occurrence.state },
      ...(occurrence.reason ? { reason: occurrence.reason } : {}),
    });
    const staff = staffOf(partner, write.at);
    if (held.kind === 'holiday' && staff) await write.send(skippedIntent(occurrence, partner, staff));
  }

  async function cancelUnsent(partnerId: string, reason: string, write: Write): Promise<void> {
    for (const occurrence of await occurrences.listUnsent(partnerId, write)) {
      const deps = { occurrences, write, actor: system };
      await moveOn(deps, occurrence, 'cancel', { live: false, reason, closedAt: write.at, ...atRest });
      if (occurrence.promptQueuedAt !== null) await write.withdraw(messageKeyOf('prompt', occurrence.occurrenceId));
    }
  }

  async function cancelAsking(partnerId: string, reason: string, write: Write): Promise<void> {
    for (const occurrence of await occurrences.listAsking(partnerId, write)) {
      const deps = { occurrences, write, actor: system };
      const cancelled = await moveOn(deps, occurrence, 'cancel', { reason, closedAt: write.at, ...atRest });
      if (isAsked(cancelled)) await write.send(promptIntent(asked(cancelled)));
    }
  }
}

function hasCheckIns({ status, tier }: PartnerFacts): boolean {
  return status === 'active' && tier === 'emerging';
}

function reasonOf(before: PartnerFacts, after: PartnerFacts): string {
  if (before.status !== after.status) return `status_${after.status}`;
  return before.tier === after.tier ? 'zone_changed' : 'tier_changed';
}

function newOccurrence(partner: PartnerCard, periodKey: string, held: HeldOrNot, earlier: number): Occurrence {
  const occurrenceKey = occurrenceKeyOf(touchId, partner.partnerId, periodKey);
  const isHeld = held.kind === 'held';
  return {
    occurrenceId: occurrenceIdOf(occurrenceKey, earlier),
    occurrenceKey,
    touchId,
    partnerId: partner.partnerId,
    periodKey,
    live: true,
    state: isHeld ? 'scheduled' : 'skipped',
    reason: isHeld ? null : 'holiday',
    tier: 'emerging',
    anchorOn: held.anchorOn,
    heldOn: isHeld ? held.heldOn : null,
    meetingTime: null,
    decidedAt: isHeld ? held.schedule.promptAt : instantAt(held.anchorOn, '10:00', partner.timeZone),
    shift: isHeld && held.heldOn !== held.anchorOn ? 'holiday' : null,
    shiftedFrom: isHeld && held.heldOn !== held.anchorOn ? held.anchorOn : null,
    mergedInto: null,
    absorbs: [],
    sections: isHeld ? ['checkin'] : [],
    contactId: null,
    dates: [],
    zone: partner.timeZone,
    schedule: isHeld ? held.schedule : null,
    ...(isHeld ? { nextAction: 'prepare', nextActionAt: held.schedule.prepareAt } : atRest),
    snapshot: null,
    frozen: null,
    promptQueuedAt: null,
    sentAt: null,
    message: null,
    remindedAt: null,
    remindersSent: 0,
    closedAt: null,
    answers: [],
    afterClose: [],
    replies: [],
    deliveries: [],
    counts: { required: 0, answered: 0, people: 0, late: 0 },
  };
}
