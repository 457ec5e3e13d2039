import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createBench } from './start-kit.ts';

const migration = `
export async function up(db: { collection(name: string): { insertOne(row: object): Promise<unknown> } }): Promise<void> {
  await db.collection('planted').insertOne({ by: 'migration' });
}
export async function down(): Promise<void> {}
`;

async function plantedFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'drumbeat-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, '20261116000000-plant.ts'), migration);
  return folder;
}

test('a pending migration refuses the start and is named', async () => {
  const bench = await createBench();
  await (await bench.build()).migrate();
  const app = await bench.build({ migrationsFolder: await plantedFolder() });
  await expect(app.start()).rejects.toMatchObject({
    kind: 'rejected',
    code: 'core.not_migrated',
    details: { missing: ['20261116000000-plant.ts'] },
  });
});

test('a migration is applied once', async () => {
  const bench = await createBench();
  const migrationsFolder = await plantedFolder();
  const app = await bench.build({ migrationsFolder });
  expect(await app.migrate()).toEqual(['20261116000000-plant.ts']);
  expect(await app.migrate()).toEqual([]);
  expect(await bench.database.collection('planted').countDocuments()).toBe(1);
  expect((await app.start()).port).toBeGreaterThan(0);
});

test('of two that migrate at once one works and the other is told', async () => {
  const bench = await createBench();
  const migrationsFolder = await plantedFolder();
  const apps = [await bench.build({ migrationsFolder }), await bench.build({ migrationsFolder })];
  const results = await Promise.allSettled(apps.map((app) => app.migrate()));
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused.length).toBeLessThanOrEqual(1);
  for (const { reason } of refused) expect(reason).toMatchObject({ kind: 'conflict', code: 'core.migration_running' });
  expect(await bench.database.collection('planted').countDocuments()).toBe(1);
});

test('the lock of one who died while migrating is taken over after ten minutes', async () => {
  const bench = await createBench();
  const app = await bench.build();
  const until = new Date(bench.clock.now().getTime() + 600_000);
  await bench.database
    .collection<{ _id: string }>('leases')
    .insertOne({ _id: 'migrate', holder: 'dead', epoch: 0, until } as { _id: string });
  await expect(app.migrate()).rejects.toMatchObject({ code: 'core.migration_running' });
  bench.clock.moveTo(new Date(until.getTime() + 1));
  expect(await app.migrate()).toBeDefined();
});

test('a start without a unique index that a promise rests on is refused and names it', async () => {
  const bench = await createBench();
  await (await bench.build()).migrate();
  await bench.database.collection('agenda_jobs').dropIndex('one_per_sweep');
  const app = await bench.build();
  await expect(app.start()).rejects.toMatchObject({
    code: 'core.not_migrated',
    details: { missing: ['agenda_jobs.one_per_sweep'] },
  });
});
