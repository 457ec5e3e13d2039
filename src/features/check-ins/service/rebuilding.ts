import { actorLabel } from '#core/actor.ts';
import type { Actor } from '#core/actor.ts';
import { addHours } from '#core/calendar/instants.ts';
import type { Write } from '#core/write.ts';
import type { CadenceStore } from '../cadence-store.ts';
import type { PlannedOccurrence } from '../planner/occurrences.ts';
import { planTouches } from '../planner/plan.ts';
import { touchesOf } from '../planner/touches.ts';
import { messageKeyOf } from '../rules/keys.ts';
import { datesAfter, differsFrom, plannedFields } from '../rules/planned.ts';
import { stepAfterChange } from '../rules/timeline.ts';
import type { Occurrence } from '../schemas.ts';
import type { TouchSchedule } from '../schedule-schemas.ts';
import type { OccurrenceChange, OccurrenceStore } from '../store.ts';
import { asked, isAsked, promptIntent } from './intents.ts';
import { alreadyDone, atRest, moveOn } from './moves.ts';
import type { PlanSource } from './plan-source.ts';
import { justAfter } from './planning.ts';

export interface RebuildDeps {
  occurrences: OccurrenceStore;
  cadences: CadenceStore;
}

/** Who changed the plan and by what: `status_paused`, `tier_changed`, `moved`. */
export interface PlanCause {
  actor: Actor;
  cause: string;
}

/** A change can bring an occurrence that is stored so much later. */
const reachDays = 100;

/**
 * Makes the stored occurrences follow the plan after something changed (domain §2.4): those not yet sent are moved,
 * skipped or cancelled; one that is out runs to its own close, but for the meeting of a business review, which moves.
 * What is not stored yet is planned by the sweep, at once.
 */
