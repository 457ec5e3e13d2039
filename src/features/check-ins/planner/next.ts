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
 * The next occurrences of one touch that are decided at or after `from`, and when a sweep must store the first of them;
 * none when there is none within fourteen months: the touch rests until something changes. Costs the same however many
 * partners there are. With `from` set to just after each answer it walks the list of `planTouches`.
 */
export function nextEventsFor(
  touchId: TouchId,
  request: Omit<PlanRequest, 'to'>,
  count: number,
): readonly PlannedOccurrence[] {
  let found: readonly PlannedOccurrence[] = [];
  for (const days of spans) {
    const to = new Date(request.from.getTime() + days * dayMs);
    found = planTouches({ ...request, to }).filter((occurrence) => isNext(occurrence, touchId, request));
    if (found.length >= count) break;
  }
  return found.slice(0, count);
}

/** The first of `nextEventsFor`; null when there is none. */
export function nextEventFor(touchId: TouchId, request: Omit<PlanRequest, 'to'>): NextEvent | null {
  const [occurrence] = nextEventsFor(touchId, request, 1);
  return occurrence === undefined ? null : { occurrence, planAt: planAtOf(occurrence, request.from) };
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
