import { isBusinessDay } from '#core/calendar/business-days.ts';
import { addBusinessMinutes, businessMinutesBetween } from '#core/calendar/business-hours.ts';
import type { BusinessHours } from '#core/calendar/business-hours.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { DecisionClock, Timer } from '../part-schemas.ts';
import { quarterEndFocusFrom } from './settings.ts';
import type { DealSettings } from './settings.ts';

type Tier = 'emerging' | 'core' | 'strategic';
type ClockSettings = Pick<DealSettings, 'clocks' | 'quarterEndOf'>;

export const rungs = [50, 75, 100, 150] as const;
export type Rung = (typeof rungs)[number];

/** Business minutes promised for a decision that is asked for now (domain §4.7): halved at a quarter's end, min 4 bh. */
export function decisionBudget(tier: Tier, at: Date, time: BusinessHours, settings: ClockSettings): number {
  const { decisionHours, quarterEndBusinessDays, shortestHours } = settings.clocks;
  const full = decisionHours[tier] * 60;
  const today = localDateOf(addBusinessMinutes(at, 0, time), time.zone);
  const endsOn = settings.quarterEndOf(today);
  const from = quarterEndFocusFrom(endsOn, quarterEndBusinessDays, (date) => isBusinessDay(date, time.cal));
  return today >= from ? Math.min(full, Math.max(Math.ceil(full / 2), shortestHours * 60)) : full;
}

export function startedClock(at: Date, budgetMinutes: number, time: BusinessHours): DecisionClock {
  return {
    zone: time.zone,
    startedAt: at,
    budgetMinutes,
    usedMinutes: 0,
    runningSince: at,
    dueAt: addBusinessMinutes(at, budgetMinutes, time),
    stoppedAt: null,
    level: 0,
    newDueAt: null,
    isOverdue: false,
  };
}

/** Business minutes used by `at`, pauses left out. */
export function usedBy(clock: DecisionClock, at: Date, time: BusinessHours): number {
  if (clock.runningSince === null || at <= clock.runningSince) return clock.usedMinutes;
  return clock.usedMinutes + businessMinutesBetween(clock.runningSince, at, time);
}

export function pausedClock(clock: DecisionClock, at: Date, time: BusinessHours): DecisionClock {
  return { ...clock, usedMinutes: usedBy(clock, at, time), runningSince: null, dueAt: null };
}

/** Goes on with what was left, at least `shortestHours` (domain §4.8); what was late before stays late. */
export function resumedClock(
  clock: DecisionClock,
  at: Date,
  time: BusinessHours,
  { clocks }: Pick<DealSettings, 'clocks'>,
): DecisionClock {
  const left = clock.budgetMinutes - clock.usedMinutes;
  if (left <= 0) return { ...clock, runningSince: at, dueAt: at };
  const granted = Math.max(left, clocks.shortestHours * 60);
  return {
    ...clock,
    budgetMinutes: clock.usedMinutes + granted,
    runningSince: at,
    dueAt: addBusinessMinutes(at, granted, time),
  };
}

/** Decided, withdrawn: the promise that held last stays readable. */
export function stoppedClock(clock: DecisionClock, at: Date, time: BusinessHours): DecisionClock {
  return { ...clock, usedMinutes: usedBy(clock, at, time), runningSince: null, stoppedAt: at };
}

/** A conflict gets its own, longer promise, counted from the later of two submissions (C3, C4); never shorter. */
export function conflictClock(
  clock: DecisionClock,
  from: Date,
  time: BusinessHours,
  { clocks }: Pick<DealSettings, 'clocks'>,
): DecisionClock {
  const longer = startedClock(from, clocks.conflictHours * 60, time);
  if (clock.runningSince === null || clock.dueAt === null) return clock;
  return longer.dueAt !== null && longer.dueAt > clock.dueAt ? { ...longer, startedAt: clock.startedAt } : clock;
}

/** The rungs that a running clock has yet to climb, each at its instant. */
export function ladderTimers(clock: DecisionClock, time: BusinessHours): readonly Timer[] {
  const { runningSince } = clock;
  if (runningSince === null) return [];
  return rungs
    .filter((rung) => rung > clock.level)
    .map((rung) => {
      const minutes = Math.max(0, Math.ceil((clock.budgetMinutes * rung) / 100) - clock.usedMinutes);
      return { step: `sla_${rung}` as const, at: addBusinessMinutes(runningSince, minutes, time) };
    });
}

/** The time told when the first one was missed: where the ladder ends, at least `shortestHours` ahead. */
export function newPromise(
  clock: DecisionClock,
  now: Date,
  time: BusinessHours,
  { clocks }: Pick<DealSettings, 'clocks'>,
): Date {
  const ends = ladderTimers({ ...clock, level: 100 }, time)[0]?.at ?? now;
  const soonest = addBusinessMinutes(now, clocks.shortestHours * 60, time);
  return ends > soonest ? ends : soonest;
}

/** By when a decision is promised; null while the clock stands still. `isOver`: the new time has passed, too. */
export function promiseOf(clock: DecisionClock | null): { at: Date; isOver: boolean } | null {
  const at = clock?.runningSince ? (clock.newDueAt ?? clock.dueAt) : null;
  return at === null || clock === null ? null : { at, isOver: clock.isOverdue };
}

/** Percent of the promised time that is used, whole and rounded down. */
export function usedPercent(clock: DecisionClock, at: Date, time: BusinessHours): number {
  return Math.floor((usedBy(clock, at, time) * 100) / clock.budgetMinutes);
}

/** Met when it stopped by what was promised last (domain §4.13). */
export function wasKept(clock: DecisionClock): boolean {
  return clock.stoppedAt !== null && clock.usedMinutes <= clock.budgetMinutes;
}
