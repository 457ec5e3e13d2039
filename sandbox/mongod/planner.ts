import { BSONRegExp } from 'bson';
import type { Collection } from './collection.ts';
import type { Index } from './indexes.ts';
import { isOperatorDoc } from './match.ts';
import type { KeyField } from './order.ts';
import { encodeDirected, equalValues } from './order.ts';
import type { Doc } from './values.ts';
import { isDoc, typeOf } from './values.ts';

/** What a filter says of one path at its top level: all have to hold. */
export interface PathBounds {
  equals?: unknown[];
  low?: unknown;
  high?: unknown;
  /** The bound itself is left out. */
  lowOpen?: boolean;
  highOpen?: boolean;
}

/** A way to reach a superset of the matching records through one index. */
export interface Plan {
  index: Index;
  ranges: { low: string; high: string }[];
  estimate: number;
  /** The scan gives the wanted sort: 1 forwards, -1 backwards, 0 not. */
  sorts: 1 | -1 | 0;
}

const AFTER_ALL = '\uffff';
const MOST_RANGES = 2000;
const EARLIEST_DATE = new Date(-8.64e15);
const LATEST_DATE = new Date(8.64e15);

/** Top-level conditions by path, through `$and`; what cannot bound an index is left out (the filter is applied anyway). */
export function boundsOf(filter: Doc, bounds: Map<string, PathBounds> = new Map()): Map<string, PathBounds> {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition)) {
      for (const clause of condition) if (isDoc(clause)) boundsOf(clause, bounds);
    } else if (!key.startsWith('$')) {
      addCondition(bounds, key, condition);
    }
  }
  return bounds;
}

function addCondition(bounds: Map<string, PathBounds>, path: string, condition: unknown): void {
  const own = bounds.get(path) ?? {};
  if (isOperatorDoc(condition)) {
    for (const [operator, operand] of Object.entries(condition)) addOperator(own, operator, operand);
  } else if (isIndexable(condition)) {
    own.equals ??= [condition];
  }
  if (Object.keys(own).length > 0) bounds.set(path, own);
}

function addOperator(own: PathBounds, operator: string, operand: unknown): void {
  if (operator === '$in' && Array.isArray(operand) && operand.every(isIndexable)) own.equals ??= operand;
  if (!isIndexable(operand)) return;
  if (operator === '$eq') own.equals ??= [operand];
  if (operand === null || Number.isNaN(operand)) return;
  if (operator === '$gt' || operator === '$gte') setLow(own, operand, operator === '$gt');
  if (operator === '$lt' || operator === '$lte') setHigh(own, operand, operator === '$lt');
  // Dates stand together in an index, and most queries for any date are for the first one.
  if (operator === '$type' && operand === 'date') {
    setLow(own, EARLIEST_DATE, false);
    setHigh(own, LATEST_DATE, false);
  }
}

function setLow(own: PathBounds, value: unknown, isOpen: boolean): void {
  if (own.low === undefined) Object.assign(own, { low: value, lowOpen: isOpen });
}

function setHigh(own: PathBounds, value: unknown, isOpen: boolean): void {
  if (own.high === undefined) Object.assign(own, { high: value, highOpen: isOpen });
}

/** Arrays match as a whole or by element and regular expressions by search: neither bounds an index here. */
function isIndexable(value: unknown): boolean {
  return value !== undefined && !Array.isArray(value) && !(value instanceof BSONRegExp);
}

/** The cheapest index scan for the filter, or undefined for a collection scan. */
export function choosePlan(
  collection: Collection,
  filter: Doc,
  bounds: Map<string, PathBounds>,
  sort: KeyField[],
): Plan | undefined {
  let best: Plan | undefined;
  for (const index of collection.allIndexes) {
    const plan = planFor(index, filter, bounds, sort);
    if (plan && (!best || costOf(plan, sort) < costOf(best, sort))) best = plan;
  }
  return best;
}

function costOf(plan: Plan, sort: KeyField[]): number {
  return sort.length > 0 && plan.sorts === 0 ? plan.estimate * 2 + 1 : plan.estimate;
}

function planFor(index: Index, filter: Doc, bounds: Map<string, PathBounds>, sort: KeyField[]): Plan | undefined {
  if (!holdsAllMatches(index, filter, bounds)) return undefined;
  let prefixes = [''];
  let used = 0;
  for (const field of index.fields) {
    const { equals } = bounds.get(field.path) ?? {};
    if (
      !equals ||
      prefixes.length * equals.length > MOST_RANGES ||
      (index.multikey && (used > 0 || equals.includes(null)))
    ) {
      break;
    }
    const keys = [...new Set(equals.map((value) => encodeDirected(value, field.direction)))];
    prefixes = prefixes.flatMap((prefix) => keys.map((key) => prefix + key));
    used += 1;
  }
  const ranges = rangesAfter(prefixes.sort(), index, used, bounds);
  const hasRange = ranges.some(({ low, high }, position) => low !== prefixes[position] || high !== low + AFTER_ALL);
  const sorts = sortGivenBy(index, used, prefixes.length === 1, sort);
  if (used === 0 && !hasRange && sorts === 0) return undefined;
  const estimate = ranges.reduce((sum, { low, high }) => sum + index.entries.estimate(low, high), 0);
  return { index, ranges, estimate, sorts };
}

