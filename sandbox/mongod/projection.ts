import { MongodError, badValue, notImplemented } from './errors.ts';
import type { Expression, Scope } from './expression.ts';
import { compileExpression } from './expression.ts';
import { compileMatch } from './match.ts';
import { plainValueAt, splitPath } from './paths.ts';
import type { Doc } from './values.ts';
import { copyValue, isDoc } from './values.ts';

export type Projection = (doc: Doc) => Doc;

/** A projection as a tree: leaves are true (in or out, by the mode) or expressions. */
interface Node {
  children: Map<string, Node | true | Expression>;
}

/** Array projections of find, next to inclusion, exclusion and expressions. */
export const PROJECTION_OPERATORS = ['$slice', '$elemMatch'] as const;

/** Compiles a projection of `find` and `findAndModify`. */
export function compileFindProjection(source: unknown): Projection {
  if (source === undefined || (isDoc(source) && Object.keys(source).length === 0)) return (doc) => doc;
  if (!isDoc(source)) throw new MongodError(14, 'projection must be a document');
  const special: [string, (value: unknown) => unknown][] = [];
  const plain: Doc = {};
  for (const [path, value] of Object.entries(source)) {
    if (path.endsWith('.$')) throw notImplemented('positional projection');
    const change = arrayProjection(path, value);
    if (change) special.push([path, change]);
    else plain[path] = value;
  }
  const onlySlices = Object.keys(plain).every((path) => path === '_id' && plain[path] !== 1);
  const elemMatches = special.filter(([path]) => isDoc(source[path]) && '$elemMatch' in source[path]);
  const including = elemMatches.length > 0 && onlySlices;
  const base = including
    ? compileProjection({ ...plain, ...Object.fromEntries(special.map(([path]) => [path, 1])) })
    : compileProjection({
        ...plain,
        ...(isIncluding(plain) ? Object.fromEntries(special.map(([path]) => [path, 1])) : {}),
      });
  return (doc) => applySpecial(base(doc), special);
}

function isIncluding(plain: Doc): boolean {
  return Object.entries(plain).some(([path, value]) => path !== '_id' && value !== 0 && value !== false);
}

function arrayProjection(path: string, value: unknown): ((value: unknown) => unknown) | undefined {
  if (!isDoc(value)) return undefined;
  if ('$slice' in value && !isExpressionSlice(value['$slice'])) return sliceOf(value['$slice']);
  if (!('$elemMatch' in value)) return undefined;
  if (path.includes('.')) throw new MongodError(31275, 'Cannot use $elemMatch projection on a nested field');
  const condition = value['$elemMatch'];
  if (!isDoc(condition)) throw badValue('elemMatch: Invalid argument, object required');
  const matches = compileMatch({ v: { $elemMatch: condition } });
  return (array) => {
    if (!Array.isArray(array)) return undefined;
    const found = array.find((element) => matches({ v: [element] }));
    return found === undefined ? undefined : [found];
  };
}

function isExpressionSlice(argument: unknown): boolean {
  return Array.isArray(argument) && typeof argument[0] !== 'number';
}

function sliceOf(argument: unknown): (value: unknown) => unknown {
  const [skip, limit] = Array.isArray(argument) ? (argument as number[]) : [undefined, argument as number];
  if (typeof limit !== 'number') throw new MongodError(28667, 'Invalid $slice syntax');
  return (value) => {
    if (!Array.isArray(value)) return value;
    if (skip === undefined) return limit >= 0 ? value.slice(0, limit) : value.slice(limit);
    const start = skip >= 0 ? skip : Math.max(0, value.length + skip);
    return value.slice(start, start + limit);
  };
}

function applySpecial(doc: Doc, special: [string, (value: unknown) => unknown][]): Doc {
  if (special.length === 0) return doc;
  const next = copyValue(doc);
  for (const [path, change] of special) {
    const parts = splitPath(path);
    const parent = parts.length === 1 ? next : plainValueAt(next, parts.slice(0, -1));
    const name = parts.at(-1)!;
    if (!isDoc(parent) || !Object.hasOwn(parent, name)) continue;
    const value = change(parent[name]);
    if (value === undefined) delete parent[name];
    else parent[name] = value;
  }
  return next;
}

