import { badValue, typeMismatch } from './errors.ts';
import { compileElementMatch } from './match.ts';
import { compareValues, equalValues, identicalValues } from './order.ts';
import { pushInto } from './update-push.ts';
import type { TargetPath } from './update-paths.ts';
import { setAt, unsetAt, valueAt } from './update-paths.ts';
import { splitPath } from './paths.ts';
import type { Doc } from './values.ts';
import { copyValue, isDoc, typeName } from './values.ts';

/** Changes the (copied) document in place; answers whether anything changed. */
type ApplyOperator = (doc: Doc, path: TargetPath, argument: unknown) => boolean;

function set(doc: Doc, path: TargetPath, value: unknown): boolean {
  const before = valueAt(doc, path);
  if (before !== undefined && identicalValues(before, value)) return false;
  setAt(doc, path, copyValue(value));
  return true;
}

function calculate(
  name: string,
  whenMissing: (by: number) => number,
  apply: (a: number, b: number) => number,
): ApplyOperator {
  return (doc, path, by) => {
    if (typeof by !== 'number') throw typeMismatch(`Cannot ${name} with non-numeric argument: {${path.join('.')}}`);
    const before = valueAt(doc, path);
    if (before === undefined) return set(doc, path, whenMissing(by));
    if (typeof before !== 'number') {
      throw typeMismatch(
        `Cannot apply ${name} to a value of non-numeric type. {_id: ${String(doc['_id'])}} has the field '${path.at(-1)}' of non-numeric type ${typeName(before)}`,
      );
    }
    return set(doc, path, apply(before, by));
  };
}

function keepExtreme(direction: 1 | -1): ApplyOperator {
  return (doc, path, value) => {
    const before = valueAt(doc, path);
    return before === undefined || compareValues(value, before) * direction < 0 ? set(doc, path, value) : false;
  };
}

/** The array at the path (already a copy), a new one when the field is missing. */
export function arrayAt(doc: Doc, path: TargetPath, name: string): unknown[] {
  const array = valueAt(doc, path);
  if (array === undefined) {
    const created: unknown[] = [];
    setAt(doc, path, created);
    return created;
  }
  if (Array.isArray(array)) return array;
  throw badValue(
    `The field '${path.join('.')}' must be an array but is of type ${typeName(array)} in document {_id: ${String(doc['_id'])}} (${name})`,
  );
}

const push: ApplyOperator = (doc, path, argument) => {
  const isNew = valueAt(doc, path) === undefined;
  const array = arrayAt(doc, path, '$push');
  return pushInto(array, argument) || isNew;
};

const addToSet: ApplyOperator = (doc, path, argument) => {
  const isNew = valueAt(doc, path) === undefined;
  const array = arrayAt(doc, path, '$addToSet');
  const items = isDoc(argument) && '$each' in argument ? argument['$each'] : [argument];
  if (!Array.isArray(items)) throw typeMismatch('The argument to $each in $addToSet must be an array');
  const before = array.length;
  for (const item of items) {
    if (!array.some((element) => equalValues(element, item))) array.push(copyValue(item));
  }
  return isNew || array.length > before;
};

const pull: ApplyOperator = (doc, path, condition) => {
  const array = valueAt(doc, path);
  if (array === undefined) return false;
  if (!Array.isArray(array)) throw badValue('Cannot apply $pull to a non-array value');
  const matches = compileElementMatch(condition);
  const kept = array.filter((element) => !matches(element));
  if (kept.length === array.length) return false;
  setAt(doc, path, kept);
  return true;
};

const rename: ApplyOperator = (doc, path, target) => {
  if (typeof target !== 'string') throw badValue("The 'to' field for $rename must be a string");
  if (target.includes('$')) throw badValue(`The destination field for $rename may not be dynamic: ${target}`);
  const value = valueAt(doc, path);
  if (value === undefined) return false;
  unsetAt(doc, path);
  setAt(doc, splitPath(target), value);
  return true;
};

/** Update operators that the stand-in answers; each has a case in test/sandbox/mongod. */
export const UPDATE_OPERATORS: Record<string, ApplyOperator> = {
  $set: set,
  $setOnInsert: set,
  $unset: (doc, path) => unsetAt(doc, path),
  $inc: calculate(
    '$inc',
    (by) => by,
    (a, b) => a + b,
  ),
  $mul: calculate(
    '$mul',
    () => 0,
    (a, b) => a * b,
  ),
  $min: keepExtreme(1),
  $max: keepExtreme(-1),
  $rename: rename,
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
};
