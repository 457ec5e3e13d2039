import { MongodError, notImplemented } from '../errors.ts';
import { compileExpression } from '../expression.ts';
import { averageOf, extremeOf, sumOf } from '../expression-arrays.ts';
import { mergeObjects } from '../expression-operators.ts';
import { encode } from '../order.ts';
import type { Doc } from '../values.ts';
import { isDoc } from '../values.ts';

/** Accumulators over the values of a group; missing values arrive as undefined. Each has a case in the tests. */
export const ACCUMULATORS: Record<string, (values: unknown[]) => unknown> = {
  $sum: (values) => sumOf(values),
  $avg: (values) => averageOf(values),
  $min: (values) => extremeOf(values, 1),
  $max: (values) => extremeOf(values, -1),
  $first: (values) => values[0] ?? null,
  $last: (values) => values.at(-1) ?? null,
  $push: (values) => values.filter((value) => value !== undefined),
  $addToSet: (values) => [
    ...new Map(values.filter((value) => value !== undefined).map((value) => [encode(value), value])).values(),
  ],
  $count: (values) => values.length,
  $mergeObjects: (values) => mergeObjects(values),
};

export function groupStage(argument: unknown, variables: Doc): (docs: Doc[]) => Doc[] {
  if (!isDoc(argument) || !('_id' in argument))
    throw new MongodError(15955, 'a group specification must include an _id');
  const idOf = compileExpression(argument['_id']);
  const fields = Object.entries(argument)
    .filter(([name]) => name !== '_id')
    .map(([name, accumulator]) => ({ name, ...compileAccumulator(name, accumulator) }));
  return (docs) => {
    const groups = new Map<string, { id: unknown; docs: Doc[] }>();
    for (const doc of docs) {
      const id = idOf({ root: doc, variables }) ?? null;
      const key = encode(id);
      const group = groups.get(key);
      if (group) group.docs.push(doc);
      else groups.set(key, { id, docs: [doc] });
    }
    return [...groups.values()].map((group) => {
      const result: Doc = { _id: group.id };
      for (const { name, of, reduce } of fields) {
        result[name] = reduce(group.docs.map((doc) => of({ root: doc, variables })));
      }
      return result;
    });
  };
}

function compileAccumulator(name: string, source: unknown) {
  if (name.includes('.')) throw new MongodError(40235, `The field name '${name}' cannot contain '.'`);
  const [operator = '', ...others] = isDoc(source) ? Object.keys(source) : [];
  if (others.length > 0) throw new MongodError(40238, `The field '${name}' must specify one accumulator`);
  const reduce = ACCUMULATORS[operator];
  if (!reduce) throw notImplemented(`accumulator ${operator || `of field '${name}'`}`);
  return { of: compileExpression((source as Doc)[operator]), reduce };
}
