import type { MongodStandIn } from '#sandbox/mongod/server.ts';
import { startMongod } from '#sandbox/mongod/server.ts';
import type { Db, Document } from 'mongodb';
import { Decimal128, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What is refused, with MongoDB's error code, and the name that the message has to hold. */
const REFUSALS: [title: string, command: Document, code: number, names: string][] = [
  ['an unknown command', { shutdown: 1 }, 59, 'shutdown'],
  ['an option off the list', { find: 'c', tailable: true }, 238, 'tailable'],
  ['a collation', { find: 'c', collation: { locale: 'de' } }, 238, 'collation'],
  ['let', { find: 'c', filter: {}, let: { a: 1 } }, 238, "'let'"],
  ['an unknown query operator', { find: 'c', filter: { a: { $near2: 1 } } }, 2, '$near2'],
  ['an unknown top-level operator', { find: 'c', filter: { $foo: 1 } }, 2, '$foo'],
  ['$where', { find: 'c', filter: { $where: 'true' } }, 238, '$where'],
  ['$mod', { find: 'c', filter: { a: { $mod: [2, 0] } } }, 238, '$mod'],
  ['$type int', { find: 'c', filter: { a: { $type: 'int' } } }, 238, 'int'],
  ['$in without an array', { find: 'c', filter: { a: { $in: 1 } } }, 2, '$in'],
  ['an empty $or', { find: 'c', filter: { $or: [] } }, 2, 'nonempty'],
  ['a PCRE-only pattern', { find: 'c', filter: { a: { $regex: '(?i)x' } } }, 238, '(?i)x'],
  ['regular expression option x', { find: 'c', filter: { a: { $regex: 'x', $options: 'x' } } }, 238, "'x'"],
  ['a sort direction other than 1 and -1', { find: 'c', sort: { a: 2 } }, 2, '$sort'],
  ['a positional projection', { find: 'c', projection: { 'a.$': 1 } }, 238, 'positional'],
  ['inclusion mixed with exclusion', { find: 'c', projection: { a: 1, b: 0 } }, 31254, 'b'],
  ['a hint without an index', { find: 'c', hint: 'nope' }, 2, 'hint'],
  ['$out', { aggregate: 'c', pipeline: [{ $out: 'd' }], cursor: {} }, 238, '$out'],
  ['a change stream', { aggregate: 'c', pipeline: [{ $changeStream: {} }], cursor: {} }, 238, '$changeStream'],
  ['$bucket', { aggregate: 'c', pipeline: [{ $bucket: {} }], cursor: {} }, 238, '$bucket'],
  ['a date operator', project({ $dateTrunc: { date: '$a', unit: 'day' } }), 238, '$dateTrunc'],
  ['$$NOW', project('$$NOW'), 238, '$$NOW'],
  [
    'an unknown accumulator',
    { aggregate: 'c', pipeline: [{ $group: { _id: 1, v: { $median: 1 } } }], cursor: {} },
    238,
    '$median',
  ],
  ['$add of a string', project({ $add: ['x', 1] }), 14, 'string'],
  ['division by zero', project({ $divide: [1, 0] }), 2, '$divide'],
  ['a hashed index', { createIndexes: 'c', indexes: [{ key: { a: 'hashed' }, name: 'h' }] }, 238, 'hashed'],
  [
    'a partial index on $ne',
    { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'p', partialFilterExpression: { a: { $ne: 1 } } }] },
    67,
    '$ne',
  ],
  ['an index name taken by another key', { createIndexes: 'c', indexes: [{ key: { b: 1 }, name: 'a_1' }] }, 86, 'a_1'],
  [
    'a key indexed with other options',
    { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'z', unique: true }] },
    85,
    'a_1',
  ],
  ['an index that is not there', { dropIndexes: 'c', index: 'zz' }, 27, 'zz'],
  ['indexes of a missing collection', { listIndexes: 'nope' }, 26, 'nope'],
  ['a collection that exists', { create: 'c' }, 48, 'c'],
  ['a lost cursor', { getMore: 99, collection: 'c' }, 43, '99'],
  ['update and remove at once', { findAndModify: 'c', remove: true, update: { a: 1 } }, 9, 'remove'],
];

