import { createServer } from 'node:http';
import process from 'node:process';
import { MongoBackend } from '@agendajs/mongo-backend';
import { App, HTTPReceiver } from '@slack/bolt';
import { Agenda } from 'agenda';
import mongoose from 'mongoose';

/** The baseline of `start`: loads and starts bolt, mongoose and agenda as their introductions say, then is ready. */
const setting = (name: string): string => process.env[name] ?? '';
const connection = await mongoose.createConnection(setting('MONGODB_URI')).asPromise();
const agenda = new Agenda({ backend: new MongoBackend({ mongo: connection.db as never }) });
await agenda.start();
const receiver = new HTTPReceiver({ signingSecret: setting('SLACK_SIGNING_SECRET'), port: 0 });
const app = new App({
  token: setting('SLACK_BOT_TOKEN'),
  receiver,
  clientOptions: { slackApiUrl: setting('SLACK_API_URL') },
});
await app.start();
createServer((_request, response) => response.end('ok')).listen(Number(setting('OPS_PORT')), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
