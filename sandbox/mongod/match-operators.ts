import { BSONRegExp } from 'bson';
import { badValue, notImplemented } from './errors.ts';
import { compareValues, encode, equalValues } from './order.ts';
import { compileRegex, regexOf } from './regex.ts';
import type { Doc } from './values.ts';
import { TYPE, typeOf } from './values.ts';

/** A test of one value: `whole` keeps arrays unopened, `negated` wants that no value at the path passes. */
export interface ElementTest {
  test: (value: unknown) => boolean;
  whole?: boolean;
  negated?: boolean;
}

type CompileOperator = (operand: unknown, siblings: Doc) => ElementTest;

/** Query operators on a field that the stand-in answers; each has a case in test/sandbox/mongod. */
export const FIELD_OPERATORS: Record<string, CompileOperator> = {
  $eq: (operand) => equalTo(operand),
  $gt: (operand) => ordered(operand, (order) => order > 0),
  $gte: (operand) => ordered(operand, (order) => order >= 0),
  $lt: (operand) => ordered(operand, (order) => order < 0),
  $lte: (operand) => ordered(operand, (order) => order <= 0),
  $in: (operand) => inList(operand),
  $exists: (operand) => {
    const wanted = isTruthyOperand(operand);
    return { test: (value) => value !== undefined, whole: true, negated: !wanted };
  },
  $type: (operand) => ofType(operand),
  $regex: (operand, siblings) => {
    const regex = regexOf(operand, siblings['$options']);
    return { test: (value) => typeof value === 'string' && regex.test(value) };
  },
  $options: () => {
    throw badValue('$options needs a $regex');
  },
  $size: (operand) => {
    if (typeof operand !== 'number' || !Number.isInteger(operand)) throw badValue('$size must be a whole number');
    if (operand < 0) throw badValue('$size may not be negative');
    return { test: (value) => Array.isArray(value) && value.length === operand, whole: true };
  },
  $all: (operand) => allIn(operand),
};

export function equalTo(operand: unknown): ElementTest {
  if (operand === undefined) throw badValue('cannot compare to undefined');
  if (operand === null) return { test: (value) => value === null || value === undefined };
  const kind = typeof operand;
  if (kind === 'string' || kind === 'boolean') return { test: (value) => value === operand };
  return { test: (value) => value !== undefined && value !== null && equalValues(value, operand) };
}

/** Comparison operators compare within one BSON type only (type bracketing). */
function ordered(operand: unknown, accept: (order: number) => boolean): ElementTest {
  if (operand instanceof BSONRegExp) throw badValue("Can't have RegEx as arg to predicate over field");
  const type = typeOf(operand);
  if (type === TYPE.minKey || type === TYPE.maxKey) throw notImplemented('comparison with MinKey or MaxKey');
  if (operand === null) {
    return { test: (value) => (value === null || value === undefined) && accept(0) };
  }
  if (Number.isNaN(operand)) return { test: (value) => Number.isNaN(value) && accept(0) };
  return {
    test: (value) => {
      if (value === undefined || value === null || Number.isNaN(value)) return false;
      return typeOf(value) === type && accept(compareValues(value, operand));
    },
  };
}

function inList(operand: unknown): ElementTest {
  if (!Array.isArray(operand)) throw badValue('$in needs an array');
  const regexes: RegExp[] = [];
  const keys = new Set<string>();
  for (const item of operand) {
    if (item instanceof BSONRegExp) regexes.push(compileRegex(item.pattern, item.options));
    else keys.add(encode(item));
  }
  const missingMatches = keys.has(encode(null));
  return {
    test: (value) => {
      if (value === undefined) return missingMatches;
      if (keys.has(encode(value))) return true;
      return typeof value === 'string' && regexes.some((regex) => regex.test(value));
    },
  };
}

function allIn(operand: unknown): ElementTest {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  if (operand.some((item) => item instanceof BSONRegExp || startsWithOperator(item))) {
    throw notImplemented('$all with regular expressions or $elemMatch');
  }
  const tests = operand.map((item) => equalTo(item).test);
  const holds = (value: unknown, test: (value: unknown) => boolean): boolean =>
    test(value) || (Array.isArray(value) && value.some(test));
  return { test: (value) => tests.length > 0 && tests.every((test) => holds(value, test)), whole: true };
}

function startsWithOperator(item: unknown): boolean {
  return typeof item === 'object' && item !== null && Object.keys(item)[0]?.startsWith('$') === true;
}

function isTruthyOperand(operand: unknown): boolean {
  return operand !== false && operand !== 0 && operand !== null && operand !== undefined;
}

const TYPE_ALIASES: Record<string, number> = {
  null: TYPE.null,
  number: TYPE.number,
  string: TYPE.string,
  object: TYPE.object,
  array: TYPE.array,
  binData: TYPE.binary,
  objectId: TYPE.objectId,
  bool: TYPE.bool,
  date: TYPE.date,
  regex: TYPE.regex,
  timestamp: TYPE.timestamp,
};

const TYPE_NUMBERS: Record<number, string> = {
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  17: 'timestamp',
};

function ofType(operand: unknown): ElementTest {
  const wanted = (Array.isArray(operand) ? operand : [operand]).map(typeCode);
  return { test: (value) => value !== undefined && wanted.includes(typeOf(value)) };
}

/** The stand-in keeps all numbers as one type, so it refuses to tell int, long and double apart. */
function typeCode(name: unknown): number {
  const alias = typeof name === 'number' ? (TYPE_NUMBERS[name] ?? '') : String(name);
  const type = TYPE_ALIASES[alias];
  if (type === undefined) throw notImplemented(`$type ${String(name)}`);
  return type;
}
