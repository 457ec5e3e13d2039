import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { manualClock, realDelay } from '#core/clock.ts';
import type { MongodStandIn } from '#sandbox/mongod/server.ts';
import { startMongod } from '#sandbox/mongod/server.ts';
import type { Collection, Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let mongod: MongodStandIn;
let client: MongoClient;
let deals: Collection<Document>;

beforeAll(async () => {
  mongod = await startMongod();
  client = await MongoClient.connect(mongod.uri);
});

beforeEach(async () => {
  await client.db('tx').dropDatabase();
  deals = client.db('tx').collection('deals');
  await deals.createIndex({ no: 1 }, { unique: true });
  await deals.insertOne({ no: 1, state: 'open', n: 0 });
});

afterAll(async () => {
  await client.close();
  await mongod.close();
});

describe('a transaction', () => {
  it('shows its writes to itself only, until it commits', async () => {
    await client.withSession(async (session) => {
      session.startTransaction();
      await deals.updateOne({ no: 1 }, { $set: { state: 'won' } }, { session });
      await deals.insertOne({ no: 2, state: 'won' }, { session });
      expect(await deals.countDocuments({ state: 'won' }, { session })).toBe(2);
      expect(await deals.find({ state: 'won' }).toArray()).toEqual([]);
      expect(
        await deals
          .find({ no: { $gte: 1 } })
          .sort({ no: 1 })
          .project({ _id: 0, no: 1 })
          .toArray(),
      ).toEqual([{ no: 1 }]);
      await session.commitTransaction();
      expect(await deals.countDocuments({ state: 'won' })).toBe(2);
    });
  });

  it('restores everything when it aborts, keys of unique indexes and new collections too', async () => {
    const before = await deals.find().toArray();
    await client.withSession(async (session) => {
      session.startTransaction();
      await deals.updateOne({ no: 1 }, { $set: { no: 7 } }, { session });
      await deals.insertOne({ no: 1 }, { session });
      await client.db('tx').collection('fresh').insertOne({ a: 1 }, { session });
      await deals.deleteMany({}, { session });
      expect(await deals.countDocuments({}, { session })).toBe(0);
      await session.abortTransaction();
    });
    expect(await deals.find().toArray()).toEqual(before);
    expect(await client.db('tx').listCollections().toArray()).toHaveLength(1);
    await expect(deals.insertOne({ no: 1 })).rejects.toMatchObject({ code: 11000 });
    await deals.insertOne({ no: 7 });
  });

  it('can change after an abort what the aborted one had changed', async () => {
    await client.withSession(async (session) => {
      session.startTransaction();
      await deals.updateOne({ no: 1 }, { $inc: { n: 1 } }, { session });
      await session.abortTransaction();
      session.startTransaction();
      await deals.updateOne({ no: 1 }, { $inc: { n: 10 } }, { session });
      await session.commitTransaction();
    });
    expect(await deals.findOne({ no: 1 })).toMatchObject({ n: 10 });
  });

  it('reads the state as of its start, also through indexes, whatever is written meanwhile', async () => {
    await client.withSession(async (session) => {
      session.startTransaction();
      expect(await deals.countDocuments({}, { session })).toBe(1);
      await deals.updateOne({ no: 1 }, { $set: { no: 5 } });
      await deals.insertOne({ no: 9 });
      await deals.deleteOne({ no: 5 });
      expect(await deals.find({}, { session }).toArray()).toMatchObject([{ no: 1 }]);
      expect(await deals.findOne({ no: 1 }, { session })).toMatchObject({ n: 0 });
      expect(await deals.findOne({ no: 5 }, { session })).toBeNull();
      await session.commitTransaction();
    });
    expect(await deals.find().toArray()).toMatchObject([{ no: 9 }]);
  });

  it('loses against an earlier write with WriteConflict and the transient label', async () => {
    await client.withSession(async (session) => {
      session.startTransaction();
      await deals.findOne({ no: 1 }, { session });
      await deals.updateOne({ no: 1 }, { $inc: { n: 1 } });
      const error = await deals
        .updateOne({ no: 1 }, { $inc: { n: 1 } }, { session })
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 112, errorLabels: ['TransientTransactionError'] });
      await session.abortTransaction();
    });
    expect(await deals.findOne({ no: 1 })).toMatchObject({ n: 1 });
  });

  it('is aborted by a duplicate key, and cannot be committed after it', async () => {
    await client.withSession(async (session) => {
      session.startTransaction();
      await deals.insertOne({ no: 2 }, { session });
      await expect(deals.insertOne({ no: 1 }, { session })).rejects.toMatchObject({ code: 11000 });
      await expect(deals.findOne({}, { session })).rejects.toMatchObject({ code: 251 });
      await expect(session.commitTransaction()).rejects.toMatchObject({ code: 251 });
    });
    expect(await deals.countDocuments()).toBe(1);
  });

  it('may be committed twice', async () => {
    await client.withSession(async (session) => {
      session.startTransaction();
      await deals.updateOne({ no: 1 }, { $inc: { n: 1 } }, { session });
      await session.commitTransaction();
      await session.commitTransaction();
    });
    expect(await deals.findOne({ no: 1 })).toMatchObject({ n: 1 });
  });

  it('lets no increment get lost when twenty compete for one document', async () => {
    const increment = (): Promise<void> =>
      client.withSession(async (session) => {
        await session.withTransaction(async () => {
          const deal = await deals.findOne({ no: 1 }, { session });
          await deals.updateOne({ no: 1 }, { $set: { n: deal!['n'] + 1 } }, { session });
        });
      });
    await Promise.all(Array.from({ length: 20 }, increment));
    expect(await deals.findOne({ no: 1 })).toMatchObject({ n: 20 });
  });

  it('makes a plain write to the same document wait for its end', async () => {
    await client.withSession(async (session) => {
      session.startTransaction();
      await deals.updateOne({ no: 1 }, { $set: { n: 5 } }, { session });
      const waiting = deals.updateOne({ no: 1 }, { $inc: { n: 1 } });
      const duplicate = deals.insertOne({ no: 3 });
      await duplicate;
      await session.commitTransaction();
      await waiting;
    });
    expect(await deals.findOne({ no: 1 })).toMatchObject({ n: 6 });
  });

  it('cannot deadlock with another one', async () => {
    await deals.insertOne({ no: 2, n: 0 });
    const touchBoth = (first: number, second: number): Promise<void> =>
      client.withSession(async (session) => {
        await session.withTransaction(async () => {
          await deals.updateOne({ no: first }, { $inc: { n: 1 } }, { session });
          await deals.updateOne({ no: second }, { $inc: { n: 1 } }, { session });
        });
      });
    await Promise.all([touchBoth(1, 2), touchBoth(2, 1)]);
    expect(await deals.find().toArray()).toMatchObject([{ n: 2 }, { n: 2 }]);
  });

  it('ends at once when its client is gone', async () => {
    const other = await MongoClient.connect(mongod.uri);
    const session = other.startSession();
    session.startTransaction();
    await other
      .db('tx')
      .collection('deals')
      .updateOne({ no: 1 }, { $set: { n: 99 } }, { session });
    const waiting = deals.updateOne({ no: 1 }, { $inc: { n: 1 } });
    await other.close();
    await waiting;
    expect(await deals.findOne({ no: 1 })).toMatchObject({ n: 1 });
  });

  it('ends at once when the process of its client is killed', async () => {
    const script = `
      const { MongoClient } = await import('mongodb');
      const client = await MongoClient.connect(process.argv[1]);
      const session = client.startSession();
      session.startTransaction();
      await client.db('tx').collection('deals').updateOne({ no: 1 }, { $set: { n: 99 } }, { session });
      console.log('holds the lock');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, mongod.uri]);
    await once(child.stdout, 'data');
    const waiting = deals.updateOne({ no: 1 }, { $inc: { n: 1 } });
    child.kill('SIGKILL');
    await waiting;
    expect(await deals.findOne({ no: 1 })).toMatchObject({ n: 1 });
  });

  it('survives a connection lost by a fail point before the commit, and the driver commits again', async () => {
    await client.withSession(async (session) => {
      session.startTransaction();
      await deals.updateOne({ no: 1 }, { $inc: { n: 1 } }, { session });
      mongod.failCommand({ failCommands: ['commitTransaction'], times: 1, closeConnection: true });
      await session.commitTransaction();
    });
    expect(await deals.findOne({ no: 1 })).toMatchObject({ n: 1 });
  });

  it('is aborted after a minute without a command', async () => {
    const clock = manualClock(new Date('2026-11-16T08:00:00Z'));
    const idle = await startMongod({ clock });
    const own = await MongoClient.connect(idle.uri);
    const things = own.db('tx').collection('things');
    await things.insertOne({ n: 1 });
    const session = own.startSession();
    session.startTransaction();
    await things.updateOne({ n: 1 }, { $set: { n: 2 } }, { session });
    clock.moveTo(new Date('2026-11-16T08:01:01Z'));
    await realDelay(5);
    await things.updateOne({ n: 1 }, { $set: { n: 3 } });
    await expect(session.commitTransaction()).rejects.toMatchObject({ code: 251 });
    expect(await things.findOne()).toMatchObject({ n: 3 });
    await session.endSession();
    await own.close();
    await idle.close();
  });

  it('refuses commands that MongoDB refuses in transactions', async () => {
    await client.withSession(async (session) => {
      session.startTransaction();
      await expect(client.db('tx').command({ count: 'deals' }, { session })).rejects.toMatchObject({ code: 263 });
      await session.abortTransaction();
    });
  });
});
