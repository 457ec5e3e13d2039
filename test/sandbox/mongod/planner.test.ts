import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Collection } from '#sandbox/mongod/collection.ts';
import { compileModification, applyModification, newResult } from '#sandbox/mongod/modify.ts';
import { compareValues, encode, inverted } from '#sandbox/mongod/order.ts';
import { findRecords, parseSort } from '#sandbox/mongod/query.ts';
import { SortedList } from '#sandbox/mongod/sorted-list.ts';
import type { Reader } from '#sandbox/mongod/records.ts';
import { createHistory } from '#sandbox/mongod/transactions.ts';
import type { Doc } from '#sandbox/mongod/values.ts';

const small = fc.integer({ min: -2, max: 3 });
const scalar = fc.oneof(
  { weight: 4, arbitrary: small },
  fc.constantFrom(null, 'a', 'b', '', true, new Date(0), { x: 1 }),
);
const value = fc.oneof({ weight: 6, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 }));
const document = fc.record({ a: value, b: scalar, c: small }, { requiredKeys: ['c'] });
const plainDocument = fc.record({ a: scalar, b: scalar, c: small }, { requiredKeys: ['c'] });
const bound = fc.oneof(small, fc.constantFrom('a', new Date(0), null));
const condition = fc.oneof(
  scalar,
  fc.record({ $gte: bound, $lt: bound }, { requiredKeys: ['$gte'] }),
  fc.record({ $lte: bound }),
  fc.record({ $gt: bound, $lte: bound }, { requiredKeys: ['$gt'] }),
  fc.constant<Doc>({ $type: 'date' }),
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.constantFrom<Doc>({ $ne: null }, { $exists: true }, { $exists: false }),
);
const clause = fc.record({ a: condition, b: condition, c: condition }, { requiredKeys: [] });
const filter = fc.oneof(clause, fc.record({ b: condition, $or: fc.array(clause, { minLength: 1, maxLength: 3 }) }));
const direction = fc.constantFrom(1 as const, -1 as const);
const sort = fc.oneof(
  fc.constant({}),
  fc.record({ a: direction, b: direction }),
  fc.record({ b: direction }),
  fc.record({ b: direction, c: direction }),
);
const change = fc.oneof(
  fc.record({ q: clause, u: fc.record({ $set: fc.record({ b: scalar, c: small }, { requiredKeys: ['c'] }) }) }),
  fc.record({ q: clause, u: fc.constant({ $inc: { c: 1 } }) }),
);

const INDEXES: Doc[] = [
  { b: 1, c: -1 },
  { a: 1, b: -1 },
];

/** One collection without and one with indexes, each with its own history. */
function twins() {
  return [false, true].map((withIndexes) => {
    const history = createHistory();
    const collection = new Collection('planner.c', history);
    if (withIndexes) {
      for (const key of INDEXES) collection.addIndex({ name: JSON.stringify(key), key });
      collection.addIndex({ name: 'partial', key: { c: 1 }, partialFilterExpression: { b: { $exists: true } } });
      collection.addIndex({ name: 'sparse', key: { b: -1, a: 1 }, sparse: true });
    }
    return { history, collection };
  });
}

function updateMany(collection: Collection, { q, u }: { q: Doc; u: Doc }, writer: Reader): void {
  applyModification(collection, compileModification({ q, u, multi: true }), writer, newResult());
}

/** Ties of the wanted sort are settled by _id, so that the order is one only. */
function answers(collection: Collection, filter: Doc, by: Doc, reader: Reader): Doc[][] {
  const order = parseSort({ ...by, _id: 1 });
  const ask = (limit: number): Doc[] =>
    findRecords(collection, { filter, sort: order, limit }, reader).map(({ doc }) => doc);
  return [
    ask(0),
    ask(2),
    findRecords(collection, { filter }, reader)
      .map(({ doc }) => doc)
      .sort(byId),
  ];
}

/** The sort fields alone, as an index may give them: their values have to come in the same order. */
function sortedValues(collection: Collection, filter: Doc, by: Doc, reader: Reader): string[] {
  const found = findRecords(collection, { filter, sort: parseSort(by) }, reader);
  return found.map(({ doc }) =>
    Object.keys(by)
      .map((path) => encode(doc[path] ?? null))
      .join(' '),
  );
}

function byId(left: Doc, right: Doc): number {
  return Number(left['_id']) - Number(right['_id']);
}

