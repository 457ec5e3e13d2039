import type { Binary, BSONRegExp, ObjectId, Timestamp } from 'bson';
import { Long } from 'bson';
import type { Doc } from './values.ts';
import { TYPE, typeOf } from './values.ts';

/**
 * Encodes a value as a string whose code-unit order is MongoDB's comparison order and whose equality is MongoDB's
 * equality (the idea of MongoDB's KeyString). Every encoding is self-delimiting, so compound keys are concatenations.
 */
export function encode(value: unknown): string {
  const type = typeOf(value);
  return String.fromCharCode(type) + encodeBody(type, value);
}

function encodeBody(type: number, value: unknown): string {
  switch (type) {
    case TYPE.number:
      return value instanceof Long ? encodeLong(value) : encodeDouble(value as number, 0x8000);
    case TYPE.string:
      return encodeString(value as string);
    case TYPE.objectId:
      return encodeBytes((value as ObjectId).id);
    case TYPE.date:
      return encodeDouble((value as Date).getTime(), 0x8000);
    case TYPE.bool:
      return value === true ? '\u0001' : '\u0000';
    case TYPE.array:
      return (value as unknown[]).map(encode).join('') + '\u0000';
    case TYPE.object:
      return encodeDocument(value as Doc);
    case TYPE.binary:
      return encodeBinary(value as Binary);
    case TYPE.timestamp:
      return encodeDouble((value as Timestamp).getHighBitsUnsigned(), 0) + encodeDouble((value as Timestamp).i, 0);
    case TYPE.regex:
      return encodeString((value as BSONRegExp).pattern) + encodeString((value as BSONRegExp).options);
    default:
      return '';
  }
}

const doubleCell = new Float64Array(1);
const doubleUnits = new Uint16Array(doubleCell.buffer);

/** `tie` orders a Long that no double represents around the nearest double. */
function encodeDouble(value: number, tie: number): string {
  if (Number.isNaN(value)) return '\u0000\u0000\u0000\u0000\u0000';
  doubleCell[0] = value === 0 ? 0 : value;
  const flip = value < 0 ? 0xffff : 0;
  const top = value < 0 ? 0xffff : 0x8000;
  return String.fromCharCode(
    doubleUnits[3]! ^ top,
    doubleUnits[2]! ^ flip,
    doubleUnits[1]! ^ flip,
    doubleUnits[0]! ^ flip,
    tie,
  );
}

function encodeLong(value: Long): string {
  const nearest = value.toNumber();
  return encodeDouble(nearest, 0x8000 + Number(value.toBigInt() - BigInt(nearest)));
}

const NEEDS_CARE = /[\u0000\u0001\ud800-\uffff]/;

/** MongoDB orders strings by UTF-8 bytes: surrogates (beyond U+FFFF) come after U+E000…U+FFFF. */
function encodeString(text: string): string {
  if (!NEEDS_CARE.test(text)) return text + '\u0000';
  let encoded = '';
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit <= 1) encoded += '\u0001' + String.fromCharCode(unit + 1);
    else if (unit >= 0xe000) encoded += String.fromCharCode(unit - 0x800);
    else if (unit >= 0xd800) encoded += String.fromCharCode(unit + 0x2000);
    else encoded += text[index];
  }
  return encoded + '\u0000';
}

function encodeBytes(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** MongoDB: by length, then subtype, then bytes. */
function encodeBinary(value: Binary): string {
  const bytes = value.value();
  let body = '';
  for (const byte of bytes) body += String.fromCharCode(byte);
  return encodeDouble(bytes.length, 0) + String.fromCharCode(value.sub_type) + body;
}

/** MongoDB: field by field in document order: type, then name, then value. */
function encodeDocument(doc: Doc): string {
  let encoded = '';
  for (const key of Object.keys(doc)) {
    const type = typeOf(doc[key]);
    encoded += String.fromCharCode(type) + encodeString(key) + encodeBody(type, doc[key]);
  }
  return encoded + '\u0000';
}

/** The encoding that sorts the other way round. */
export function inverted(encoded: string): string {
  let out = '';
  for (let index = 0; index < encoded.length; index += 1)
    out += String.fromCharCode(0xffff - encoded.charCodeAt(index));
  return out;
}

/** Negative, zero or positive by MongoDB's comparison order; undefined is "missing" and sorts before null. */
export function compareValues(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number' && left === left && right === right)
    return left - right || 0;
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  const a = encode(left);
  const b = encode(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

export function equalValues(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left === 'string' || typeof right === 'string') return false;
  return compareValues(left, right) === 0;
}

/** Whether both have the same bytes as far as the store keeps them: equal, and fields in the same order. */
export function identicalValues(left: unknown, right: unknown): boolean {
  return left === right || (typeOf(left) === typeOf(right) && encode(left) === encode(right));
}

/** One field of a sort or index key: 1 ascending, -1 descending. */
export interface KeyField {
  path: string;
  direction: 1 | -1;
}

export function encodeDirected(value: unknown, direction: 1 | -1): string {
  const encoded = encode(value);
  return direction === 1 ? encoded : inverted(encoded);
}
