import type { TouchId } from '#core/touches.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { addDays } from './days.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { openReviewOf, refusalOf } from './acceptance.ts';
import { factsAfter, factsAtStart } from './history.ts';
import type { EventOf, PlanEvent, PlanFacts, PlanPartner } from './history.ts';
import { occurrenceOf, redated } from './outcome.ts';
import type { Placement, PlannedOccurrence } from './occurrences.ts';
import { periodAt, periodsBetween } from './periods.ts';
import type { Period } from './periods.ts';
import { place } from './placing.ts';
import type { Planning } from './planning.ts';
import type { Timetable } from './timetable.ts';
import { isPrompt, isQbr, plannedKeyOf, touchesOf } from './touches.ts';
import type { PlanSettings } from './touches.ts';

export interface PlanRequest {
  readonly partner: PlanPartner;
  readonly vendorCalendar: WorkCalendar;
  readonly settings: PlanSettings;
  /** What is decided in [from, to) comes back: prompts by their instant, skips by when the prompt would have been. */
  readonly from: Date;
  readonly to: Date;
  /** All events of this partner that are known, in any order. */
  readonly history: readonly PlanEvent[];
  /** What was decided before `from`: needed where planning goes on from an earlier plan. */
  readonly existing: readonly PlannedOccurrence[];
  readonly timetable: Timetable;
}

/**
 * The occurrences of one partner, earliest first (domain §2.1 to §2.5). Planning a span in pieces, each with what was
 * decided before and the events known by then, gives the same list; a review of `existing` whose meeting was moved
 * comes back in its new form. Throws RangeError on a zone or day that does not exist.
 */
export function planTouches(request: PlanRequest): readonly PlannedOccurrence[] {
  const run = startRun(request);
  for (const at of run.changesAt) {
    decideUntil(run, at);
    applyEvents(run, at);
  }
  decideUntil(run, request.to);
  return [...run.result.values()].sort(byDecision);
}

/** The facts and the plan as they stand at `from`, for asking whether a change may take effect then. */
export function planningFor(request: Omit<PlanRequest, 'to'>): Planning {
  return startRun({ ...request, to: request.from }).planning;
}

export function byDecision(a: Placement, b: Placement): number {
  return a.decidedAt.getTime() - b.decidedAt.getTime() || (a.key < b.key ? -1 : 1);
}

/** So many days before and after its decision the period of a touch can end and begin. */
const reachDays = { qbr: [40, 60], review: [2, 2] } as const;
/** A change of zone, calendar or settings brings a prompt forward by less. */
const longestJumpDays = 21;

interface Run {
  readonly request: PlanRequest;
  readonly events: readonly PlanEvent[];
  readonly changesAt: readonly Date[];
  readonly decided: Map<string, PlannedOccurrence>;
  readonly result: Map<string, PlannedOccurrence>;
  facts: PlanFacts;
  since: Date;
  planning: Planning;
}

function startRun(request: PlanRequest): Run {
  const events = request.history.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const within = events.filter(({ at }) => at >= request.from && at < request.to);
  const start = {
    request,
    events,
    changesAt: [...new Set(within.map(({ at }) => at.getTime()))].map((ms) => new Date(ms)),
    decided: new Map(request.existing.map((occurrence) => [occurrence.key, occurrence])),
    result: new Map(),
    facts: factsAtStart(request.partner, request.settings),
    since: request.from,
  };
  const run: Run = { ...start, planning: planningAt(start, request.from) };
  for (const event of events.filter(({ at }) => at < request.from)) accept(run, event);
  return { ...run, planning: planningAt(run, request.from) };
}

function accept(run: Run, event: PlanEvent): void {
  const needsPlan = event.kind === 'move' || event.kind === 'qbr_date';
  if (needsPlan && refusalOf(event, planningAt(run, event.at)) !== null) return;
  run.facts = factsAfter(run.facts, event);
}

