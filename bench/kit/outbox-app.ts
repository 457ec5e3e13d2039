import mongoose from 'mongoose';
import { createApp } from '#app/app.ts';
import { readConfig } from '#platform/config.ts';
import { createProbe } from '#test/kit/probe.ts';
import { serveParent } from './child.ts';
import { mapChannels, owe } from './owing.ts';

export interface OutboxOrder {
  environment: Record<string, string>;
  uri: string;
  database: string;
  channels: readonly string[];
}

/** The app as it is served, on real time, with a feature that owes a message to every channel when asked. */
serveParent(async ({ environment, uri, database, channels }: OutboxOrder) => {
  const probe = createProbe('');
  const app = await createApp(readConfig(environment), { database, moreFeatures: (ctx) => [probe.feature(ctx)] });
  await app.migrate();
  const connection = await mongoose.createConnection(uri, { dbName: database }).asPromise();
  await mapChannels(connection, channels);
  await app.start();
  return {
    ready: {},
    async answer() {
      await owe(probe, channels, 1);
      return {};
    },
    async close() {
      await app.stop();
      await connection.dropDatabase();
      await connection.close();
    },
  };
});
