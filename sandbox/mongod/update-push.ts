import { badValue } from './errors.ts';
import { compareValues } from './order.ts';
import { sortBy, parseSort } from './query.ts';
import { copyValue, isDoc } from './values.ts';

/** The modifiers of `$push`; each has a case in test/sandbox/mongod. */
export const PUSH_MODIFIERS: readonly string[] = ['$each', '$position', '$slice', '$sort'];

/** Applies a `$push` to the array in place: insert at `$position`, then `$sort`, then `$slice`. */
export function pushInto(array: unknown[], argument: unknown): boolean {
  if (!isDoc(argument) || !('$each' in argument)) {
    array.push(copyValue(argument));
    return true;
  }
  const unknown = Object.keys(argument).find((key) => !PUSH_MODIFIERS.includes(key));
  if (unknown) throw badValue(`Unrecognized clause in $push: ${unknown}`);
  const { $each: items, $position: position, $slice: slice, $sort: order } = argument;
  if (!Array.isArray(items)) throw badValue('The argument to $each in $push must be an array');
  const index = wholeNumber('$position', position) ?? array.length;
  array.splice(index, 0, ...items.map(copyValue));
  if (order !== undefined) array.splice(0, array.length, ...sortElements(array, order));
  const length = wholeNumber('$slice', slice);
  if (length !== undefined)
    array.splice(0, array.length, ...(length < 0 ? array.slice(length) : array.slice(0, length)));
  return true;
}

function wholeNumber(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw badValue(`The value for ${name} must be an integer value`);
  return value;
}

function sortElements(array: unknown[], order: unknown): unknown[] {
  if (order === 1 || order === -1) return [...array].sort((a, b) => compareValues(a, b) * order);
  const elements = array.map((element) => ({ element, doc: isDoc(element) ? element : {} }));
  return sortBy(elements, parseSort(order), ({ doc }) => doc).map(({ element }) => element);
}
