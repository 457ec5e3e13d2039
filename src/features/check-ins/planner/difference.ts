import type { PlannedOccurrence } from './occurrences.ts';

/** What a change does to the occurrences that were stored and not yet sent; shown to staff before they confirm. */
export interface PlanDifference {
  readonly kept: readonly PlannedOccurrence[];
  readonly changed: readonly { readonly before: PlannedOccurrence; readonly after: PlannedOccurrence }[];
  /** Cancelled before sending: their periods are free again (domain §2.4). */
  readonly cancelled: readonly PlannedOccurrence[];
  readonly added: readonly PlannedOccurrence[];
}

/** Compares by key; `before` must hold only what was not yet sent, so that an open occurrence is never cancelled. */
export function differenceOf(
  before: readonly PlannedOccurrence[],
  after: readonly PlannedOccurrence[],
): PlanDifference {
  const known = new Map(before.map((occurrence) => [occurrence.key, occurrence]));
  const wanted = new Map(after.map((occurrence) => [occurrence.key, occurrence]));
  const pairs = before.flatMap((each) => {
    const next = wanted.get(each.key);
    return next === undefined
      ? []
      : [{ before: each, after: next, isSame: JSON.stringify(each) === JSON.stringify(next) }];
  });
  return {
    kept: pairs.filter(({ isSame }) => isSame).map((pair) => pair.before),
    changed: pairs.filter(({ isSame }) => !isSame).map((pair) => ({ before: pair.before, after: pair.after })),
    cancelled: before.filter(({ key }) => !wanted.has(key)),
    added: after.filter(({ key }) => !known.has(key)),
  };
}
