import type { Doc } from './values.ts';
import { isDoc } from './values.ts';

const splitPaths = new Map<string, readonly string[]>();
const SPLIT_CACHE_LIMIT = 10_000;

export function splitPath(path: string): readonly string[] {
  const known = splitPaths.get(path);
  if (known) return known;
  const parts = path.split('.');
  if (splitPaths.size < SPLIT_CACHE_LIMIT) splitPaths.set(path, parts);
  return parts;
}

export function isArrayIndex(part: string): boolean {
  return /^(0|[1-9][0-9]*)$/.test(part);
}

/** Own fields only: a field called `constructor` is missing unless the document has it. */
export function fieldOf(doc: Doc, name: string): unknown {
  return Object.hasOwn(doc, name) ? doc[name] : undefined;
}

/**
 * Calls `visit` with each value that a query path reaches: arrays on the way are entered (elements that are documents,
 * and the element of a numeric part), the array at the end is passed whole. Missing is undefined. Stops at true.
 */
export function someLeaf(
  doc: Doc,
  parts: readonly string[],
  visit: (value: unknown) => boolean,
  from: number = 0,
): boolean {
  const value = fieldOf(doc, parts[from]!);
  if (from === parts.length - 1) return visit(value);
  return someLeafBelow(value, parts, visit, from + 1);
}

function someLeafBelow(
  value: unknown,
  parts: readonly string[],
  visit: (value: unknown) => boolean,
  from: number,
): boolean {
  if (Array.isArray(value)) return someLeafInArray(value, parts, visit, from);
  if (isDoc(value)) return someLeaf(value, parts, visit, from);
  return visit(undefined);
}

function someLeafInArray(
  array: unknown[],
  parts: readonly string[],
  visit: (value: unknown) => boolean,
  from: number,
): boolean {
  const part = parts[from]!;
  if (isArrayIndex(part) && Number(part) < array.length) {
    const element: unknown = array[Number(part)];
    const found = from === parts.length - 1 ? visit(element) : someLeafBelow(element, parts, visit, from + 1);
    if (found) return true;
  }
  return array.some((element) => isDoc(element) && someLeaf(element, parts, visit, from));
}

/** The value at a path of documents only; undefined when an array or a scalar is on the way. */
export function plainValueAt(doc: Doc, parts: readonly string[]): unknown {
  let value: unknown = doc;
  for (const part of parts) {
    if (!isDoc(value)) return undefined;
    value = fieldOf(value, part);
  }
  return value;
}

/** An aggregation field path: arrays on the way map over their documents; numeric parts are field names only. */
export function expressionValueAt(value: unknown, parts: readonly string[], from: number = 0): unknown {
  if (from === parts.length) return value;
  if (Array.isArray(value)) {
    return value.map((element) => expressionValueAt(element, parts, from)).filter((element) => element !== undefined);
  }
  if (!isDoc(value)) return undefined;
  return expressionValueAt(fieldOf(value, parts[from]!), parts, from + 1);
}
