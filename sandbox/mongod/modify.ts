import type { Collection } from './collection.ts';
import { MongodError, badValue, notImplemented } from './errors.ts';
import { compileElementMatch, compileMatch } from './match.ts';
import type { KeyField } from './order.ts';
import type { Found } from './query.ts';
import { findRecords } from './query.ts';
import type { Reader, StoredRecord } from './records.ts';
import { valueAt } from './update-paths.ts';
import type { Update } from './update.ts';
import { compileUpdate, refuseBadId } from './update.ts';
import { documentFromFilter, withId } from './upsert.ts';
import type { Doc } from './values.ts';
import { isDoc } from './values.ts';
import { bsonBytes } from './wire.ts';

const MOST_BYTES = 16 * 1024 * 1024;

/** One update statement, or the update half of findAndModify. */
export interface Modification {
  filter: Doc;
  update: Update;
  multi: boolean;
  upsert: boolean;
  sort: KeyField[];
  arrayFilters: Map<string, (element: unknown) => boolean>;
}

export interface Modified {
  matched: number;
  changed: number;
  upsertedId?: unknown;
  before: Doc | null;
  after: Doc | null;
  /** Records already handled: a statement that had to wait for a lock goes on after them. */
  handled: Set<StoredRecord>;
}

export function newResult(): Modified {
  return { matched: 0, changed: 0, before: null, after: null, handled: new Set() };
}

export function compileModification(statement: Doc, sort: KeyField[] = []): Modification {
  const { update, kind } = compileUpdate(statement['u']);
  const multi = statement['multi'] === true;
  if (multi && kind === 'replacement')
    throw new MongodError(9, 'multi update is not supported for replacement-style update');
  if (kind === 'pipeline' && statement['arrayFilters'] !== undefined) {
    throw new MongodError(9, 'arrayFilters may not be specified for pipeline-style updates');
  }
  if (!isDoc(statement['q'])) throw badValue('q must be a document');
  return {
    filter: statement['q'],
    update,
    multi,
    upsert: statement['upsert'] === true,
    sort,
    arrayFilters: compileArrayFilters(statement['arrayFilters']),
  };
}

/** `[{ 'item.price': { $gt: 1 }, 'item.open': true }, { other: 5 }]`: one document a name. */
function compileArrayFilters(filters: unknown): Map<string, (element: unknown) => boolean> {
  const compiled = new Map<string, (element: unknown) => boolean>();
  for (const filter of (filters ?? []) as Doc[]) {
    const paths = Object.keys(filter);
    const [name = ''] = paths[0]?.split('.') ?? [];
    if (name.startsWith('$')) throw notImplemented(`array filter with ${name}`);
    if (paths.length === 0 || paths.some((path) => path.split('.')[0] !== name)) {
      throw new MongodError(9, 'Expected a single top-level field name in each array filter');
    }
    if (compiled.has(name))
      throw new MongodError(9, `Found multiple array filters with the same top-level field name ${name}`);
    compiled.set(name, testOf(filter, name));
  }
  return compiled;
}

function testOf(filter: Doc, name: string): (element: unknown) => boolean {
  const matches = compileMatch(filter);
  if (Object.hasOwn(filter, name) && Object.keys(filter).length === 1 && !isDoc(filter[name])) {
    return compileElementMatch(filter[name]);
  }
  return (element) => matches({ [name]: element });
}

/** Applies a modification; throws WriteBlocked or SnapshotConflict like a write, and may then be called again. */
export function applyModification(
  collection: Collection,
  modification: Modification,
  writer: Reader,
  result: Modified,
): void {
  const { filter, multi, sort } = modification;
  const found = findRecords(collection, { filter, sort, limit: multi ? 0 : 1 }, writer);
  for (const item of found) {
    if (result.handled.has(item.record)) continue;
    modifyOne(collection, modification, item, writer, result);
    result.handled.add(item.record);
  }
  if (found.length === 0 && result.matched === 0 && modification.upsert)
    insertUpsert(collection, modification, writer, result);
}

function modifyOne(
  collection: Collection,
  modification: Modification,
  item: Found,
  writer: Reader,
  result: Modified,
): void {
  const { record, doc } = item;
  const next = modification.update(doc, {
    inserting: false,
    positionIn: (path) => matchedPosition(modification.filter, doc, path),
    arrayFilters: modification.arrayFilters,
  });
  if (next !== doc) {
    if (bsonBytes(next) > MOST_BYTES)
      throw new MongodError(17419, 'Resulting document after update is larger than 16777216');
    collection.write(record, next, writer);
    result.changed += 1;
  }
  result.matched += 1;
  result.before = doc;
  result.after = next;
}

function insertUpsert(collection: Collection, modification: Modification, writer: Reader, result: Modified): void {
  const start = documentFromFilter(modification.filter);
  const next = modification.update(start, {
    inserting: true,
    positionIn: () => undefined,
    arrayFilters: modification.arrayFilters,
  });
  const doc = withId(next);
  refuseBadId(doc['_id']);
  collection.insert(doc, writer);
  result.upsertedId = doc['_id'];
  result.after = doc;
}

/** Which element of the array the filter matched (`$`); refused when its conditions on the array disagree. */
function matchedPosition(filter: Doc, doc: Doc, arrayPath: string): number | undefined {
  const array = valueAt(doc, arrayPath.split('.'));
  if (!Array.isArray(array)) return undefined;
  const positions = conditionsOn(filter, arrayPath).map(([path, condition]) => {
    const matches = compileMatch({ [`v${path.slice(arrayPath.length)}`]: condition });
    return array.findIndex((element) => matches({ v: [element] }));
  });
  const [first = -1] = positions;
  if (positions.some((position) => position !== first)) {
    throw notImplemented(
      `the positional operator with several conditions on '${arrayPath}' that match different elements`,
    );
  }
  return first === -1 ? undefined : first;
}

function conditionsOn(filter: Doc, arrayPath: string): [string, unknown][] {
  return Object.entries(filter).flatMap(([key, condition]): [string, unknown][] => {
    if (key === '$and') return (condition as Doc[]).flatMap((clause) => conditionsOn(clause, arrayPath));
    return key === arrayPath || key.startsWith(`${arrayPath}.`) ? [[key, condition]] : [];
  });
}
