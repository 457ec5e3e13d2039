import type { Actor } from '#core/actor.ts';
import { addHours } from '#core/calendar/instants.ts';
import { AppError } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import type { CadenceStore } from '../cadence-store.ts';
import { nextEventsFor, planAtOf } from '../planner/next.ts';
import type { PlannedOccurrence } from '../planner/occurrences.ts';
import type { PlanRequest } from '../planner/plan.ts';
import { rights } from '../rules.ts';
import { newOccurrence } from '../rules/planned.ts';
import { isToldToStaff } from '../rules/skips.ts';
import type { TouchId } from '../schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import { skippedIntent, staffOf } from './intents.ts';
import { alreadyDone } from './moves.ts';
import type { PlanSources } from './plan-source.ts';

export interface PlanningDeps {
  occurrences: OccurrenceStore;
  cadences: CadenceStore;
  sources: PlanSources;
  directory: DirectoryPublic;
  inOneWrite: InOneWrite;
}

const leadHours = 24;

/** Stores occurrences one by one as their first step comes near; until then a change of the plan costs nothing. */
export function createPlanning(deps: PlanningDeps) {
  const { occurrences, cadences, sources } = deps;

  return {
    /**
     * Stores the next occurrence of one touch when it is time, and says when the one after it will be. Throws
     * AppError(conflict) when another sweep did, AppError(bug, core.unreadable_document) when it cannot be planned.
     */
    async planNext({ cadenceId, now, actor }: { cadenceId: string; now: Date; actor: Actor }): Promise<string> {
      requireRight(rights, 'runCadence', actor);
      const cadence = await cadences.findCadence(cadenceId);
      if (cadence === null || cadence.nextPlanAt === null || cadence.nextPlanAt > now) throw alreadyDone();
      const { touchId, partnerId } = cadence;
      const source = await sources.load(partnerId);
      if (source === null) throw unplannable(cadenceId, 'no baseline');
      const [next, following] = nextOf(cadenceId, touchId, await source.requestFrom(cadence.since));
      const { settingsVersion } = source;
      const planAt = next ? storeAt(next, cadence.since) : null;
      const isDue = next !== undefined && planAt !== null && planAt <= now;
      const since = isDue ? justAfter(next.decidedAt) : cadence.since;
      const nextPlanAt = isDue ? (following ? storeAt(following, since) : null) : planAt;
      await deps.inOneWrite(async (write) => {
        if (!(await cadences.movePlan(cadence, { since, settingsVersion, nextPlanAt }, write))) throw alreadyDone();
        if (isDue) await store(next, actor, write);
      });
      return isDue ? `planned ${next.key}` : `${cadenceId} waits`;
    },
  };

  async function store(planned: PlannedOccurrence, actor: Actor, write: Write): Promise<void> {
    const { touchId, partnerId, periodKey, state, reason } = planned;
    if (await occurrences.findLive(touchId, partnerId, periodKey, write)) return;
    const earlier = await occurrences.countOfPeriod(touchId, partnerId, periodKey, write);
    const occurrence = newOccurrence(planned, earlier);
    const isSkipped = state === 'skipped';
    await occurrences.insertOccurrence(isSkipped ? { ...occurrence, closedAt: write.at } : occurrence, write);
    await write.audit({
      actor,
      action: isSkipped ? 'occurrence.skipped' : 'occurrence.scheduled',
      object: `touch_occurrences/${occurrence.occurrenceId}`,
      partnerId,
      after: { state },
      ...(reason ? { reason } : {}),
    });
    if (!isSkipped || !isToldToStaff(reason)) return;
    const partner = await deps.directory.getPartner(partnerId);
    const staff = staffOf(partner, write.at);
    if (staff) await write.send(skippedIntent(occurrence, partner, staff));
  }
}

/** What is decided at this instant has been: the next is searched after it. */
export function justAfter(at: Date): Date {
  return new Date(at.getTime() + 1);
}

/** A day before its first step, so that what is near can be seen; a skip only when it cannot change any more. */
function storeAt(planned: PlannedOccurrence, from: Date): Date {
  if (planned.state === 'skipped') return planned.decidedAt;
  const planAt = addHours(planAtOf(planned, from), -leadHours);
  return planAt < from ? from : planAt;
}

function nextOf(cadenceId: string, touchId: TouchId, request: Omit<PlanRequest, 'to'>) {
  try {
    return nextEventsFor(touchId, request, 2);
  } catch (thrown) {
    if (thrown instanceof RangeError) throw unplannable(cadenceId, thrown.message);
    throw thrown;
  }
}

/** A zone or day that does not exist: set aside until somebody has looked at it (design §6). */
function unplannable(cadenceId: string, problem: string): AppError {
  return new AppError({ kind: 'bug', code: unreadableDocument, details: { cadenceId, problem } });
}