/** Compiles a `$project` document: inclusion with expressions, or exclusion; never both but for `_id`. */
export function compileProjection(source: Doc, variables: Doc = {}): Projection {
  const entries = flatten(source);
  if (entries.length === 0) return (doc) => doc;
  const excludes = entries.filter(([, value]) => value === 0 || value === false);
  const others = entries.filter(([, value]) => value !== 0 && value !== false);
  const excludedFields = excludes.filter(([path]) => path !== '_id');
  if (others.some(([path]) => path !== '_id') && excludedFields.length > 0) {
    const [path] = excludedFields[0]!;
    throw new MongodError(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
  }
  if (others.length === 0) {
    const tree = treeOf(excludes);
    return (doc) => exclude(doc, tree) as Doc;
  }
  if (excludedFields.length > 0)
    throw new MongodError(31253, 'Cannot do inclusion on field _id in exclusion projection');
  const withId = excludes.length === 0 && !others.some(([path]) => path === '_id' || path.startsWith('_id.'));
  const tree = treeOf(withId ? [['_id', 1], ...others] : others);
  return (doc) => include(doc, tree, { root: doc, variables }) as Doc;
}

/** `{ a: { b: 1 } }` is `{ 'a.b': 1 }`; documents that begin with an operator are expressions. */
function flatten(source: Doc, prefix = ''): [string, unknown][] {
  return Object.entries(source).flatMap(([key, value]): [string, unknown][] => {
    const path = prefix + key;
    if (key.startsWith('$')) throw new MongodError(16410, `FieldPath field names may not start with '$': ${key}`);
    const isNested = isDoc(value) && Object.keys(value)[0]?.startsWith('$') !== true;
    return isNested ? flatten(value, `${path}.`) : [[path, value]];
  });
}

function treeOf(entries: [string, unknown][]): Node {
  const root: Node = { children: new Map() };
  for (const [path, value] of entries) {
    const parts = splitPath(path);
    let node = root;
    for (const part of parts.slice(0, -1)) {
      const child = node.children.get(part);
      if (child === true || typeof child === 'function') throw new MongodError(31249, `Path collision at ${path}`);
      const next: Node = child ?? { children: new Map() };
      node.children.set(part, next);
      node = next;
    }
    if (node.children.has(parts.at(-1)!)) throw new MongodError(31250, `Path collision at ${path}`);
    node.children.set(
      parts.at(-1)!,
      typeof value === 'number' || typeof value === 'boolean' ? true : compileExpression(value),
    );
  }
  return root;
}

function exclude(value: unknown, node: Node): unknown {
  if (Array.isArray(value)) return value.map((element) => exclude(element, node));
  if (!isDoc(value)) return value;
  const result: Doc = {};
  for (const key of Object.keys(value)) {
    const child = node.children.get(key);
    if (child === undefined) result[key] = value[key];
    else if (child !== true) result[key] = exclude(value[key], child as Node);
  }
  return result;
}

/** Kept fields stay in the document's order; computed ones follow in the projection's order. */
function include(value: unknown, node: Node, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((element) => include(element, node, scope)).filter((element) => element !== undefined);
  }
  if (!isDoc(value)) return hasExpression(node) ? include({}, node, scope) : undefined;
  const result: Doc = {};
  for (const key of Object.keys(value)) {
    const child = node.children.get(key);
    if (child === true) result[key] = value[key];
    else if (child !== undefined && typeof child !== 'function') assign(result, key, include(value[key], child, scope));
  }
  for (const [key, child] of node.children) {
    if (typeof child === 'function') assign(result, key, child(scope));
    else if (child !== true && !Object.hasOwn(value, key) && hasExpression(child))
      assign(result, key, include({}, child, scope));
  }
  return result;
}

function hasExpression(node: Node): boolean {
  return [...node.children.values()].some(
    (child) => typeof child === 'function' || (child !== true && hasExpression(child)),
  );
}

function assign(result: Doc, key: string, value: unknown): void {
  if (value !== undefined) result[key] = value;
}
