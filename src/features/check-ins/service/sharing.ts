import { addDays, compareDates } from '#core/calendar/dates.ts';
import { addHours, instantAt } from '#core/calendar/instants.ts';
import type { Clock } from '#core/clock.ts';
import type { TouchRun } from '#core/touches.ts';
import type { InOneWrite } from '#core/write.ts';
import type { PlannedOccurrence } from '../planner/occurrences.ts';
import { planningFor, planTouches } from '../planner/plan.ts';
import { quarterDay } from '../planner/planning.ts';
import { quarterAt } from '../planner/quarters.ts';
import { isQbr, plannedKeyOf, qbrTouchIds, touchesOf } from '../planner/touches.ts';
import type { CheckInsPublic, PlannedReview } from '../public.ts';
import { isScale } from '../question-schemas.ts';
import { findQuestion } from '../questions/bank.ts';
import { currentAnswers } from '../rules/answers.ts';
import { runOf } from '../rules/touches.ts';
import type { Occurrence } from '../schemas.ts';
import type { TouchSchedule } from '../schedule-schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import type { createChanging } from './changing.ts';
import type { PlanSources } from './plan-source.ts';
import { factsNow } from './rebuilding.ts';

export interface SharingDeps {
  occurrences: OccurrenceStore;
  sources: PlanSources;
  clock: Clock;
  changing: ReturnType<typeof createChanging>;
  inOneWrite: InOneWrite;
}

/** A review is prepared up to so many days before its quarter, and held up to so many after its pre-work. */
const reviewLeadDays = 60;
const quarterDays = 92;
const runReachDays = 140;

type Reads = Pick<
  CheckInsPublic,
  'plannedIn' | 'nextFrom' | 'refusalOf' | 'setDate' | 'answersOf' | 'listAskedAScale' | 'runsOf' | 'nextRunOf'
>;

