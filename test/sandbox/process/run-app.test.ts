import mongoose from 'mongoose';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '#core/clock.ts';
import { createLumenforgeSlack } from '#sandbox/app.ts';
import { freshDatabaseName } from '#sandbox/database.ts';
import { forkApp, uriOfDatabase } from '#sandbox/process/child.ts';
import { testDatabaseUri } from '#test/kit/database.ts';

async function processBesideSlack(settings: Readonly<Record<string, string>> = {}) {
  const slack = createLumenforgeSlack(systemClock());
  const { apiUrl, close } = await slack.listen();
  const uri = uriOfDatabase(await testDatabaseUri(), freshDatabaseName());
  const child = forkApp({ uri, apiUrl, settings });
  onTestFinished(async () => {
    if (child.isAlive()) await child.kill();
    slack.stop();
    await close();
    const database = await mongoose.createConnection(uri).asPromise();
    await database.dropDatabase();
    await database.close();
  });
  return child;
}

test('the app runs as a process, says where it listens, and stops in order', async () => {
  const child = await processBesideSlack();
  const { port, opsPort } = await child.start(new Date('2026-12-08T10:00:00Z'), { migrate: true });
  expect(port).toBeGreaterThan(0);
  expect((await fetch(`http://127.0.0.1:${opsPort}/readyz`)).status).toBe(200);
  child.setClock(new Date('2026-12-08T12:00:00Z'));
  expect(await child.stop()).toBe(0);
});

test('a killed process is gone, and what it was asked fails', async () => {
  const child = await processBesideSlack();
  const serving = child.start(new Date('2026-12-08T10:00:00Z'), { migrate: true });
  serving.catch(() => undefined);
  await child.loaded();
  await child.kill();
  expect(child.isAlive()).toBe(false);
  await expect(serving).rejects.toThrow('ended before it was ready');
});

test('a process that cannot start says why', async () => {
  const unmigrated = await processBesideSlack();
  await expect(unmigrated.start(new Date('2026-12-08T10:00:00Z'))).rejects.toThrow('core.not_migrated');
  const unset = await processBesideSlack({ OUTBOX_CONCURRENCY: 'many' });
  await expect(unset.start(new Date('2026-12-08T10:00:00Z'))).rejects.toThrow();
});

test('the database is named in the path of its address, whatever was there', () => {
  expect(uriOfDatabase('mongodb://127.0.0.1:1/?replicaSet=rs0', 'a')).toBe('mongodb://127.0.0.1:1/a?replicaSet=rs0');
  expect(uriOfDatabase('mongodb://h1:1,h2:2/old', 'a')).toBe('mongodb://h1:1,h2:2/a');
  expect(uriOfDatabase('mongodb+srv://u:p@h', 'a')).toBe('mongodb+srv://u:p@h/a');
});
