import type { PlannedOccurrence } from '#features/check-ins/planner/occurrences.ts';
import { planTouches } from '#features/check-ins/planner/plan.ts';
import type { PlanRequest } from '#features/check-ins/planner/plan.ts';

/** As an app plans it: from checkpoint to checkpoint and event to event, knowing only what has happened by then. */
export function plannedInPieces(request: PlanRequest, checkpoints: readonly Date[]): readonly PlannedOccurrence[] {
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
