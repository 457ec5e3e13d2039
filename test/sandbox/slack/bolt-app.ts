import { App, HTTPReceiver, SocketModeReceiver, type Receiver } from '@slack/bolt';
import { Server } from 'node:http';
import { BOT, SECRETS, quiet } from './kit.ts';

export interface RunningApp {
  app: App;
  url: string;
  stop(): Promise<void>;
}

/** A real Bolt app over HTTP on a free port, told to find Slack at `apiUrl`. */
export async function startHttpApp(apiUrl: string, wire: (app: App) => void): Promise<RunningApp> {
  const receiver = new HTTPReceiver({
    signingSecret: SECRETS.signingSecret,
    port: 0,
    logger: quiet,
    unhandledRequestTimeoutMillis: 50,
  });
  const app = boltApp(receiver, apiUrl);
  wire(app);
  const server: unknown = await app.start(0);
  if (!(server instanceof Server)) throw new Error('this receiver starts no HTTP server');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    app,
    url: `http://127.0.0.1:${port}/slack/events`,
    async stop() {
      server.closeAllConnections();
      await app.stop();
    },
  };
}

/** A real Bolt app over Socket Mode; it reconnects after a few milliseconds. */
export async function startSocketApp(apiUrl: string, wire: (app: App) => void): Promise<RunningApp> {
  const receiver = new SocketModeReceiver({
    appToken: SECRETS.appToken,
    clientPingTimeout: 50,
    logger: quiet,
    installerOptions: { clientOptions: { slackApiUrl: apiUrl } },
  });
  const app = boltApp(receiver, apiUrl);
  wire(app);
  await app.start();
  return { app, url: '', stop: async () => void (await app.stop()) };
}

function boltApp(receiver: Receiver, apiUrl: string): App {
  return new App({
    receiver,
    token: SECRETS.botToken,
    botId: 'B0DRUMBEAT',
    botUserId: BOT,
    tokenVerificationEnabled: false,
    convoStore: false,
    logger: quiet,
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 } },
  });
}
