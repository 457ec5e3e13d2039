import { Binary, BSONRegExp, Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { notImplemented } from './errors.ts';

/** A document as stored: plain, owned by the store, never changed in place. */
export type Doc = Record<string, unknown>;

/** Canonical BSON types in comparison order (MongoDB manual, "Comparison/Sort Order"); `missing` only in expressions. */
export const TYPE = {
  minKey: 2,
  missing: 3,
  null: 4,
  number: 5,
  string: 6,
  object: 7,
  array: 8,
  binary: 9,
  objectId: 10,
  bool: 11,
  date: 12,
  timestamp: 13,
  regex: 14,
  maxKey: 15,
} as const;

export function typeOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return TYPE.string;
    case 'number':
      return TYPE.number;
    case 'boolean':
      return TYPE.bool;
    case 'undefined':
      return TYPE.missing;
    default:
      return value === null ? TYPE.null : typeOfObject(value as object);
  }
}

function typeOfObject(value: object): number {
  if (Array.isArray(value)) return TYPE.array;
  if (value instanceof Date) return TYPE.date;
  if (value instanceof ObjectId) return TYPE.objectId;
  if (isDoc(value)) return TYPE.object;
  if (value instanceof Timestamp) return TYPE.timestamp;
  if (value instanceof Long) return TYPE.number;
  if (value instanceof Binary) return TYPE.binary;
  if (value instanceof BSONRegExp) return TYPE.regex;
  if (value instanceof MinKey) return TYPE.minKey;
  if (value instanceof MaxKey) return TYPE.maxKey;
  const name = value instanceof Decimal128 ? 'Decimal128' : value.constructor.name;
  throw notImplemented(`BSON type ${name}`);
}

export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** A copy that shares no array and no document with the original; leaf values are immutable and shared. */
export function copyValue<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyValue) as T;
  if (!isDoc(value)) return value;
  const copy: Doc = {};
  for (const key of Object.keys(value)) copy[key] = copyValue(value[key]);
  return copy as T;
}

const TYPE_NAMES: Record<number, string> = {
  [TYPE.minKey]: 'minKey',
  [TYPE.missing]: 'missing',
  [TYPE.null]: 'null',
  [TYPE.number]: 'number',
  [TYPE.string]: 'string',
  [TYPE.object]: 'object',
  [TYPE.array]: 'array',
  [TYPE.binary]: 'binData',
  [TYPE.objectId]: 'objectId',
  [TYPE.bool]: 'bool',
  [TYPE.date]: 'date',
  [TYPE.timestamp]: 'timestamp',
  [TYPE.regex]: 'regex',
  [TYPE.maxKey]: 'maxKey',
};

/** MongoDB's alias of the value's type; the numeric types are one ("number"): the stand-in does not keep them apart. */
export function typeName(value: unknown): string {
  return TYPE_NAMES[typeOf(value)] ?? 'unknown';
}
