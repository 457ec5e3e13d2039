import type { HolidayPort } from '#core/calendar/holidays.ts';
import type { Clock } from '#core/clock.ts';
import type { ResponseCount } from '#core/contributions/response-rate.ts';
import type { OnTouchClosed } from '#core/contributions/touch-closed.ts';
import type { TouchContent, TouchStepHandler } from '#core/contributions/touch-content.ts';
import type { InOneWrite } from '#core/write.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import type { FollowUpsPublic } from '#features/follow-ups/public.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { CadenceStore } from './cadence-store.ts';
import type { HistoryStore } from './history-store.ts';
import { createAnswering } from './service/answering.ts';
import { createComing } from './service/coming.ts';
import { createChanging } from './service/changing.ts';
import { createDueWork } from './service/due-work.ts';
import { createOutcomes } from './service/outcomes.ts';
import { createPartnerChanges } from './service/partner-changes.ts';
import { createPlanSources } from './service/plan-source.ts';
import { createPlanning } from './service/planning.ts';
import { createReading } from './service/reading.ts';
import { createReplying } from './service/replying.ts';
import { createReviewing } from './service/reviewing.ts';
import { createSharing } from './service/sharing.ts';
import { createSteps } from './service/steps.ts';
import type { OccurrenceStore } from './store.ts';

export interface CheckInDeps {
  occurrences: OccurrenceStore;
  cadences: CadenceStore;
  history: HistoryStore;
  directory: DirectoryPublic;
  program: ProgramPublic;
  followUps: FollowUpsPublic;
  holidays: HolidayPort;
  clock: Clock;
  inOneWrite: InOneWrite;
  touchContent(): readonly TouchContent[];
  touchSteps(): readonly TouchStepHandler[];
  onTouchClosed(): readonly OnTouchClosed[];
}

export type CheckInService = ReturnType<typeof createCheckInService>;

/** All verbs of the touches; each checks its right first and writes once (design §1). */
export function createCheckInService(given: CheckInDeps) {
  const deps = { ...given, sources: createPlanSources(given) };
  const changing = createChanging(deps);
  const planning = createPlanning(deps);
  const reviewing = createReviewing(deps);
  const steps = createSteps({ ...deps, reviewing });

  return {
    ...planning,
    ...createPartnerChanges(deps),
    ...changing,
    ...steps,
    markReviewed: reviewing.markReviewed,
    ...createDueWork({ ...deps, planning, steps, changing }),
    ...createAnswering(deps),
    ...createReplying(deps),
    ...createOutcomes(deps),
    ...createReading(deps),
    ...createComing({ ...deps, changing }),
    ...createSharing({ ...deps, changing }),

    /** Of all partners, for the guard of the attention budget. */
    async responseCounts(since: Date, until: Date): Promise<readonly ResponseCount[]> {
      const counts = await deps.occurrences.listResponses(since, until);
      return counts.map(({ _id: partnerId, asked, answered }) => ({ partnerId, asked, answered }));
    },
  };
}
