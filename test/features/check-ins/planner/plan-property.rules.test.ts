import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoWeekKey } from '#features/check-ins/planner/days.ts';
import type { PlannedOccurrence } from '#features/check-ins/planner/occurrences.ts';
import { planTouches } from '#features/check-ins/planner/plan.ts';
import type { PlanRequest } from '#features/check-ins/planner/plan.ts';
import { createTimetable } from '#features/check-ins/planner/timetable.ts';
import { defaultSettings } from '#features/program/rules.ts';
import { violationsOf } from './invariants.ts';
import { isLadderRight, longestSilenceDays, violationsWhenDown } from './living.ts';
import { plannedInPieces } from './pieces.ts';
import { vendorCalendar, worlds } from './world.ts';
import type { World } from './world.ts';

/** Two hundred runs in one zone; the other two only have to show that the machine's zone changes nothing. */
const numRuns = process.env['DRUMBEAT_TEST_ZONE'] === 'UTC' ? 200 : 10;
const timetable = createTimetable();

function requestFor(world: World, n: number): PlanRequest {
  const { partner, history } = world.partners[n]!;
  const { from, to } = world;
  return { partner, history, from, to, vendorCalendar, settings: defaultSettings, existing: [], timetable };
}

function byKey(occurrences: readonly PlannedOccurrence[]): readonly PlannedOccurrence[] {
  return occurrences.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

test(
  'every plan of sixty weeks keeps the rules, and planned in pieces comes out the same',
  { timeout: 600_000 },
  () => {
    const weeksSeen = new Set<string>();
    const daysSeen = new Set<string>();
    fc.assert(
      fc.property(worlds, (world) => {
        for (const [n, { partner, history, outages, answers }] of world.partners.entries()) {
          const request = requestFor(world, n);
          const planned = planTouches(request);
          expect(violationsOf(planned, { partner, history, from: world.from, to: world.to })).toEqual([]);
          const inPieces = plannedInPieces(request, world.checkpoints);
          // The matcher that tells what differs costs far more than the comparison.
          if (!isDeepStrictEqual(byKey(inPieces), byKey(planned))) expect(byKey(inPieces)).toEqual(byKey(planned));
          if (n < 5) expect(violationsWhenDown(planned, outages)).toEqual([]);
          expect(isLadderRight(answers)).toBe(true);
          const isSteady = n < 2 && history.every(({ kind }) => kind !== 'zone' && kind !== 'status');
          if (isSteady) expect(longestSilenceDays(planned, partner, world.from, world.to)).toBeLessThan(30);
          for (const { promptAt, decidedAt, zone } of planned) {
            const on = timetable.localDateOf(decidedAt, zone);
            weeksSeen.add(`${zone} ${isoWeekKey(on)}`);
            if (promptAt !== null) daysSeen.add(on);
          }
        }
      }),
      { numRuns, seed: 20261116 },
    );
    if (numRuns < 200) return;
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
  '2026-W53',
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
