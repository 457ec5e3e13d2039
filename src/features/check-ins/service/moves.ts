import type { Actor } from '#core/actor.ts';
import { AppError } from '#core/errors.ts';
import type { Write } from '#core/write.ts';
import { stateAfter } from '../rules/states.ts';
import type { OccurrenceEvent } from '../rules/states.ts';
import { stepAfter } from '../rules/timeline.ts';
import type { DueStep } from '../rules/timeline.ts';
import type { TouchSchedule } from '../schedule-schemas.ts';
import type { Occurrence } from '../schemas.ts';
import type { Leaving, OccurrenceChange, OccurrenceStore } from '../store.ts';

const done: Readonly<Record<OccurrenceEvent, string>> = {
  prepare: 'occurrence.prepared',
  deliver: 'occurrence.sent',
  skip: 'occurrence.skipped',
  answer: 'occurrence.answered',
  complete: 'occurrence.completed',
  close: 'occurrence.closed',
  miss: 'occurrence.missed',
  reschedule: 'occurrence.rescheduled',
  cancel: 'occurrence.cancelled',
};

/** Nothing follows for the sweep to do. */
export const atRest = { nextAction: null, nextActionAt: null } as const;

/** The step after the one that is taken now. */
export function following(occurrence: DueStep & { schedule: TouchSchedule }): DueStep | typeof atRest {
  return stepAfter(occurrence, occurrence.schedule) ?? atRest;
}

/** Somebody else was faster, or it was done before. */
export function alreadyDone(): AppError {
  return new AppError({ kind: 'conflict', code: 'check-ins.already_done' });
}

/**
 * One step of the machine as a conditional write with its audit entry.
 * Throws AppError(conflict, check-ins.already_done) when the occurrence is no longer in the state being left.
 */
export async function moveOn(
  deps: { occurrences: OccurrenceStore; write: Write; actor: Actor },
  occurrence: Occurrence,
  event: OccurrenceEvent,
  change: OccurrenceChange,
): Promise<Occurrence> {
  const { occurrenceId, state: before, nextAction, partnerId } = occurrence;
  const state = stateAfter(before, event);
  if (state === null) throw alreadyDone();
  const leaving: Leaving = { occurrenceId, state: before, nextAction };
  const changed = await deps.occurrences.changeFrom(leaving, { ...change, state }, deps.write);
  if (changed === null) throw alreadyDone();
  await deps.write.audit({
    actor: deps.actor,
    action: done[event],
    object: `touch_occurrences/${occurrenceId}`,
    partnerId,
    before: { state: before },
    after: { state },
    ...(change.reason ? { reason: change.reason } : {}),
  });
  return changed;
}