/** What other features may know of the touches: stored ones, and those that are planned. */
export function createSharing({ occurrences, sources, clock, changing, inOneWrite }: SharingDeps): Reads {
  return {
    plannedIn,

    async nextFrom(partnerId, on) {
      const here = await plannedIn(partnerId, on);
      if (here?.meetingOn && compareDates(here.meetingOn, on) >= 0) return here;
      return here && plannedIn(partnerId, addDays(on, quarterDays));
    },

    refusalOf: ({ partnerId, quarter, on, time }) =>
      changing.refusalOfReviewDate(partnerId, { periodKey: quarter, on, time }),

    async setDate({ quarter, on, time, partnerId, actor }) {
      const planned = await plannedIn(partnerId, on);
      if (planned?.quarter === quarter && planned.meetingOn === on && planned.meetingTime === time) return;
      const change = { kind: 'qbr_date' as const, periodKey: quarter, on, time };
      await inOneWrite((write) => changing.applyChange({ actor, partnerId, change }, write));
    },

    async answersOf(occurrenceId) {
      const occurrence = await occurrences.findOccurrence(occurrenceId);
      const current = occurrence === null ? [] : [...currentAnswers(occurrence.answers).values()];
      return current
        .filter((answer) => answer.questionId !== 'comment' && findQuestion(answer)?.visibility === 'partner')
        .map(({ questionId, value }) => ({ questionId, value }));
    },

    async listAskedAScale(partnerId, since) {
      const decided = await occurrences.listDecided(partnerId, addHours(since, -24 * 31), clock.now());
      const asked = decided
        .flatMap(({ answers }) => answers)
        .filter(({ questionId, at }) => isScale(questionId) && at >= since);
      const people = new Map(asked.map(({ by }) => [`${by.teamId}/${by.userId}`, by]));
      return [...people.values()].map(({ teamId, userId }) => ({ teamId, userId }));
    },

    async runsOf(partnerId, { from, to }) {
      const source = await sources.load(partnerId);
      if (source === null) return [];
      const { zone } = factsNow(source);
      const first = instantAt(from, '00:00', zone);
      const runs = await runsBetween(
        partnerId,
        addHours(first, -24 * reviewLeadDays),
        instantAt(addDays(to, 1), '00:00', zone),
      );
      return runs.filter(({ heldOn }) => heldOn >= from && heldOn <= to);
    },

    async nextRunOf(partnerId, touchId) {
      const now = clock.now();
      const runs = await runsBetween(partnerId, addHours(now, -24 * reviewLeadDays), addHours(now, 24 * runReachDays));
      const isAhead = (run: TouchRun): boolean => (run.meetingAt ?? instantAt(run.heldOn, '23:59', run.zone)) >= now;
      return runs.find((run) => run.touchId === touchId && isAhead(run)) ?? null;
    },
  };

  /** Stored ones decided from `from` on, and those planned until `to`. */
  async function runsBetween(partnerId: string, from: Date, to: Date): Promise<readonly TouchRun[]> {
    const now = clock.now();
    const stored = await occurrences.listDecided(partnerId, from, to > now ? addHours(now, 24 * runReachDays) : to);
    const known = new Set(stored.map(({ occurrenceKey }) => occurrenceKey));
    const source = await sources.load(partnerId);
    const planned = source === null || to <= now ? [] : planTouches({ ...(await source.requestFrom(now)), to });
    const runs = [
      ...stored.filter(isHeld).map((each) => runOf(each)),
      ...planned.filter(({ key }) => !known.has(key)).map(plannedRun),
    ];
    return runs.filter((run) => run !== null).toSorted((a, b) => compareDates(a.heldOn, b.heldOn));
  }

  async function plannedIn(partnerId: string, on: string): Promise<PlannedReview | null> {
    const source = await sources.load(partnerId);
    if (source === null) return null;
    const now = clock.now();
    const planning = planningFor(await source.requestFrom(now));
    const { key: quarter, startsOn } = quarterAt(on, source.settings);
    const stored = await storedReview(partnerId, quarter);
    const own = touchesOf(planning.facts).find(isQbr);
    const touchId = stored && isQbr(stored.touchId) ? stored.touchId : own;
    if (touchId === undefined) return null;
    const { earliestBusinessDay, latestBusinessDay } = source.settings.touches[touchId].anchor;
    const placed = stored ?? planning.existing(touchId, on);
    const isPlanned = stored ? isHeld(stored) : placed !== null;
    return {
      touchId,
      quarter,
      from: quarterDay(startsOn, earliestBusinessDay, planning),
      to: quarterDay(startsOn, latestBusinessDay, planning),
      meetingOn: isPlanned ? (placed?.heldOn ?? null) : null,
      meetingTime: isPlanned ? (placed?.meetingTime ?? null) : null,
      zone: stored?.zone ?? planning.facts.zone,
      occurrenceId: stored?.occurrenceId ?? null,
    };
  }

  async function storedReview(partnerId: string, quarter: string): Promise<Occurrence | null> {
    for (const touchId of qbrTouchIds) {
      const found = await occurrences.findLive(touchId, partnerId, quarter);
      if (found !== null) return found;
    }
    return null;
  }
}

type Held = Occurrence & { schedule: TouchSchedule };

function isHeld(occurrence: Occurrence): occurrence is Held {
  const { state, schedule } = occurrence;
  return schedule !== null && state !== 'skipped' && state !== 'cancelled';
}

/** Not stored yet: it has the id that its first document will get. */
function plannedRun(planned: PlannedOccurrence): TouchRun | null {
  const { touchId, partnerId, periodKey, heldOn, zone, schedule } = planned;
  if (heldOn === null || schedule === null) return null;
  const occurrenceId = plannedKeyOf(touchId, partnerId, periodKey);
  const meetingAt = schedule.qbr?.meetingAt ?? null;
  return { occurrenceId, touchId, partnerId, periodKey, heldOn, zone, meetingAt, closeAt: schedule.closeAt };
}