function rangesAfter(
  prefixes: string[],
  index: Index,
  used: number,
  bounds: Map<string, PathBounds>,
): { low: string; high: string }[] {
  const field = index.fields[used];
  const limits = field && !(index.multikey && used > 0) ? bounds.get(field.path) : undefined;
  if (!field || !limits || (limits.low === undefined && limits.high === undefined)) {
    return prefixes.map((prefix) => ({ low: prefix, high: prefix + AFTER_ALL }));
  }
  const low = limits.low;
  // On arrays each condition may be met by another element, so only one of them bounds the scan.
  const high = index.multikey && low !== undefined ? undefined : limits.high;
  const [first, last] = field.direction === 1 ? [low, high] : [high, low];
  const [afterFirst, beforeLast] =
    field.direction === 1 ? [limits.lowOpen, limits.highOpen] : [limits.highOpen, limits.lowOpen];
  return prefixes.map((prefix) => ({
    low: prefix + (first === undefined ? typeEdge(last, field.direction, 0) : edge(first, field, afterFirst)),
    high: prefix + (last === undefined ? typeEdge(first, field.direction, 1) : edge(last, field, beforeLast !== true)),
  }));
}

/** Where the entries of a value begin, or where they end (`past` it). */
function edge(value: unknown, { direction }: KeyField, past: boolean | undefined): string {
  return encodeDirected(value, direction) + (past === true ? AFTER_ALL : '');
}

/** The first character of an encoding is its type: a range open at one end stays within the type (`past` it: 1). */
function typeEdge(value: unknown, direction: 1 | -1, past: 0 | 1): string {
  const type = typeOf(value);
  return String.fromCharCode((direction === 1 ? type : 0xffff - type) + past);
}

function sortGivenBy(index: Index, used: number, onePrefix: boolean, sort: KeyField[]): 1 | -1 | 0 {
  if (sort.length === 0 || index.multikey || !onePrefix) return 0;
  const fixed = new Set(index.fields.slice(0, used).map((field) => field.path));
  const wanted = sort.filter((field) => !fixed.has(field.path));
  const rest = index.fields.slice(used);
  if (wanted.length > rest.length) return 0;
  if (wanted.length === 0) return 1;
  const factor = wanted[0]!.direction === rest[0]!.direction ? 1 : -1;
  const fits = wanted.every(
    (field, position) => rest[position]!.path === field.path && rest[position]!.direction * factor === field.direction,
  );
  return fits ? factor : 0;
}

/** A sparse or partial index may be used only when every match of the filter is in it. */
function holdsAllMatches(index: Index, filter: Doc, bounds: Map<string, PathBounds>): boolean {
  const { sparse, partialFilterExpression } = index.spec;
  if (sparse === true && !index.fields.some((field) => excludesNull(bounds.get(field.path)))) return false;
  if (!partialFilterExpression) return true;
  return Object.entries(partialFilterExpression).every(([path, condition]) => implies(filter, bounds, path, condition));
}

function excludesNull(limits: PathBounds | undefined): boolean {
  if (!limits) return false;
  if (limits.equals) return !limits.equals.includes(null);
  return limits.low !== undefined || limits.high !== undefined;
}

function implies(filter: Doc, bounds: Map<string, PathBounds>, path: string, condition: unknown): boolean {
  if (path.startsWith('$')) return false;
  if (Object.hasOwn(filter, path) && equalValues(filter[path], condition)) return true;
  const limits = bounds.get(path);
  if (!isOperatorDoc(condition)) return limits?.equals?.every((value) => equalValues(value, condition)) ?? false;
  return Object.entries(condition).every(([operator, operand]) => {
    if (operator === '$exists') return operand === true && excludesNull(limits);
    if (operator === '$eq') return limits?.equals?.every((value) => equalValues(value, operand)) ?? false;
    if (operator === '$type') return operand === 'string' && (limits?.equals?.every(isString) ?? false);
    if (operator === '$in' && Array.isArray(operand)) {
      return limits?.equals?.every((value) => operand.some((item) => equalValues(item, value))) ?? false;
    }
    return false;
  });
}

function isString(value: unknown): boolean {
  return typeof value === 'string';
}
