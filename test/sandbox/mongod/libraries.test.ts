import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { config, status, up } from 'migrate-mongo';
import { MongoClient } from 'mongodb';
import type { Connection, Model } from 'mongoose';
import { Schema, createConnection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MongodStandIn } from '#sandbox/mongod/server.ts';
import { startMongod } from '#sandbox/mongod/server.ts';

let mongod: MongodStandIn;
let client: MongoClient;

beforeAll(async () => {
  mongod = await startMongod();
  client = await MongoClient.connect(mongod.uri);
});

afterAll(async () => {
  await client.close();
  await mongod.close();
});

interface Deal {
  no: string;
  state?: string;
  lines?: { sku: string; qty: number }[];
}

describe('mongoose', () => {
  let connection: Connection;

  beforeAll(async () => {
    connection = await createConnection(mongod.uri, { dbName: 'goose', autoIndex: false }).asPromise();
  });

  afterAll(() => connection.close());

  function dealModel(): Model<Deal> {
    const known = connection.models['Deal'] as Model<Deal> | undefined;
    if (known) return known;
    const schema = new Schema<Deal>(
      { no: { type: String, required: true }, state: String, lines: [{ sku: String, qty: Number }] },
      { collection: 'deals' },
    );
    schema.index({ no: 1 }, { unique: true });
    return connection.model<Deal>('Deal', schema);
  }

  it('creates its indexes, stores, queries, populates arrays and keeps the unique index', async () => {
    const Deal = dealModel();
    await Deal.createIndexes();
    await Deal.create({ no: 'DR-1', state: 'open', lines: [{ sku: 'a', qty: 1 }] });
    await expect(Deal.create({ no: 'DR-1' })).rejects.toMatchObject({ code: 11000, keyValue: { no: 'DR-1' } });
    const deal = await Deal.findOne({ no: 'DR-1' }).orFail();
    deal.set('lines.0.qty', 5);
    deal.lines?.push({ sku: 'b', qty: 2 });
    await deal.save();
    expect(await Deal.findOne({ 'lines.sku': 'b' }).lean()).toMatchObject({
      lines: [
        { sku: 'a', qty: 5 },
        { sku: 'b', qty: 2 },
      ],
    });
    expect(await Deal.countDocuments({ state: 'open' })).toBe(1);
  });

  it('claims by findOneAndUpdate, and writes in session.withTransaction', async () => {
    const Deal = dealModel();
    await Deal.deleteMany({});
    await Deal.insertMany([
      { no: 'DR-2', state: 'open' },
      { no: 'DR-3', state: 'open' },
    ]);
    const claimed = await Deal.findOneAndUpdate(
      { state: 'open' },
      { state: 'taken' },
      { sort: { no: -1 }, returnDocument: 'after' },
    ).lean();
    expect(claimed).toMatchObject({ no: 'DR-3', state: 'taken' });
    const failing = connection.transaction(async (session) => {
      await Deal.updateOne({ no: 'DR-2' }, { state: 'won' }, { session });
      throw new Error('changed our mind');
    });
    await expect(failing).rejects.toThrow('changed our mind');
    await connection.transaction(async (session) => {
      await Deal.create([{ no: 'DR-4', state: 'won' }], { session });
    });
    expect((await Deal.find().sort('no').lean()).map((deal) => deal['state'])).toEqual(['open', 'taken', 'won']);
  });
});

describe('agenda', () => {
  it('runs a scheduled job once, and a recurring one that two processes inserted exists once', async () => {
    const db = client.db('agenda');
    await db
      .collection('jobs')
      .createIndex({ name: 1 }, { unique: true, partialFilterExpression: { repeatInterval: { $exists: true } } });
    const runs: unknown[] = [];
    const { promise: ran, resolve } = Promise.withResolvers<void>();
    const [first, second] = ['a', 'b'].map((name) => {
      const agenda = new Agenda({
        name,
        backend: new MongoBackend({ mongo: db as never, collection: 'jobs' }),
        processEvery: 20,
      });
      agenda.on('error', (error: unknown) => runs.push(error));
      agenda.define('once', async (job) => {
        runs.push(job.attrs.data);
        resolve();
      });
      agenda.define('sweep', async () => undefined);
      return agenda;
    }) as [Agenda, Agenda];
    await Promise.all([first.start(), second.start()]);
    const insertSweep = async (agenda: Agenda): Promise<void> => {
      const job = agenda.create('sweep', {});
      job.repeatEvery(60_000);
      job.unique({ name: 'sweep' }, { insertOnly: true });
      await job.save();
    };
    await insertSweep(first);
    await insertSweep(second);
    await first.schedule(new Date(0), 'once', { dealId: 'DR-1' });
    await ran;
    await Promise.all([first.stop(), second.stop()]);
    expect(runs).toEqual([{ dealId: 'DR-1' }]);
    expect(await db.collection('jobs').countDocuments({ name: 'sweep' })).toBe(1);
    expect(await db.collection('jobs').findOne({ name: 'once' })).toMatchObject({ lockedAt: null });
  });
});

describe('migrate-mongo', () => {
  it('applies a .ts migration once and says so', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
    const source = "export const up = async (db: any) => { await db.collection('deals').createIndex({ no: 1 }); };\n";
    await writeFile(join(folder, '20261116000000-deals.ts'), source);
    config.set({
      mongodb: { url: mongod.uri, databaseName: 'migrate' },
      migrationsDir: folder,
      changelogCollectionName: 'changelog',
      lockCollectionName: 'changelog_lock',
      lockTtl: 60,
      migrationFileExtension: '.ts',
      useFileHash: false,
      moduleSystem: 'esm',
    } as never);
    const db = client.db('migrate');
    expect(await status(db as never)).toMatchObject([{ appliedAt: 'PENDING' }]);
    expect(await up(db as never, client as never)).toEqual(['20261116000000-deals.ts']);
    expect(await up(db as never, client as never)).toEqual([]);
    expect(await status(db as never)).not.toMatchObject([{ appliedAt: 'PENDING' }]);
    expect(await db.collection('deals').indexes()).toHaveLength(2);
    await rm(folder, { recursive: true });
  });
});
