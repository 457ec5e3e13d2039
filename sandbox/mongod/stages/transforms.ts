import { MongodError } from '../errors.ts';
import { compileExpression } from '../expression.ts';
import type { Scope } from '../expression.ts';
import { splitPath } from '../paths.ts';
import { compileProjection } from '../projection.ts';
import type { Doc } from '../values.ts';
import { isDoc, typeName } from '../values.ts';

export type Transform = (doc: Doc) => Doc;

/** Stages that turn one document into one document; each has a case in test/sandbox/mongod. */
const TRANSFORMS: Record<string, (argument: unknown, variables: Doc) => Transform> = {
  $set: addFields,
  $addFields: addFields,
  $unset: (argument) => {
    const paths = Array.isArray(argument) ? (argument as string[]) : [String(argument)];
    return compileProjection(Object.fromEntries(paths.map((path) => [path, 0])));
  },
  $project: (argument, variables) => {
    if (!isDoc(argument) || Object.keys(argument).length === 0) {
      throw new MongodError(51272, 'Invalid $project :: specification must have at least one field');
    }
    return compileProjection(argument, variables);
  },
  $replaceWith: replaceWith,
  $replaceRoot: (argument, variables) => replaceWith(isDoc(argument) ? argument['newRoot'] : undefined, variables),
};

export const TRANSFORM_STAGES = Object.keys(TRANSFORMS);

export function transformStage(name: string, argument: unknown, variables: Doc): Transform | undefined {
  return TRANSFORMS[name]?.(argument, variables);
}

function replaceWith(argument: unknown, variables: Doc): Transform {
  const expression = compileExpression(argument);
  return (doc) => {
    const root = expression({ root: doc, variables });
    if (!isDoc(root)) {
      throw new MongodError(40228, `'newRoot' expression must evaluate to an object, but got ${typeName(root)}`);
    }
    return root;
  };
}

function addFields(argument: unknown, variables: Doc): Transform {
  if (!isDoc(argument)) throw new MongodError(40272, '$addFields specification stage must be an object');
  const fields = flatten(argument).map(([path, source]) => ({
    parts: splitPath(path),
    expression: compileExpression(source),
  }));
  return (doc) => {
    const scope: Scope = { root: doc, variables };
    return fields.reduce<Doc>((next, { parts, expression }) => assigned(next, parts, expression(scope)) as Doc, doc);
  };
}

/** `{ a: { b: 1 } }` sets `a.b` and keeps the rest of `a`. */
function flatten(source: Doc, prefix = ''): [string, unknown][] {
  return Object.entries(source).flatMap(([key, value]): [string, unknown][] => {
    const nested = isDoc(value) && Object.keys(value).length > 0 && Object.keys(value)[0]?.startsWith('$') !== true;
    return nested ? flatten(value, `${prefix}${key}.`) : [[prefix + key, value]];
  });
}

/** A copy of the container with the value at the path; arrays on the way get it in each element. */
function assigned(container: unknown, parts: readonly string[], value: unknown): unknown {
  if (parts.length === 0) return value;
  if (Array.isArray(container)) return container.map((element) => assigned(element, parts, value));
  const [part = '', ...rest] = parts;
  const next: Doc = isDoc(container) ? { ...container } : {};
  const own = assigned(Object.hasOwn(next, part) ? next[part] : undefined, rest, value);
  if (own === undefined) delete next[part];
  else next[part] = own;
  return next;
}
