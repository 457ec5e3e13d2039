import process from 'node:process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoWeekKey } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { PlannedOccurrence } from '#features/check-ins/planner/occurrences.ts';
import { planTouches } from '#features/check-ins/planner/plan.ts';
import type { PlanRequest } from '#features/check-ins/planner/plan.ts';
import { createTimetable } from '#features/check-ins/planner/timetable.ts';
import { defaultSettings } from '#features/program/rules.ts';
import { violationsOf } from './invariants.ts';
import { vendorCalendar, worlds } from './world.ts';
import type { World } from './world.ts';

/** Two hundred runs in one zone; the other two only have to show that the machine's zone changes nothing. */
const numRuns = process.env['DRUMBEAT_TEST_ZONE'] === 'UTC' ? Number(process.env['RUNS'] ?? 200) : 25;
const timetable = createTimetable();

function requestFor(world: World, n: number): PlanRequest {
  const { partner, history } = world.partners[n]!;
  const { from, to } = world;
  return { partner, history, from, to, vendorCalendar, settings: defaultSettings, existing: [], timetable };
}

/** As an app plans it: from checkpoint to checkpoint and event to event, knowing only what has happened by then. */
function plannedInPieces(request: PlanRequest, checkpoints: readonly Date[]): readonly PlannedOccurrence[] {
  const { from, to, history } = request;
  const instants = [from, ...checkpoints, ...history.map(({ at }) => at)].map((at) => at.getTime());
  const cuts = [...new Set(instants)].filter((at) => at < to.getTime()).sort((a, b) => a - b);
  const decided = new Map<string, PlannedOccurrence>();
  for (const [index, cut] of cuts.entries()) {
    const piece = planTouches({
      ...request,
      from: new Date(cut),
      to: new Date(cuts[index + 1] ?? to.getTime()),
      history: history.filter(({ at }) => at.getTime() <= cut),
      existing: [...decided.values()],
    });
    for (const occurrence of piece) decided.set(occurrence.key, occurrence);
  }
  return [...decided.values()];
}

function text(occurrences: readonly PlannedOccurrence[]): readonly string[] {
  return occurrences.map((occurrence) => JSON.stringify(occurrence)).toSorted();
}

test(
  `every plan of sixty weeks keeps the rules, and planned in pieces comes out the same`,
  { timeout: 120_000 },
  () => {
    const weeksSeen = new Set<string>();
    const daysSeen = new Set<string>();
    fc.assert(
      fc.property(worlds, (world) => {
        for (const [n, { partner, history }] of world.partners.entries()) {
          const request = requestFor(world, n);
          const planned = planTouches(request);
          expect(violationsOf(planned, { partner, history, from: world.from, to: world.to })).toEqual([]);
          expect(text(plannedInPieces(request, world.checkpoints))).toEqual(text(planned));
          for (const { promptAt, zone } of planned) {
            if (promptAt === null) continue;
            const on = localDateOf(promptAt, zone);
            weeksSeen.add(`${zone} ${isoWeekKey(on)}`);
            daysSeen.add(on);
          }
        }
      }),
      { numRuns, seed: 20261116 },
    );
    expect(daysSeen).toContain('2028-02-29');
    for (const zone of ['Europe/Berlin', 'America/Chicago', 'Australia/Sydney', 'Australia/Lord_Howe']) {
      for (const week of clockChangeWeeks) expect(weeksSeen).toContain(`${zone} ${week}`);
    }
    for (const zone of ['America/Sao_Paulo', 'Asia/Kolkata', 'Asia/Dubai']) {
      for (const week of clockChangeWeeks) expect(weeksSeen).toContain(`${zone} ${week}`);
    }
  },
);

/** The weeks before and after the changes: Berlin 25 Oct 2026 and 28 Mar 2027, Chicago 1 Nov and 14 Mar, Sydney 4 Oct and 4 Apr. */
const clockChangeWeeks = [
  '2026-W40',
  '2026-W41',
  '2026-W43',
  '2026-W44',
  '2026-W45',
  '2027-W10',
  '2027-W11',
  '2027-W12',
  '2027-W13',
];
