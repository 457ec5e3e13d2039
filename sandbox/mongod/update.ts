import { MongodError, badValue, notImplemented } from './errors.ts';
import { equalValues, identicalValues } from './order.ts';
import { splitPath } from './paths.ts';
import type { UpdateContext } from './update-paths.ts';
import { resolvePaths } from './update-paths.ts';
import { UPDATE_OPERATORS } from './update-operators.ts';
import { compilePipelineUpdate } from './update-pipeline.ts';
import type { Doc } from './values.ts';
import { copyValue, isDoc } from './values.ts';

/** Turns a document into its successor; the same reference back means that nothing changed. */
export type Update = (doc: Doc, context: UpdateContext) => Doc;

interface Modification {
  operator: string;
  path: string;
  argument: unknown;
}

/** Compiles the `u` of an update: modifiers, a replacement, or a pipeline. */
export function compileUpdate(source: unknown): { update: Update; kind: 'modifiers' | 'replacement' | 'pipeline' } {
  if (Array.isArray(source)) return { update: compilePipelineUpdate(source), kind: 'pipeline' };
  if (!isDoc(source)) throw new MongodError(9, 'Update argument must be either an object or an array');
  const keys = Object.keys(source);
  if (keys[0]?.startsWith('$') !== true) return { update: compileReplacement(source, keys), kind: 'replacement' };
  const modifications = keys.flatMap((operator) => modificationsOf(operator, source[operator]));
  refuseConflicts(modifications);
  return { update: (doc, context) => applyAll(modifications, doc, context), kind: 'modifiers' };
}

function compileReplacement(source: Doc, keys: string[]): Update {
  const operator = keys.find((key) => key.startsWith('$'));
  if (operator)
    throw new MongodError(52, `The dollar ($) prefixed field '${operator}' is not allowed in a replacement`);
  return (doc) => {
    const next: Doc = {};
    const id = doc['_id'] ?? source['_id'];
    if (id !== undefined) next['_id'] = id;
    for (const key of keys) if (key !== '_id') next[key] = source[key];
    if (source['_id'] !== undefined) keepId(id, source['_id']);
    return identicalValues(doc, next) ? doc : next;
  };
}

const REFUSED_OPERATORS = ['$currentDate', '$bit', '$pushAll', '$isolated', '$pop', '$pullAll'];

function modificationsOf(operator: string, fields: unknown): Modification[] {
  if (REFUSED_OPERATORS.includes(operator)) throw notImplemented(`update operator ${operator}`);
  if (!UPDATE_OPERATORS[operator]) {
    throw new MongodError(9, `Unknown modifier: ${operator}. Expected a valid update modifier`);
  }
  if (!isDoc(fields)) throw new MongodError(9, `Modifiers operate on fields but we found another type for ${operator}`);
  return Object.entries(fields).map(([path, argument]) => {
    if (path === '' || path.split('.').includes('')) throw new MongodError(56, `An empty update path is not valid.`);
    return { operator, path, argument };
  });
}

/** MongoDB refuses two modifications of one path or of a path and what lies under it. */
function refuseConflicts(modifications: Modification[]): void {
  const touched = modifications.flatMap(({ operator, path, argument }) =>
    operator === '$rename' && typeof argument === 'string' ? [path, argument] : [path],
  );
  const sorted = touched.map((path) => `${path}.`).sort();
  sorted.forEach((path, index) => {
    const next = sorted[index + 1];
    if (next?.startsWith(path)) {
      const name = next.slice(0, -1);
      throw new MongodError(40, `Updating the path '${name}' would create a conflict at '${path.slice(0, -1)}'`);
    }
  });
}

/** Fields that an update creates appear in the order of their names (manual, "Update Operators Behavior"). */
function applyAll(modifications: Modification[], doc: Doc, context: UpdateContext): Doc {
  const next = copyValue(doc);
  let changed = false;
  for (const { operator, path, argument } of [...modifications].sort(byPath)) {
    if (operator === '$setOnInsert' && !context.inserting) continue;
    for (const target of resolvePaths(next, splitPath(path), context)) {
      if (UPDATE_OPERATORS[operator]!(next, target, argument)) changed = true;
    }
  }
  if (!changed) return doc;
  if (!context.inserting) keepId(doc['_id'], next['_id']);
  return next;
}

function byPath(left: Modification, right: Modification): number {
  const a = splitPath(left.path);
  const b = splitPath(right.path);
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const [x = '', y = ''] = [a[index], b[index]];
    if (x === y) continue;
    const bothNumbers = /^\d+$/.test(x) && /^\d+$/.test(y);
    return bothNumbers ? Number(x) - Number(y) : x < y ? -1 : 1;
  }
  return a.length - b.length;
}

export function keepId(before: unknown, after: unknown): void {
  if (!equalValues(before, after)) {
    throw new MongodError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
}

export function refuseBadId(id: unknown): void {
  if (Array.isArray(id)) throw new MongodError(53, "The '_id' value cannot be of type array");
  if (id === undefined) throw badValue('_id is missing');
}
