import { App, SocketModeReceiver } from '@slack/bolt';
import type { Receiver, ReceiverEvent } from '@slack/bolt';
import type { HomeSection } from '#core/contributions/home.ts';
import { AppError } from '#core/errors.ts';
import type { SlackEvent } from '#core/interaction.ts';
import type { Log } from '#core/log-fields.ts';
import { boltLogger } from './bolt-logger.ts';
import { createActionEdge } from './actions.ts';
import { createChannelMessageEdge } from './channel-messages.ts';
import { createCommandEdge } from './commands.ts';
import { tellFeatures, toSlackEvent } from './events.ts';
import { createHomeEdge } from './home-tab.ts';
import { createHttpReceiver } from './slack-app-http.ts';
import type { Delivery, Incoming } from './inbox/inbox.ts';
import { createMentionEdge } from './mentions.ts';
import type { ActionPayload, CommandPayload, MessageEvent } from './payloads.ts';
import type { ThreadReplyDeps } from './thread-replies.ts';
import { createThreadReplyEdge } from './thread-replies.ts';
import { isWellFormed } from './well-formed.ts';
import { createViewEdge } from './views.ts';

export interface SlackAppDeps extends ThreadReplyDeps {
  token: string;
  bot: { botId: string; botUserId: string };
  homeSections(): readonly HomeSection[];
  /** Told before the features, so that what waits for a channel follows its new id. */
  onChannelEvent(event: SlackEvent): Promise<void>;
  /** A message was worked on: the channel has been read up to it. */
  onMessageRead(channelId: string, ts: string): Promise<void>;
}

/** Events that only feed `toSlackEvent`; the manifest subscribes exactly these and the ones handled below. */
export const channelEvents = [
  'channel_id_changed',
  'channel_shared',
  'channel_unshared',
  'channel_archive',
  'channel_unarchive',
  'channel_deleted',
  'channel_rename',
  'group_archive',
  'group_unarchive',
  'group_deleted',
  'group_rename',
  'member_joined_channel',
  'member_left_channel',
  'user_change',
] as const;

/** Bolt with one listener per kind of delivery; which feature answers is decided by our own tables. */
export function createSlackApp(deps: SlackAppDeps, receiver: Receiver): App {
  const app = new App({
    token: deps.token,
    botId: deps.bot.botId,
    botUserId: deps.bot.botUserId,
    receiver,
    tokenVerificationEnabled: false,
    convoStore: false,
    ignoreSelf: true,
    logger: boltLogger(deps.log),
    extendedErrorHandler: true,
  });
  const onAction = createActionEdge(deps);
  const onView = createViewEdge(deps);
  const onCommand = createCommandEdge(deps);
  const onMention = createMentionEdge(deps);
  const onThreadReply = createThreadReplyEdge(deps);
  const onChannelMessage = createChannelMessageEdge(deps);
  const onHome = createHomeEdge({ ...deps, sections: deps.homeSections });

  app.action(/[\s\S]*/, async ({ body, context }) => onAction(body as ActionPayload, deliveryOf(context)));
  app.view({ type: 'view_submission', callback_id: /[\s\S]*/ }, async ({ body, context, ack }) => {
    const answer = await onView(body, deliveryOf(context));
    await (answer === undefined ? ack() : ack(answer as never));
  });
  app.view({ type: 'view_closed', callback_id: /[\s\S]*/ }, async ({ ack }) => ack());
  app.command(/[\s\S]*/, async ({ body, context }) => onCommand(body as CommandPayload, deliveryOf(context)));
  app.shortcut(/[\s\S]*/, async ({ context }) => {
    deps.log.warn({ event: 'shortcut', deliveryKey: deliveryOf(context).key }, 'no feature offers shortcuts');
  });
  app.options(/[\s\S]*/, async ({ ack }) => ack({ options: [] }));
  app.event('app_mention', async ({ event, context }) => {
    if (isFromPerson(event)) await onMention(event, deliveryOf(context));
  });
  app.event('message', async ({ event, context }) => {
    const message = event as MessageEvent;
    if (!isFromPerson(message)) return;
    if (message.channel_type === 'im') await onMention(message, deliveryOf(context));
    else {
      await onThreadReply(message, deliveryOf(context));
      await onChannelMessage(message);
    }
    if (message.channel !== undefined && message.ts !== undefined)
      await deps.onMessageRead(message.channel, message.ts);
  });
  app.event('app_home_opened', async ({ event, context }) => {
    if (event.tab === 'home') await onHome(event.user, deliveryOf(context));
  });
  for (const name of channelEvents) {
    app.event(name, async ({ event, context }) => {
      const ours = toSlackEvent(event);
      if (!ours) return;
      deps.log.info({ event: ours.type, deliveryKey: deliveryOf(context).key }, 'a channel event arrived');
      await deps.onChannelEvent(ours);
      await tellFeatures(deps.features, ours, deps.log);
    });
  }
  app.error(async (failure) => {
    const { error, context } = failure as unknown as {
      error: Error & { original?: Error };
      context: Record<string, unknown>;
    };
    deps.errors.handle(error.original ?? error, {
      delivery: deliveryOf(context),
      reader: { language: 'en', zone: 'UTC' },
      actor: { kind: 'stranger' },
      surface: 'event',
    });
  });
  return app;
}