/** What happens at an instant: facts change, meetings move, and what is now in the past without a prompt is skipped. */
function applyEvents(run: Run, at: Date): void {
  const before = run.planning;
  for (const event of run.events.filter((candidate) => candidate.at.getTime() === at.getTime())) {
    const known = run.facts;
    accept(run, event);
    if (event.kind === 'qbr_date' && run.facts !== known) moveMeeting(run, event, planningAt(run, at));
  }
  run.planning = planningAt(run, at);
  for (const { placement, period } of placementsBetween(dayBefore(at, longestJumpDays), at, run.planning)) {
    if (!touchesOf(before.facts).includes(placement.touchId) || run.decided.has(placement.key)) continue;
    const earlier = before.placementOf(placement.touchId, period);
    if (earlier === null || earlier.decidedAt < at) continue;
    record(run, occurrenceOf({ ...placement, ...skippedNow, decidedAt: at }, run.planning));
  }
}

function moveMeeting(run: Run, event: EventOf<'qbr_date'>, planning: Planning): void {
  const open = openReviewOf(event, planning);
  const occurrence = open && run.decided.get(open.key);
  if (occurrence) record(run, redated(occurrence, event, planning));
}

const skippedNow = {
  state: 'skipped',
  reason: 'plan_changed',
  heldOn: null,
  meetingTime: null,
  promptAt: null,
  shift: null,
  mergedInto: null,
} as const;

function decideUntil(run: Run, until: Date): void {
  const { planning } = run;
  const occurrences = placementsBetween(run.since, until, planning)
    .filter(({ placement }) => !run.decided.has(placement.key))
    .map(({ placement }) => occurrenceOf(placement, planning));
  for (const occurrence of occurrences) record(run, occurrence);
  run.since = until;
}

function record(run: Run, occurrence: PlannedOccurrence): void {
  run.decided.set(occurrence.key, occurrence);
  run.result.set(occurrence.key, occurrence);
}

/** Placements decided in [from, to). */
function placementsBetween(
  from: Date,
  to: Date,
  planning: Planning,
): readonly { placement: Placement; period: Period }[] {
  if (from >= to) return [];
  const { facts } = planning;
  return touchesOf(facts).flatMap((touchId) => {
    const [back, ahead] = isQbr(touchId) ? reachDays.qbr : reachDays.review;
    const startsOn = addDays(planning.timetable.localDateOf(from, facts.zone), -back);
    const endsOn = addDays(planning.timetable.localDateOf(to, facts.zone), ahead);
    return periodsBetween(touchId, { startsOn, endsOn }, facts).flatMap((period) => {
      const placement = planning.placementOf(touchId, period);
      return placement && placement.decidedAt >= from && placement.decidedAt < to ? [{ placement, period }] : [];
    });
  });
}

function dayBefore(at: Date, days: number): Date {
  return new Date(at.getTime() - days * 86_400_000);
}

/** A view of the run at an instant: what is decided stays, the rest is worked out from the facts. */
export function planningAt(run: Pick<Run, 'facts' | 'request' | 'decided'>, since: Date): Planning {
  const { facts, decided } = run;
  const { timetable, vendorCalendar } = run.request;
  const known = new Map(decided);
  const placed = new Map<string, Placement | null>();
  const prompts = known.values().filter(({ touchId, promptAt }) => promptAt !== null && isPrompt(touchId));
  const existingByDay = new Map<string, Placement | null>();
  const planning: Planning = {
    facts,
    timetable,
    vendorCalendar,
    sending: timetable.sendingDays(facts.calendar, facts.settings.closedPeriods),
    since,
    decided: known,
    lastPromptMs: Math.max(-Infinity, ...prompts.map(({ promptAt }) => promptAt?.getTime() ?? -Infinity)),
    placementOf(touchId, period) {
      const key = plannedKeyOf(touchId, facts.partnerId, period.key);
      const found = placed.get(key) ?? (placed.has(key) ? null : place(touchId, period, planning));
      placed.set(key, found);
      return found;
    },
    existing(touchId, date) {
      const key = `${touchId}${date}`;
      const found = existingByDay.get(key) ?? (existingByDay.has(key) ? null : existingAt(touchId, date));
      existingByDay.set(key, found);
      return found;
    },
  };
  return planning;

  function existingAt(touchId: TouchId, date: PlainDate): Placement | null {
    const period = periodAt(touchId, date, facts);
    const before = known.get(plannedKeyOf(touchId, facts.partnerId, period.key));
    if (before !== undefined) return before;
    if (!touchesOf(facts).includes(touchId)) return null;
    const placement = planning.placementOf(touchId, period);
    return placement !== null && placement.decidedAt >= since ? placement : null;
  }
}
