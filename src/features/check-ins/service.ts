import type { Clock } from '#core/clock.ts';
import type { InOneWrite } from '#core/write.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import type { FollowUpsPublic } from '#features/follow-ups/public.ts';
import type { CadenceStore } from './cadence-store.ts';
import type { CheckInSettings } from './rules/settings.ts';
import { createAnswering } from './service/answering.ts';
import { createOutcomes } from './service/outcomes.ts';
import { createPlanning } from './service/plan.ts';
import { createReading } from './service/reading.ts';
import { createReplying } from './service/replying.ts';
import { createSteps } from './service/steps.ts';
import type { TouchId } from './schemas.ts';
import type { OccurrenceStore } from './store.ts';

export interface CheckInDeps {
  occurrences: OccurrenceStore;
  cadences: CadenceStore;
  directory: DirectoryPublic;
  followUps: FollowUpsPublic;
  settings(): Promise<CheckInSettings>;
  clock: Clock;
  inOneWrite: InOneWrite;
}

export type CheckInService = ReturnType<typeof createCheckInService>;

/** Everything due of one kind, ids only. */
export interface DueWork {
  /** Partners whose next period is to be planned. */
  partnerIds: readonly string[];
  occurrenceIds: readonly string[];
}

const touchId: TouchId = 'monthly_checkin';

/** All verbs of check-ins; each checks its right first and writes once (design §1). */
export function createCheckInService(deps: CheckInDeps) {
  const { occurrences, cadences } = deps;

  return {
    ...createPlanning(deps),
    ...createSteps(deps),
    ...createAnswering(deps),
    ...createReplying(deps),
    ...createOutcomes(deps),
    ...createReading(deps),

    /** What is due by `now`; `except` are ids already tried in this tick. */
    async listDue(request: { now: Date; limit: number; except: readonly string[] }): Promise<DueWork> {
      const { now, limit, except } = request;
      const [partnerIds, occurrenceIds] = await Promise.all([
        cadences.listDueCadences(touchId, now, limit, except),
        occurrences.listDueOccurrences(touchId, now, limit, except),
      ]);
      return { partnerIds, occurrenceIds };
    },

    /** The earliest instant at which something is due; null when nothing waits. */
    async nextDueAt(): Promise<Date | null> {
      const waiting = await Promise.all([cadences.findNextPlanAt(touchId), occurrences.findNextActionAt(touchId)]);
      const instants = waiting.flatMap((at) => (at === null ? [] : [at.getTime()]));
      return instants.length === 0 ? null : new Date(Math.min(...instants));
    },

    setPlanAside: (partnerId: string): Promise<void> => cadences.setAside(touchId, partnerId),
    setStepAside: (occurrenceId: string, code: string): Promise<void> => occurrences.setAside(occurrenceId, code),
  };
}