/** Trap 17 of slack.md: other bots, edits, joins and our own echo are not people speaking. */
function isFromPerson(event: MessageEvent): boolean {
  const isSpeech =
    event.subtype === undefined || event.subtype === 'file_share' || event.subtype === 'thread_broadcast';
  return isSpeech && event.bot_id === undefined && event.user !== undefined;
}

function deliveryOf(context: Record<string, unknown>): Delivery {
  const delivery = context['delivery'] as Delivery | undefined;
  return delivery ?? { key: 'unknown', replayed: false, attempt: 1, result: 'done', reason: null };
}

/** Puts the inbox between a receiver and Bolt: stored before acknowledged, for HTTP and Socket Mode alike (design §6.1). */
export function withInbox(
  inner: Receiver,
  receive: (incoming: Incoming) => Promise<void>,
): Receiver & {
  process(incoming: Incoming, delivery: Delivery): Promise<void>;
} {
  let app: App | undefined;
  return {
    init(boltApp) {
      app = boltApp;
      const inbox = {
        processEvent: (event: ReceiverEvent) => receive({ body: event.body, ack: (answer) => event.ack(answer) }),
      };
      inner.init(inbox as unknown as App);
    },
    start: (...args: never[]) => inner.start(...args),
    stop: (...args: never[]) => inner.stop(...args),
    async process(incoming, delivery) {
      let acknowledged = false;
      const ack = async (answer?: unknown): Promise<void> => {
        if (acknowledged) return;
        acknowledged = true;
        await incoming.ack(answer);
      };
      if (!isWellFormed(incoming.body)) throw new AppError({ kind: 'bug', code: 'core.malformed' });
      await app?.processEvent({
        body: incoming.body as Record<string, unknown>,
        ack: ack as never,
        customProperties: { delivery },
      });
    },
  };
}

export interface ReceiverOptions {
  mode: 'http' | 'socket';
  signingSecret: string;
  appToken: string;
  port: number;
  apiUrl?: string;
  fetch?: typeof fetch;
  log: Log;
  /** Socket Mode: events sent while no connection is open are missed (slack.md §2). */
  onConnectionLost?(): void;
  onConnected?(): void;
}

export function createReceiver(options: ReceiverOptions): Receiver {
  const logger = boltLogger(options.log);
  if (options.mode === 'http') return createHttpReceiver(options);
  const receiver = new SocketModeReceiver({
    appToken: options.appToken,
    logger,
    installerOptions: {
      clientOptions: {
        ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
        ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
      },
    },
  });
  const { client } = receiver;
  client.on('reconnecting', () => options.onConnectionLost?.());
  client.on('connected', () => options.onConnected?.());
  return receiver;
}
