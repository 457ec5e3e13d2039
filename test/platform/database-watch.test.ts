import mongoose, { Schema } from 'mongoose';
import { expect, onTestFinished, test } from 'vitest';
import { createDatabaseWatch, createStanding, observeNothing } from '#platform/database-watch.ts';
import { createInOneWrite, defineModel, modelOf, sessionOf } from '#platform/mongo.ts';
import { testDatabaseUri } from '#test/kit/database.ts';
import { createBench } from './start-kit.ts';

interface Thing {
  _id: string;
}

const declared = (collection: string) =>
  defineModel<Thing>(collection, new Schema<Thing>({ _id: { type: String, required: true } }));
const [apples, pears] = [declared('apples'), declared('pears')];

/** Two collections behind one watch, and how often the number of apples was asked for. */
async function createOrchard() {
  const { database, clock } = await createBench();
  const watch = createDatabaseWatch();
  watch.add(database);
  const store = { apples: modelOf(database, apples), pears: modelOf(database, pears) };
  const asked = { times: 0 };
  const countApples = async (): Promise<number> => {
    asked.times += 1;
    return store.apples.countDocuments({});
  };
  const inOneWrite = createInOneWrite({
    connection: database,
    clock,
    open: (session, at) => ({ session, at }) as never,
  });
  await database.createCollection('apples');
  return { database, watch, asked, countApples, inOneWrite, ...store };
}

test('an answer stands until a collection that was read for it is written to', async () => {
  const orchard = await createOrchard();
  const apples = createStanding(orchard.watch.observe)(orchard.countApples);
  expect([await apples(), await apples()]).toEqual([0, 0]);
  await orchard.pears.create({ _id: 'p1' });
  expect(await apples()).toBe(0);
  expect(orchard.asked.times).toBe(1);
  await orchard.apples.create({ _id: 'a1' });
  expect([await apples(), await apples()]).toEqual([1, 1]);
  expect(orchard.asked.times).toBe(2);
});

test.each<[string, (orchard: Awaited<ReturnType<typeof createOrchard>>) => Promise<unknown>]>([
  ['an update', ({ apples }) => apples.updateMany({}, { $set: { _id: 'a1' } })],
  ['a claim', ({ apples }) => apples.findOneAndUpdate({ _id: 'a1' }, { $setOnInsert: {} }, { upsert: true })],
  ['a deletion', ({ apples }) => apples.deleteMany({})],
  ['a write past the model', ({ apples }) => apples.collection.insertOne({ _id: 'a2' as never })],
  ['one that fails', ({ apples }) => apples.collection.updateOne({}, { $bad: 1 } as never).catch(() => undefined)],
])('%s of what was read ends it', async (_, write) => {
  const orchard = await createOrchard();
  const { stands } = await orchard.watch.observe(orchard.countApples);
  expect(stands()).toBe(true);
  await write(orchard);
  expect(stands()).toBe(false);
});

test('what a transaction wrote counts when it has ended, since nobody saw it before', async () => {
  const orchard = await createOrchard();
  const during = await orchard.inOneWrite(async (write) => {
    await orchard.apples.create([{ _id: 'a1' }], { session: sessionOf(write) });
    return orchard.watch.observe(orchard.countApples);
  });
  expect(during.value).toBe(0);
  expect(during.stands()).toBe(false);
});

test('a write of another connection counts once the watch sees it, too', async () => {
  const orchard = await createOrchard();
  const other = await mongoose.createConnection(await testDatabaseUri(), { dbName: orchard.database.name }).asPromise();
  onTestFinished(() => other.close());
  orchard.watch.add(other);
  const { stands } = await orchard.watch.observe(orchard.countApples);
  await other.collection('apples').insertOne({ by: 'the other' });
  expect(stands()).toBe(false);
});

test('where others write unseen, every question is asked', async () => {
  const orchard = await createOrchard();
  const apples = createStanding(observeNothing)(orchard.countApples);
  await apples();
  await apples();
  expect(orchard.asked.times).toBe(2);
});