/** Refusals of single statements: they stand in writeErrors. */
const WRITE_REFUSALS: [title: string, u: unknown, code: number, options?: Document][] = [
  ['$currentDate (banned by design §8)', { $currentDate: { a: true } }, 238],
  ['an unknown modifier', { $foo: { a: 1 } }, 9],
  ['$inc on a string', { $inc: { s: 1 } }, 14],
  ['$inc by a string', { $inc: { a: '1' } }, 14],
  ['$inc on null', { $inc: { z: 1 } }, 14],
  ['$push on a number', { $push: { a: 1 } }, 2],
  ['an unknown $push modifier', { $push: { list: { $each: [], $foo: 1 } } }, 2],
  ['a path through a scalar', { $set: { 'a.b': 1 } }, 28],
  ['a field name in an array', { $set: { 'list.x': 1 } }, 28],
  ['two modifications of one path', { $set: { a: 1 }, $inc: { a: 1 } }, 40],
  ['a path and its parent', { $set: { 'n.a': 1, n: {} } }, 40],
  ['a change of _id', { $set: { _id: 2 } }, 66],
  ['a replacement with another _id', { _id: 2 }, 66],
  ['a replacement with an operator', { a: 1, $set: { b: 1 } }, 52],
  ['the positional operator without a match', { $set: { 'list.$': 1 } }, 2],
  ['an array filter that is missing', { $set: { 'list.$[e]': 1 } }, 2],
  ['$[] on a scalar', { $set: { 'a.$[]': 1 } }, 2],
  ['an option of a statement off the list', { $set: { a: 2 } }, 238, { collation: { locale: 'de' } }],
  ['a multi replacement', { a: 1 }, 9, { multi: true }],
  ['$match in an update pipeline', [{ $match: {} }], 2],
];

let mongod: MongodStandIn;
let client: MongoClient;
let db: Db;

beforeAll(async () => {
  mongod = await startMongod();
  client = await MongoClient.connect(mongod.uri);
  db = client.db('refusals');
  await db.collection('c').createIndex({ a: 1 }, { name: 'a_1' });
  await db.collection('c').insertOne({ _id: 1 as never, a: 1, s: 'x', z: null, list: [1], n: {} });
});

afterAll(async () => {
  await client.close();
  await mongod.close();
});

function project(v: unknown): Document {
  return { aggregate: 'c', pipeline: [{ $project: { v } }], cursor: {} };
}

describe('what is not on the allow-list is refused by name', () => {
  it.each(REFUSALS)('%s', async (_title, command, code, names) => {
    const error = await db.command(command).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code, message: expect.stringContaining(names) });
  });

  it.each(WRITE_REFUSALS)('%s, and the document stays as it was', async (_title, u, code, options = {}) => {
    const before = await db.collection('c').findOne({});
    const reply = await db.command({ update: 'c', updates: [{ q: { a: 1 }, u, ...options }] });
    expect(reply).toMatchObject({ n: 0, writeErrors: [{ index: 0, code }] });
    expect(await db.collection('c').findOne({})).toStrictEqual(before);
  });

  it('a Decimal128 cannot be compared or indexed', async () => {
    const error = await db
      .collection('c')
      .findOne({ a: Decimal128.fromString('1') })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 238, message: expect.stringContaining('Decimal128') });
  });

  it('keys of two arrays cannot stand in one index', async () => {
    await db.collection('parallel').createIndex({ a: 1, b: 1 });
    await expect(db.collection('parallel').insertOne({ a: [1], b: [2] })).rejects.toMatchObject({ code: 171 });
    expect(await db.collection('parallel').countDocuments()).toBe(0);
  });
});
