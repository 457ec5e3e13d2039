import type { Collection } from './collection.ts';
import { badValue, notImplemented } from './errors.ts';
import { keysOf } from './indexes.ts';
import { compileMatch } from './match.ts';
import type { KeyField } from './order.ts';
import { compareValues, encode, encodeDirected } from './order.ts';
import { someLeaf, splitPath } from './paths.ts';
import type { PathBounds, Plan } from './planner.ts';
import { boundsOf, choosePlan } from './planner.ts';
import type { Reader, StoredRecord } from './records.ts';
import { isSettled, visibleVersion } from './records.ts';
import type { Doc } from './values.ts';
import { isDoc } from './values.ts';

/** A record together with the version that the reader sees. */
export interface Found {
  record: StoredRecord;
  doc: Doc;
}

export interface Query {
  filter: Doc;
  sort?: KeyField[];
  skip?: number;
  /** 0 or undefined: all. */
  limit?: number;
  /** Variables that `$expr` in the filter sees. */
  variables?: Doc;
}

export function parseSort(sort: unknown): KeyField[] {
  if (sort === undefined || sort === null) return [];
  if (!isDoc(sort)) throw badValue('sort must be a document');
  return Object.entries(sort).map(([path, direction]) => {
    if (isDoc(direction)) throw notImplemented('sort by $meta');
    if (direction !== 1 && direction !== -1) throw badValue('$sort key ordering must be 1 (for ascending) or -1');
    if (path.startsWith('$') && path !== '$natural') throw badValue(`FieldPath field names may not start with '$'`);
    if (path === '$natural') throw notImplemented('sort by $natural');
    return { path, direction };
  });
}

/** The matching records in the wanted order; the result is complete before it returns, so writes may follow. */
export function findRecords(collection: Collection | undefined, query: Query, reader: Reader): Found[] {
  const matches = compileMatch(query.filter, query.variables);
  if (!collection) return [];
  const sort = query.sort ?? [];
  const skip = query.skip ?? 0;
  const wanted = query.limit ? skip + query.limit : Infinity;
  const { candidates, sorted } = candidatesOf(collection, query.filter, sort, reader);
  const stopAt = sorted ? wanted : Infinity;
  const found: Found[] = [];
  for (const candidate of candidates) {
    if (!matches(candidate.doc)) continue;
    found.push(candidate);
    if (found.length >= stopAt) break;
  }
  const ordered = sorted ? found : sortBy(found, sort, (item) => item.doc);
  return skip === 0 && ordered.length <= wanted ? ordered : ordered.slice(skip, wanted);
}

function candidatesOf(
  collection: Collection,
  filter: Doc,
  sort: KeyField[],
  reader: Reader,
): { candidates: Iterable<Found>; sorted: boolean } {
  const bounds = boundsOf(filter);
  const byId = idLookup(collection, bounds, reader);
  if (byId) return { candidates: byId, sorted: sort.length === 0 };
  const plan = choosePlan(collection, filter, bounds, sort);
  const union = planUnion(collection, filter, plan);
  if (union) return { candidates: scanAll(union, reader), sorted: sort.length === 0 };
  if (plan) return { candidates: scanPlan(plan, reader), sorted: sort.length === 0 || plan.sorts !== 0 };
  return { candidates: scanCollection(collection, reader), sorted: sort.length === 0 };
}

function idLookup(collection: Collection, bounds: Map<string, PathBounds>, reader: Reader): Found[] | undefined {
  const equals = bounds.get('_id')?.equals;
  if (equals?.length !== 1) return undefined;
  const record = collection.records.get(encode(equals[0]));
  const doc = record ? visibleVersion(record, reader) : null;
  return record && doc ? [{ record, doc }] : [];
}

/** Plans for each branch of a top-level `$or`, when together they are cheaper than one plan. */
function planUnion(collection: Collection, filter: Doc, plan: Plan | undefined): Plan[] | undefined {
  const branches = filter['$or'];
  if (!Array.isArray(branches) || branches.length > 8) return undefined;
  const { $or: _branches, ...rest } = filter;
  const plans: Plan[] = [];
  let estimate = 0;
  for (const branch of branches) {
    const joined: Doc = { $and: [rest, branch] };
    const branchPlan = choosePlan(collection, joined, boundsOf(joined), []);
    if (!branchPlan) return undefined;
    plans.push(branchPlan);
    estimate += branchPlan.estimate;
  }
  return estimate * 2 < (plan?.estimate ?? collection.records.size) ? plans : undefined;
}

function* scanAll(plans: Plan[], reader: Reader): Generator<Found> {
  const seen = new Set<StoredRecord>();
  for (const plan of plans) {
    for (const found of scanPlan(plan, reader)) {
      if (seen.has(found.record)) continue;
      seen.add(found.record);
      yield found;
    }
  }
}

/** An entry may belong to a version that this reader does not see: then another entry, or none, stands for the record. */
function* scanPlan(plan: Plan, reader: Reader): Generator<Found> {
  const { index, ranges, sorts } = plan;
  const seen = index.multikey ? new Set<StoredRecord>() : undefined;
  for (const { low, high } of ranges) {
    const entries = sorts === -1 ? index.entries.scanBackwards(low, high) : index.entries.scan(low, high);
    for (const { key, item: record } of entries) {
      const doc = visibleVersion(record, reader);
      if (doc === null || seen?.has(record)) continue;
      if (!isSettled(record) && !keysOf(index, doc).includes(key)) continue;
      seen?.add(record);
      yield { record, doc };
    }
  }
}

function* scanCollection(collection: Collection, reader: Reader): Generator<Found> {
  for (const record of collection.records.values()) {
    const doc = visibleVersion(record, reader);
    if (doc !== null) yield { record, doc };
  }
}

/** A stable sort by MongoDB's rules: an array sorts by its smallest element upwards, its largest downwards. */
export function sortBy<T>(items: T[], sort: KeyField[], docOf: (item: T) => Doc): T[] {
  if (sort.length === 0) return items;
  const keyed = items.map((item) => ({ item, key: sort.map((field) => sortKey(docOf(item), field)).join('') }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ item }) => item);
}

function sortKey(doc: Doc, field: KeyField): string {
  const values: unknown[] = [];
  someLeaf(doc, splitPath(field.path), (value) => {
    if (!Array.isArray(value)) values.push(value ?? null);
    else values.push(...(value.length === 0 ? [undefined] : value));
    return false;
  });
  if (values.length === 0) values.push(null);
  let best = values[0];
  for (const value of values) if (compareValues(value, best) * field.direction < 0) best = value;
  return encodeDirected(best, field.direction);
}
