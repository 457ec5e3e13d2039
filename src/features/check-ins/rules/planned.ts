import type { PlannedOccurrence, SkipReason } from '../planner/occurrences.ts';
import type { EarlierDate } from '../schedule-schemas.ts';
import type { Occurrence } from '../schemas.ts';
import { occurrenceIdOf } from './keys.ts';
import { firstStep } from './timeline.ts';

/** What the plan says of an occurrence; all else happens to it later. */
type PlannedFields = Pick<
  Occurrence,
  | 'tier'
  | 'anchorOn'
  | 'heldOn'
  | 'meetingTime'
  | 'decidedAt'
  | 'shift'
  | 'shiftedFrom'
  | 'mergedInto'
  | 'absorbs'
  | 'sections'
  | 'contactId'
  | 'zone'
  | 'schedule'
>;

export function plannedFields(planned: PlannedOccurrence): PlannedFields {
  const { tier, anchorOn, heldOn, meetingTime, decidedAt, shift, shiftedFrom, mergedInto, contactId, zone } = planned;
  return {
    tier,
    anchorOn,
    heldOn,
    meetingTime,
    decidedAt,
    shift,
    shiftedFrom,
    mergedInto,
    absorbs: [...planned.absorbs],
    sections: [...planned.sections],
    contactId,
    zone,
    schedule: planned.schedule,
  };
}

/** A new document; `earlier` counts those of the same period that were cancelled. */
export function newOccurrence(planned: PlannedOccurrence, earlier: number): Occurrence {
  const { key, touchId, partnerId, periodKey, state, reason, schedule } = planned;
  const first = schedule === null ? { nextAction: null, nextActionAt: null } : firstStep(schedule);
  return {
    occurrenceId: occurrenceIdOf(key, earlier),
    occurrenceKey: key,
    touchId,
    partnerId,
    periodKey,
    live: true,
    state,
    reason,
    ...plannedFields(planned),
    dates: [],
    ...first,
    snapshot: null,
    frozen: null,
    promptQueuedAt: null,
    sentAt: null,
    message: null,
    remindedAt: null,
    remindersSent: 0,
    closedAt: null,
    reviewedAt: null,
    reviewedBy: null,
    answers: [],
    afterClose: [],
    replies: [],
    deliveries: [],
    counts: { required: 0, answered: 0, people: 0, late: 0 },
  };
}

/** The occurrence as the plan knows it, whatever became of it: what was not held for want of a bot was planned all the same. */
export function asPlanned(occurrence: Occurrence): PlannedOccurrence {
  const { occurrenceKey, touchId, partnerId, periodKey, schedule, reason } = occurrence;
  const { tier, anchorOn, heldOn, meetingTime, decidedAt, shift, shiftedFrom, mergedInto, contactId, zone } =
    occurrence;
  return {
    key: occurrenceKey,
    touchId,
    periodKey,
    anchorOn,
    heldOn,
    meetingTime,
    promptAt: schedule?.promptAt ?? null,
    decidedAt,
    state: schedule === null ? 'skipped' : 'scheduled',
    reason: schedule === null ? (reason as SkipReason | null) : null,
    shift,
    mergedInto,
    partnerId,
    tier,
    zone,
    shiftedFrom,
    schedule,
    absorbs: occurrence.absorbs,
    sections: occurrence.sections,
    contactId,
  };
}

/** True when the plan says something else of it than it did. */
export function differsFrom(occurrence: Occurrence, planned: PlannedOccurrence): boolean {
  const { reason, state, ...fields } = planned;
  const { reason: knownReason, state: knownState, ...known } = asPlanned(occurrence);
  return state !== knownState || reason !== knownReason || JSON.stringify(fields) !== JSON.stringify(known);
}

/** Its dates with the one that it leaves now (domain §2.4). */
export function datesAfter(occurrence: Occurrence, left: Omit<EarlierDate, 'heldOn'>): Occurrence['dates'] {
  return [...occurrence.dates, { heldOn: occurrence.heldOn, ...left }];
}