export function createRebuilding({ occurrences, cadences }: RebuildDeps) {
  return { rebuild };

  async function rebuild(source: PlanSource, why: PlanCause, write: Write): Promise<void> {
    const { partnerId } = source.baseline;
    const facts = factsNow(source);
    const unsent = await occurrences.listUnsent(partnerId, write);
    const theirs = touchesOf(facts);
    const lost = unsent.filter(({ touchId }) => !theirs.includes(touchId));
    for (const occurrence of lost) await cancel(occurrence, why, write);
    const undecided = unsent.filter((each) => !lost.includes(each) && isUndecided(each, write.at));
    const asking = await occurrences.listAsking(partnerId, write);
    const reviews = [...asking, ...(await answeredReviews(partnerId, write))].filter((each) => each.schedule?.qbr);
    const planned = await planFromNow(source, undecided, write);
    const since = new Map<string, Date>();
    for (const occurrence of undecided) {
      const next = planned.get(occurrence.occurrenceKey);
      // A skip can change until it is decided: it is stored then, by the sweep.
      if (!next?.schedule) await cancel(occurrence, { ...why, cause: next?.reason ?? why.cause }, write);
      else {
        since.set(occurrence.touchId, justAfter(next.decidedAt));
        if (differsFrom(occurrence, next)) await follow(occurrence, { ...next, schedule: next.schedule }, why, write);
      }
    }
    for (const review of reviews) {
      const next = planned.get(review.occurrenceKey);
      if (next !== undefined && differsFrom(review, next)) await redate(review, next, why, write);
    }
    await setCadences(source, since, write);
  }

  /** A business review whose pre-work is complete still has its meeting ahead. */
  async function answeredReviews(partnerId: string, write: Write): Promise<readonly Occurrence[]> {
    const since = addHours(write.at, -24 * reachDays);
    const decided = await occurrences.listDecided(partnerId, since, write.at, write);
    return decided.filter(({ state, nextAction }) => state === 'completed' && nextAction !== null);
  }

  async function planFromNow(source: PlanSource, undecided: readonly Occurrence[], write: Write) {
    const request = await source.requestFrom(write.at, { write });
    const last = Math.max(write.at.getTime(), ...undecided.map(({ decidedAt }) => decidedAt.getTime()));
    const planned = planTouches({ ...request, to: addHours(new Date(last), 24 * reachDays) });
    return new Map(planned.map((each) => [each.key, each]));
  }

  async function cancel(occurrence: Occurrence, { actor, cause }: PlanCause, write: Write): Promise<void> {
    const change = { live: false, reason: cause, closedAt: write.at, ...atRest };
    await moveOn({ occurrences, write, actor }, occurrence, 'cancel', change);
    if (occurrence.promptQueuedAt !== null) await write.withdraw(messageKeyOf('prompt', occurrence.occurrenceId));
  }

  /** The same occurrence on another day, or with another content (domain §2.4). */
  async function follow(
    occurrence: Occurrence,
    next: PlannedOccurrence & { schedule: TouchSchedule },
    why: PlanCause,
    write: Write,
  ): Promise<void> {
    const { actor } = why;
    const { schedule } = next;
    const dates = datesAfter(occurrence, { at: write.at, by: actorLabel(actor), cause: why.cause });
    const isMoved = next.promptAt?.getTime() !== occurrence.schedule?.promptAt.getTime();
    const snapshot = isMoved ? null : occurrence.snapshot;
    const step = stepAfterChange({ ...occurrence, snapshot }, schedule, write.at);
    const change: OccurrenceChange = { ...plannedFields(next), snapshot, ...step, ...(isMoved ? { dates } : {}) };
    if (isMoved) await moveOn({ occurrences, write, actor }, occurrence, 'reschedule', change);
    else await changeHere(occurrence, change, write);
  }

  /** The meeting of a review whose pre-work is out: what is asked stays, its days move (domain §8.5). */
  async function redate(review: Occurrence, next: PlannedOccurrence, why: PlanCause, write: Write): Promise<void> {
    if (next.schedule === null) return;
    const { heldOn, meetingTime, shift, shiftedFrom } = next;
    // The pre-work went out when it did.
    const schedule = { ...next.schedule, promptAt: review.schedule?.promptAt ?? next.schedule.promptAt };
    const dates = datesAfter(review, { at: write.at, by: actorLabel(why.actor), cause: why.cause });
    const step = stepAfterChange(review, schedule, write.at);
    const change = { heldOn, meetingTime, shift, shiftedFrom, schedule, dates, ...step };
    const changed = await changeHere(review, change, write);
    await write.audit({
      actor: why.actor,
      action: 'occurrence.rescheduled',
      object: `touch_occurrences/${review.occurrenceId}`,
      partnerId: review.partnerId,
      before: { heldOn: review.heldOn },
      after: { heldOn },
    });
    if (isAsked(changed)) await write.send(promptIntent(asked(changed)));
  }

  async function changeHere(occurrence: Occurrence, change: OccurrenceChange, write: Write): Promise<Occurrence> {
    const { occurrenceId, state, nextAction } = occurrence;
    const changed = await occurrences.changeFrom({ occurrenceId, state, nextAction }, change, write);
    if (changed === null) throw alreadyDone();
    return changed;
  }

  /** Each touch goes on after what is stored of it; the sweep works the instant out. Others rest. */
  async function setCadences(source: PlanSource, stored: ReadonlyMap<string, Date>, write: Write): Promise<void> {
    const { baseline, settingsVersion } = source;
    const { partnerId } = baseline;
    const facts = factsNow(source);
    const rows = await cadences.listOfPartner(partnerId, write);
    for (const touchId of touchesOf(facts)) {
      const row = rows.find((each) => each.touchId === touchId);
      const isRunning = row !== undefined && row.nextPlanAt !== null && row.since <= write.at;
      const since = stored.get(touchId) ?? (isRunning ? row.since : write.at);
      const plan = { since, settingsVersion, nextPlanAt: write.at };
      await cadences.setPlan({ touchId, partnerId, tier: facts.tier }, plan, write);
    }
    for (const row of rows.filter(({ touchId }) => !touchesOf(facts).includes(touchId))) {
      await cadences.setPlan(row, { since: row.since, settingsVersion, nextPlanAt: null }, write);
    }
  }
}

/** Tier and status as the events leave them. */
export function factsNow({ baseline, events }: PlanSource) {
  const facts = { ...baseline.facts };
  for (const { payload } of events) {
    if (payload.kind === 'tier') facts.tier = payload.tier;
    if (payload.kind === 'status') {
      facts.status = payload.status;
      facts.launchAt = payload.launchAt ?? facts.launchAt;
    }
    if (payload.kind === 'zone') Object.assign(facts, withoutKind(payload));
    if (payload.kind === 'preferences') Object.assign(facts, withoutKind(payload));
  }
  return facts;
}

function withoutKind<T extends { kind: string }>({ kind: _kind, ...rest }: T): Omit<T, 'kind'> {
  return rest;
}

/** Its prompt is neither queued nor due: what the plan says of it still counts. */
function isUndecided({ promptQueuedAt, decidedAt }: Occurrence, now: Date): boolean {
  return promptQueuedAt === null && decidedAt >= now;
}
