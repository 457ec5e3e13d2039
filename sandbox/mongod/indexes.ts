import { MongodError } from './errors.ts';
import type { Predicate } from './match.ts';
import { compileMatch } from './match.ts';
import type { KeyField } from './order.ts';
import { encodeDirected } from './order.ts';
import { fieldOf, plainValueAt, someLeaf, splitPath } from './paths.ts';
import { SortedList } from './sorted-list.ts';
import type { StoredRecord } from './records.ts';
import type { Doc } from './values.ts';
import { isDoc } from './values.ts';

/** An index definition as createIndexes gives it and listIndexes returns it. */
export interface IndexSpec {
  name: string;
  key: Doc;
  unique?: boolean;
  sparse?: boolean;
  partialFilterExpression?: Doc;
  expireAfterSeconds?: number;
}

export interface Index {
  spec: IndexSpec;
  fields: IndexField[];
  entries: SortedList<StoredRecord>;
  /** Once a document gave several keys or an array, scans of this index need care. */
  multikey: boolean;
  covers: Predicate | undefined;
}

export interface IndexField extends KeyField {
  parts: readonly string[];
}

export function createIndex(spec: IndexSpec): Index {
  const fields = Object.entries(spec.key).map(([path, direction]) => ({
    path,
    parts: splitPath(path),
    direction: direction === -1 ? (-1 as const) : (1 as const),
  }));
  const filter = spec.partialFilterExpression;
  return { spec, fields, entries: new SortedList(), multikey: false, covers: filter && compileMatch(filter) };
}

/** The keys under which a document stands in an index: none when the index is partial or sparse and leaves it out. */
export function keysOf(index: Index, doc: Doc): string[] {
  if (index.covers && !index.covers(doc)) return [];
  const { fields } = index;
  if (fields.some((field) => arrayPrefix(doc, field.parts) > 0)) return multikeysOf(index, doc);
  let key = '';
  let present = 0;
  for (const field of fields) {
    const value = field.parts.length === 1 ? fieldOf(doc, field.path) : plainValueAt(doc, field.parts);
    if (value !== undefined) present += 1;
    key += encodeDirected(value ?? null, field.direction);
  }
  return index.spec.sparse === true && present === 0 ? [] : [key];
}

/** How many parts lead to the first array on the path; 0 when there is none. */
function arrayPrefix(doc: Doc, parts: readonly string[]): number {
  let value: unknown = doc;
  for (let index = 0; index < parts.length; index += 1) {
    if (!isDoc(value)) return 0;
    value = fieldOf(value, parts[index]!);
    if (Array.isArray(value)) return index + 1;
  }
  return 0;
}

/** Keys for each element of the one array on the key's paths; two different arrays are refused as in MongoDB. */
function multikeysOf(index: Index, doc: Doc): string[] {
  index.multikey = true;
  const prefixes = new Set<string>();
  for (const { parts } of index.fields) {
    const length = arrayPrefix(doc, parts);
    if (length > 0) prefixes.add(parts.slice(0, length).join('.'));
  }
  if (prefixes.size > 1) {
    throw new MongodError(171, `cannot index parallel arrays [${[...prefixes].join('] [')}]`);
  }
  const [prefix = ''] = prefixes;
  const arrayParts = splitPath(prefix);
  const array = plainValueAt(doc, arrayParts) as unknown[];
  const elements = array.length === 0 ? [undefined] : array;
  return [...new Set(elements.flatMap((element) => keysOfElement(index, doc, arrayParts, element)))];
}

function keysOfElement(index: Index, doc: Doc, arrayParts: readonly string[], element: unknown): string[] {
  let keys = [''];
  for (const { parts, direction } of index.fields) {
    const under = arrayParts.every((part, position) => parts[position] === part);
    const values = under ? elementValues(element, parts.slice(arrayParts.length)) : [plainValueAt(doc, parts) ?? null];
    if (values.length > 1 && keys.length > 1) throw new MongodError(171, 'cannot index parallel arrays');
    keys = keys.flatMap((key) => values.map((value) => key + encodeDirected(value, direction)));
  }
  return keys;
}

/** An element of an empty array is undefined and indexed as such (the "missing" type, before null). */
function elementValues(element: unknown, rest: readonly string[]): unknown[] {
  if (rest.length === 0) return [element];
  if (!isDoc(element)) return [null];
  const found: unknown[] = [];
  someLeaf(element, rest, (value) => {
    if (Array.isArray(value)) found.push(...(value.length === 0 ? [undefined] : value));
    else found.push(value ?? null);
    return false;
  });
  return found.length === 0 ? [null] : found;
}

/** MongoDB's error 11000 for this index and document. */
export function duplicateKey(namespace: string, index: Index, doc: Doc): MongodError {
  const keyValue = Object.fromEntries(index.fields.map(({ path, parts }) => [path, plainValueAt(doc, parts) ?? null]));
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${show(value)}`);
  return new MongodError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${index.spec.name} dup key: { ${shown.join(', ')} }`,
    { keyPattern: index.spec.key, keyValue },
  );
}

function show(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'toHexString' in value) return `ObjectId('${String(value)}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  return JSON.stringify(value);
}
