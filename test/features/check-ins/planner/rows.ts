import type { TouchId } from '#core/touches.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { instantAt, localDateOf, localTimeOf } from '#core/calendar/instants.ts';
import type { PlanEvent, PlanPartner } from '#features/check-ins/planner/history.ts';
import type { PlannedOccurrence } from '#features/check-ins/planner/occurrences.ts';
import { planTouches } from '#features/check-ins/planner/plan.ts';
import type { PlanRequest } from '#features/check-ins/planner/plan.ts';
import { createTimetable } from '#features/check-ins/planner/timetable.ts';
import type { PlanSettings } from '#features/check-ins/planner/touches.ts';
import { defaultSettings } from '#features/program/rules.ts';
import { calendarOf } from './world.ts';

export const weekendsOnly = calendarOf([]);

export function partnerOf(change: Partial<PlanPartner>): PlanPartner {
  return {
    partnerId: 'P-0001',
    tier: 'strategic',
    status: 'active',
    zone: 'Europe/Berlin',
    calendar: weekendsOnly,
    launchAt: null,
    cadenceAnchorDate: '2026-10-20',
    preferences: { sendWeekday: null, sendTime: null },
    ...change,
  };
}

export interface Told {
  partner?: Partial<PlanPartner>;
  history?: readonly PlanEvent[];
  settings?: PlanSettings;
  vendor?: WorkCalendar;
}

export function requestOf(
  fromOn: string,
  toOn: string,
  { partner, history, settings, vendor }: Told = {},
): PlanRequest {
  const planned = partnerOf(partner ?? {});
  return {
    partner: planned,
    history: history ?? [],
    settings: settings ?? defaultSettings,
    vendorCalendar: vendor ?? weekendsOnly,
    from: instantAt(fromOn, '00:00', planned.zone),
    to: instantAt(toOn, '00:00', planned.zone),
    existing: [],
    timetable: createTimetable(),
  };
}

export function plan(fromOn: string, toOn: string, told: Told = {}): readonly PlannedOccurrence[] {
  return planTouches(requestOf(fromOn, toOn, told));
}

export function wall(at: Date | null | undefined, zone: string): string | null {
  return at ? `${localDateOf(at, zone)} ${localTimeOf(at, zone)}` : null;
}

/** `2026-W37 2026-09-08 10:00`, or `2026-W37 holiday` for a skip. */
export function rows(occurrences: readonly PlannedOccurrence[], touchId: TouchId): readonly string[] {
  return occurrences
    .filter((occurrence) => occurrence.touchId === touchId)
    .map(({ periodKey, promptAt, reason, zone }) => `${periodKey} ${wall(promptAt, zone) ?? reason}`);
}

export function only(
  occurrences: readonly PlannedOccurrence[],
  touchId: TouchId,
  periodKey: string,
): PlannedOccurrence {
  const found = occurrences.filter((each) => each.touchId === touchId && each.periodKey === periodKey);
  if (found.length !== 1) throw new Error(`${found.length} of ${touchId} ${periodKey}`);
  return found[0]!;
}
