import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { MongoClient } from 'mongodb';
import { serveParent } from './child.ts';

export interface BareOrder {
  uri: string;
  database: string;
  apiUrl: string;
  signingSecret: string;
  botToken: string;
}

/** The baseline of `ack`: Bolt over HTTP whose listener makes one insert with the driver, then acknowledges. */
serveParent(async ({ uri, database, apiUrl, signingSecret, botToken }: BareOrder) => {
  const client = await MongoClient.connect(uri, { retryWrites: true, writeConcern: { w: 'majority' } });
  const presses = client.db(database).collection('presses');
  await presses.insertOne({ first: true });
  const receiver = new HTTPReceiver({ signingSecret, port: 0, logLevel: LogLevel.ERROR });
  const app = new App({ token: botToken, receiver, convoStore: false, clientOptions: { slackApiUrl: apiUrl } });
  app.action(/[\s\S]*/, async ({ body, ack }) => {
    await presses.insertOne({ body: JSON.stringify(body), receivedAt: new Date() });
    await ack();
  });
  const server = (await app.start()) as { address(): { port: number } };
  return {
    ready: { url: `http://127.0.0.1:${server.address().port}/slack/events` },
    async close() {
      await app.stop();
      await client.db(database).dropDatabase();
      await client.close();
    },
  };
});
