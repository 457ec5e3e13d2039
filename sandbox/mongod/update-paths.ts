import { MongodError, badValue } from './errors.ts';
import { fieldOf, isArrayIndex } from './paths.ts';
import type { Doc } from './values.ts';
import { isDoc, typeName } from './values.ts';

/** What an update needs to know besides the document. */
export interface UpdateContext {
  inserting: boolean;
  /** The index that `$` stands for in the array at a path; undefined when the query matched no element there. */
  positionIn: (arrayPath: string) => number | undefined;
  /** Tests of `$[name]` by name. */
  arrayFilters: Map<string, (element: unknown) => boolean>;
}

/** A concrete path: no `$`, `$[]`, `$[name]` left. */
export type TargetPath = readonly string[];

export function resolvePaths(doc: Doc, parts: readonly string[], context: UpdateContext): TargetPath[] {
  if (!parts.some((part) => part.startsWith('$'))) return [parts];
  let targets: string[][] = [[]];
  for (const part of parts) {
    targets = targets.flatMap((target) => {
      if (!part.startsWith('$')) return [[...target, part]];
      return indexesFor(doc, target, part, context).map((index) => [...target, String(index)]);
    });
  }
  return targets;
}

function indexesFor(doc: Doc, target: string[], part: string, context: UpdateContext): number[] {
  const path = target.join('.');
  if (part === '$') {
    const position = context.positionIn(path);
    if (position === undefined) throw badValue('The positional operator did not find the match needed from the query.');
    return [position];
  }
  const name = /^\$\[(\w*)\]$/.exec(part)?.[1];
  if (name === undefined)
    throw new MongodError(52, `The dollar ($) prefixed field '${part}' is not valid for storage.`);
  const array = valueAt(doc, target);
  if (array === undefined)
    throw badValue(`The path '${path}' must exist in the document in order to apply array updates.`);
  if (!Array.isArray(array)) throw badValue(`Cannot apply array updates to non-array element ${path}`);
  if (name === '') return array.map((_element, index) => index);
  const test = context.arrayFilters.get(name);
  if (!test) throw badValue(`No array filter found for identifier '${name}' in path '${path}.${part}'`);
  return array.flatMap((element, index) => (test(element) ? [index] : []));
}

/** The value at a concrete path, undefined when there is none. */
export function valueAt(doc: Doc, path: TargetPath): unknown {
  let value: unknown = doc;
  for (const part of path) {
    if (Array.isArray(value)) value = isArrayIndex(part) ? value[Number(part)] : undefined;
    else if (isDoc(value)) value = fieldOf(value, part);
    else return undefined;
  }
  return value;
}

/** Sets a value, creating documents on the way; throws PathNotViable when a scalar is in the way. */
export function setAt(doc: Doc, path: TargetPath, value: unknown): void {
  let parent: unknown = doc;
  for (let index = 0; index < path.length - 1; index += 1) {
    const part = path[index]!;
    const child = childOf(parent, part, path);
    if (child === undefined) {
      const created: Doc = {};
      setChild(parent, part, created, path);
      parent = created;
    } else {
      parent = child;
    }
  }
  setChild(parent, path.at(-1)!, value, path);
}

function childOf(parent: unknown, part: string, path: TargetPath): unknown {
  if (isDoc(parent)) return fieldOf(parent, part);
  if (Array.isArray(parent) && isArrayIndex(part)) return parent[Number(part)];
  throw notViable(parent, part, path);
}

const MOST_PADDING = 1_500_000;

function setChild(parent: unknown, part: string, value: unknown, path: TargetPath): void {
  if (isDoc(parent)) {
    parent[part] = value;
  } else if (Array.isArray(parent) && isArrayIndex(part) && Number(part) <= MOST_PADDING) {
    while (parent.length < Number(part)) parent.push(null);
    parent[Number(part)] = value;
  } else {
    throw notViable(parent, part, path);
  }
}

function notViable(parent: unknown, part: string, path: TargetPath): MongodError {
  return new MongodError(
    28,
    `Cannot create field '${part}' in element of type ${typeName(parent)} (path '${path.join('.')}')`,
  );
}

/** Removes a field; an array element becomes null. Answers whether there was one. */
export function unsetAt(doc: Doc, path: TargetPath): boolean {
  const parent = path.length === 1 ? doc : valueAt(doc, path.slice(0, -1));
  const part = path.at(-1)!;
  if (isDoc(parent) && Object.hasOwn(parent, part)) return delete parent[part];
  if (!Array.isArray(parent) || !isArrayIndex(part) || Number(part) >= parent.length) return false;
  parent[Number(part)] = null;
  return true;
}
