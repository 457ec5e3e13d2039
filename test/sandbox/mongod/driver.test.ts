import { createConnection } from 'node:net';
import type { MongodStandIn } from '#sandbox/mongod/server.ts';
import { startMongod } from '#sandbox/mongod/server.ts';
import { serialize } from 'bson';
import type { Collection, Document } from 'mongodb';
import { Long, MongoClient, ObjectId, UUID } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let mongod: MongodStandIn;
let client: MongoClient;
let items: Collection<Document>;

beforeAll(async () => {
  mongod = await startMongod();
  client = await MongoClient.connect(mongod.uri);
});

beforeEach(async () => {
  await client.db('driver').dropDatabase();
  items = client.db('driver').collection('items');
});

afterAll(async () => {
  await client.close();
  await mongod.close();
});

describe('the driver on the stand-in', () => {
  it('gets back what it stored, type by type', async () => {
    const doc = {
      _id: new ObjectId(),
      at: new Date('2026-11-16T08:00:00.123Z'),
      big: Long.fromString('9007199254740995'),
      pattern: /^a.b$/i,
      uuid: new UUID(),
      nested: { list: [1, 2.5, null, { deep: true }], '': 'empty name' },
      text: 'Grüße 👋',
    };
    await items.insertOne(doc);
    expect(await items.findOne({ _id: doc._id }, { promoteLongs: false })).toStrictEqual(doc);
    expect(await items.countDocuments({ big: Long.fromString('9007199254740994') })).toBe(0);
    expect(await items.countDocuments({ big: { $gt: Long.fromString('9007199254740994') } })).toBe(1);
  });

  it('reads a long result batch by batch, as it was when the read began', async () => {
    await items.insertMany(Array.from({ length: 1000 }, (_, n) => ({ n })));
    const cursor = items.find().sort({ n: 1 }).batchSize(50);
    const seen: number[] = [];
    for await (const doc of cursor) {
      if (seen.length === 10) await items.updateMany({}, { $inc: { n: 5000 } });
      seen.push(doc['n']);
    }
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, n) => n));
  });

  it('gets E11000 with keyPattern and keyValue from insert, update, upsert and bulk', async () => {
    await items.createIndex({ a: 1, b: 1 }, { unique: true });
    await items.insertMany([
      { a: 1, b: 1 },
      { a: 1, b: 2 },
    ]);
    const duplicate = { code: 11000, keyPattern: { a: 1, b: 1 }, keyValue: { a: 1, b: 1 } };
    await expect(items.insertOne({ a: 1, b: 1 })).rejects.toMatchObject(duplicate);
    await expect(items.updateOne({ b: 2 }, { $set: { b: 1 } })).rejects.toMatchObject(duplicate);
    await expect(items.findOneAndUpdate({ c: 9 }, { $set: { a: 1, b: 1 } }, { upsert: true })).rejects.toMatchObject(
      duplicate,
    );
    const bulk = items.bulkWrite([{ insertOne: { document: { a: 1, b: 1 } } }, { insertOne: { document: { a: 3 } } }], {
      ordered: false,
    });
    await expect(bulk).rejects.toMatchObject({ code: 11000, insertedCount: 1 });
  });

  it('keeps partial and sparse unique indexes to the documents that they hold', async () => {
    await items.createIndex({ key: 1 }, { unique: true, partialFilterExpression: { state: 'open' } });
    await items.createIndex({ mail: 1 }, { unique: true, sparse: true });
    await items.insertMany([
      { key: 1, state: 'open' },
      { key: 1, state: 'shut' },
      { key: 1, state: 'shut' },
    ]);
    await expect(items.updateOne({ state: 'shut' }, { $set: { state: 'open' } })).rejects.toMatchObject({
      code: 11000,
    });
    await items.updateMany({ state: 'shut' }, { $set: { key: 2 } });
    await items.updateOne({ state: 'shut' }, { $set: { state: 'open' } });
    expect(await items.find({ key: 2 }).sort({ state: 1 }).toArray()).toMatchObject([
      { state: 'open' },
      { state: 'shut' },
    ]);
    expect(await items.find({}).sort({ mail: 1 }).toArray()).toHaveLength(3);
  });

  it('applies a retried write once when the answer was lost after it took effect', async () => {
    await items.insertOne({ n: 0 });
    for (const write of [
      () => items.updateOne({}, { $inc: { n: 1 } }),
      () => items.findOneAndUpdate({}, { $inc: { n: 1 } }),
      () => items.insertOne({ m: 1 }),
    ]) {
      await client.db('admin').command({
        configureFailPoint: 'onPrimaryTransactionalWrite',
        mode: { times: 1 },
        data: { closeConnection: true },
      });
      await write();
    }
    expect(await items.find().project({ _id: 0 }).toArray()).toEqual([{ n: 2 }, { m: 1 }]);
  });

  it('retries a write that failed with a retryable error, and reports other errors', async () => {
    const failing = { configureFailPoint: 'failCommand', mode: { times: 1 } };
    const labels = ['RetryableWriteError'];
    await client
      .db('admin')
      .command({ ...failing, data: { failCommands: ['insert'], errorCode: 11600, errorLabels: labels } });
    await items.insertOne({ n: 1 });
    await client.db('admin').command({ ...failing, data: { failCommands: ['insert'], errorCode: 8000 } });
    await expect(items.insertOne({ n: 2 })).rejects.toMatchObject({ code: 8000 });
    mongod.failCommand({ failCommands: ['find'], errorCode: 8000 });
    await expect(items.findOne()).rejects.toMatchObject({ code: 8000 });
    await client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' });
    expect(await items.find().project({ _id: 0 }).toArray()).toEqual([{ n: 1 }]);
  });

  it('lists databases and collections, with and without a filter', async () => {
    await items.insertOne({});
    const admin = client.db().admin();
    expect(
      (await admin.listDatabases({ filter: { name: 'driver' }, authorizedDatabases: true })).databases,
    ).toMatchObject([{ name: 'driver' }]);
    expect((await admin.listDatabases({ nameOnly: true })).databases).toEqual([{ name: 'driver' }]);
  });

  it('answers the legacy OP_QUERY handshake', async () => {
    const body = serialize({ isMaster: 1 });
    const head = Buffer.alloc(20);
    const rest = Buffer.concat([Buffer.from('admin.$cmd\0'), Buffer.from([0, 0, 0, 0, 255, 255, 255, 255]), body]);
    head.writeInt32LE(head.length + rest.length, 0);
    head.writeInt32LE(7, 4);
    head.writeInt32LE(2004, 12);
    const socket = createConnection(mongod.port, '127.0.0.1');
    socket.write(Buffer.concat([head, rest]));
    const reply = await new Promise<Buffer>((resolve) => socket.once('data', resolve));
    socket.destroy();
    expect([reply.readInt32LE(8), reply.readInt32LE(12), reply.readInt32LE(32)]).toEqual([7, 1, 1]);
    expect(reply.includes('isWritablePrimary')).toBe(true);
  });

  it('drops a connection that sends garbage and goes on serving the others', async () => {
    const socket = createConnection(mongod.port, '127.0.0.1');
    socket.write(Buffer.alloc(64, 0x21).fill(0x10, 0, 1).fill(0, 1, 4));
    await new Promise((resolve) => socket.once('close', resolve));
    await items.insertOne({ ok: 1 });
    expect(await items.countDocuments()).toBe(1);
  });

  it('runs two stand-ins in one process apart from each other', async () => {
    const other = await startMongod();
    const second = await MongoClient.connect(other.uri);
    await items.insertOne({});
    expect(await second.db('driver').collection('items').countDocuments()).toBe(0);
    await second.close();
    await other.close();
  });
});
