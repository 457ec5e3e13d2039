import type { TouchId } from '#core/touches.ts';
import type { PlannedOccurrence } from './occurrences.ts';
import { planTouches } from './plan.ts';
import type { PlanRequest } from './plan.ts';

export interface NextEvent {
  readonly occurrence: PlannedOccurrence;
  /** When it has to be stored: before its first step, and not before `after`. */
  readonly planAt: Date;
}

const dayMs = 86_400_000;
/** Spans searched, in days: most touches come within two weeks, a quarterly one within four months. */
const spans = [16, 48, 140, 420];

/**
 * The next occurrence of one touch that is decided at or after `from`, and when a sweep must store it; null when there
 * is none within fourteen months: the touch rests until something changes. Costs the same however many partners there
 * are. With `from` set to just after each answer it walks the list of `planTouches`.
 */
export function nextEventFor(touchId: TouchId, request: Omit<PlanRequest, 'to'>): NextEvent | null {
  for (const days of spans) {
    const to = new Date(request.from.getTime() + days * dayMs);
    const found = planTouches({ ...request, to }).find((occurrence) => isNext(occurrence, touchId, request));
    if (found !== undefined) return { occurrence: found, planAt: planAtOf(found, request.from) };
  }
  return null;
}

/** The earliest instant of an occurrence, its decision for one that is skipped, but not before `from`. */
export function planAtOf({ schedule, decidedAt }: PlannedOccurrence, from: Date): Date {
  const instants = [decidedAt, schedule?.prepareAt, schedule?.gapsAt, schedule?.qbr?.slotsAt];
  const known = instants.filter((at) => at !== undefined).map((at) => at.getTime());
  return new Date(Math.max(from.getTime(), Math.min(...known)));
}

function isNext(occurrence: PlannedOccurrence, touchId: TouchId, { from, existing }: Omit<PlanRequest, 'to'>) {
  // A meeting that was moved comes back too; it is not what comes next.
  const isOld = existing.some(({ key }) => key === occurrence.key);
  return occurrence.touchId === touchId && occurrence.decidedAt >= from && !isOld;
}
