import { MongodError, notImplemented } from '../errors.ts';
import type { AggregateScope } from '../aggregate.ts';
import { runPipeline } from '../aggregate.ts';
import { compileExpression } from '../expression.ts';
import { expressionValueAt, splitPath } from '../paths.ts';
import { transformStage } from './transforms.ts';
import type { Doc } from '../values.ts';
import { isDoc } from '../values.ts';

const LOOKUP_FIELDS = ['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'];

/** `$lookup` by equality of fields, by pipeline, or both. */
export function lookupStage(argument: unknown, scope: AggregateScope): (docs: Doc[]) => Doc[] {
  if (!isDoc(argument)) throw new MongodError(9, 'the $lookup stage specification must be an object');
  const unknown = Object.keys(argument).find((key) => !LOOKUP_FIELDS.includes(key));
  if (unknown) throw notImplemented(`$lookup field ${unknown}`);
  const { from, localField, foreignField, as, pipeline = [] } = argument;
  if (typeof from !== 'string' || typeof as !== 'string' || !Array.isArray(pipeline)) {
    throw new MongodError(9, "$lookup needs 'from' and 'as'");
  }
  const variables = Object.entries((argument['let'] ?? {}) as Doc).map(([k, v]) => [k, compileExpression(v)] as const);
  return (docs) =>
    docs.map((doc) => {
      const own = variables.map(([name, of]) => [name, of({ root: doc, variables: scope.variables })]);
      const inner: AggregateScope = { ...scope, variables: { ...scope.variables, ...Object.fromEntries(own) } };
      const filter = typeof localField === 'string' ? equalityFilter(doc, localField, String(foreignField)) : {};
      const joined = runPipeline(scope.collection(from), [{ $match: filter }, ...(pipeline as Doc[])], inner);
      return setField(doc, as, joined);
    });
}

/** A missing or null local field matches null and missing; an array matches by its elements. */
function equalityFilter(doc: Doc, localField: string, foreignField: string): Doc {
  const value = expressionValueAt(doc, splitPath(localField));
  const values = Array.isArray(value) ? value : [value ?? null];
  return { [foreignField]: { $in: values } };
}

function setField(doc: Doc, path: string, value: unknown): Doc {
  return transformStage('$addFields', { [path]: { $literal: value } }, {})!(doc);
}

/** `$unwind` with `includeArrayIndex` and `preserveNullAndEmptyArrays`. */
export function unwindStage(argument: unknown): (docs: Doc[]) => Doc[] {
  const options: Doc = isDoc(argument) ? argument : { path: argument };
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = options;
  if (typeof path !== 'string' || !path.startsWith('$')) {
    throw new MongodError(28818, `path option to $unwind stage should be prefixed with a '$': ${String(path)}`);
  }
  const field = path.slice(1);
  const withIndex = (doc: Doc, index: number | null): Doc =>
    typeof includeArrayIndex === 'string' ? setField(doc, includeArrayIndex, index) : doc;
  return (docs) =>
    docs.flatMap((doc) => {
      const value = expressionValueAt(doc, splitPath(field));
      if (Array.isArray(value) && value.length > 0) {
        return value.map((element, index) => withIndex(setField(doc, field, element), index));
      }
      if (value !== undefined && value !== null && !Array.isArray(value)) return [withIndex(doc, null)];
      if (preserveNullAndEmptyArrays !== true) return [];
      return [withIndex(Array.isArray(value) ? transformStage('$unset', field, {})!(doc) : doc, null)];
    });
}
