import type { Collection } from '../collection.ts';
import { badValue } from '../errors.ts';
import { equalValues } from '../order.ts';

/** A hint has to name an index that is there; the planner decides by itself all the same. */
export function refuseBadHint(collection: Collection | undefined, hint: unknown): void {
  if (hint === undefined || !collection) return;
  const fits = collection.allIndexes.some(({ spec }) => spec.name === hint || equalValues(spec.key, hint));
  if (!fits) throw badValue('hint provided does not correspond to an existing index');
}
