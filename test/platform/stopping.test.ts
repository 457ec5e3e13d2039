import mongoose from 'mongoose';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '#app/app.ts';
import { systemClock } from '#core/clock.ts';
import { createLumenforgeSlack, sandboxConfig } from '#sandbox/app.ts';
import { freshDatabaseName } from '#sandbox/database.ts';
import { testDatabaseUri } from '#test/kit/database.ts';

test('an app that is told to stop while it starts finishes starting, then stops', async () => {
  const slack = createLumenforgeSlack(systemClock());
  const uri = await testDatabaseUri();
  const database = freshDatabaseName();
  const app = await createApp(sandboxConfig(uri), { database, fetch: slack.fetch });
  onTestFinished(async () => {
    slack.stop();
    const connection = await mongoose.createConnection(uri, { dbName: database }).asPromise();
    await connection.dropDatabase();
    await connection.close();
  });
  await app.migrate();
  const starting = app.start();
  await app.stop();
  await expect(starting).resolves.toMatchObject({ port: expect.any(Number) });
});