const changes = fc.array(change, { maxLength: 2 });

describe('an index changes how fast an answer comes, never the answer', () => {
  it.each([
    ['with arrays', document],
    ['without arrays', plainDocument],
  ])('%s, outside and inside a transaction that reads an older state', (_name, documents) => {
    const docs = fc.array(documents, { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(docs, changes, changes, filter, sort, (stored, before, during, where, by) => {
        const [plain, indexed] = twins().map(({ history, collection }) => {
          stored.forEach((doc, _id) => collection.insert({ _id, ...doc }, null));
          for (const each of before) updateMany(collection, each, null);
          const reader = history.begin();
          const atStart = answers(collection, where, by, reader);
          for (const each of during) updateMany(collection, each, null);
          for (const { record } of findRecords(collection, { filter: { c: 0 } }, null))
            collection.write(record, null, null);
          const inside = answers(collection, where, by, reader);
          expect(inside).toEqual(atStart);
          const outside = answers(collection, where, by, null);
          history.abort(reader);
          const values = documents === plainDocument ? sortedValues(collection, where, by, null) : [];
          return { inside, outside, after: answers(collection, where, by, null), values };
        });
        expect(indexed).toEqual(plain);
        expect(indexed!.after).toEqual(indexed!.outside);
      }),
      { numRuns: 1500 },
    );
  });

  it('leaves no entry behind when the documents are gone and no transaction is open', () => {
    fc.assert(
      fc.property(fc.array(document, { maxLength: 8 }), changes, changes, (stored, inside, outside) => {
        const { history, collection } = twins()[1]!;
        stored.forEach((doc, _id) => collection.insert({ _id, ...doc }, null));
        const writer = history.begin();
        for (const each of inside) updateMany(collection, each, writer);
        history.abort(writer);
        const reader = history.begin();
        for (const each of outside) updateMany(collection, each, null);
        for (const { record } of findRecords(collection, { filter: {} }, null)) collection.write(record, null, null);
        expect(findRecords(collection, { filter: {} }, reader)).toHaveLength(stored.length);
        history.commit(reader);
        expect(collection.records.size).toBe(0);
        expect(collection.allIndexes.map((index) => index.entries.size)).toEqual([0, 0, 0, 0, 0]);
      }),
    );
  });
});

describe('the encoding of values', () => {
  it('orders numbers, strings by UTF-8 bytes, and inverted the other way round', () => {
    const sign = (n: number): number => Math.sign(n);
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        expect(sign(compareValues([a], [b]))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const expected = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(sign(compareValues(a, b))).toBe(expected);
        const [x, y] = [inverted(encode(a)), inverted(encode(b))];
        expect(x < y ? 1 : x > y ? -1 : 0).toBe(expected);
      }),
    );
  });

  it('stands in the order of the manual across types', () => {
    const ordered = [
      undefined,
      null,
      Number.NaN,
      -Infinity,
      -1,
      0,
      1.5,
      'a',
      'ab',
      { a: 1 },
      [1],
      false,
      true,
      new Date(-1),
      new Date(5),
    ];
    for (const [left, a] of ordered.entries()) {
      for (const [right, b] of ordered.entries()) {
        expect(Math.sign(compareValues(a, b))).toBe(Math.sign(left - right));
      }
    }
  });
});

const manySteps = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.boolean()), { maxLength: 5000, size: 'max' });

describe('the sorted list under an index', () => {
  it('scans both ways what was inserted and not removed', () => {
    fc.assert(
      fc.property(manySteps, (steps) => {
        const list = new SortedList<number>();
        const there = new Set<number>();
        for (const [n, add] of steps) {
          const key = String(n).padStart(5, '0');
          if (add && !there.has(n)) list.insert({ key, seq: 1, item: n });
          if (add) there.add(n);
          else if (there.delete(n)) list.remove(key, 1);
        }
        const expected = [...there].filter((n) => n >= 500 && n < 2500).sort((a, b) => a - b);
        const [low, high] = ['00500', '02500'];
        expect([...list.scan(low, high)].map((entry) => entry.item)).toEqual(expected);
        expect([...list.scanBackwards(low, high)].map((entry) => entry.item)).toEqual(expected.toReversed());
        expect(list.size).toBe(there.size);
      }),
      { numRuns: 20 },
    );
  });
});
