import type { BuiltFeatures } from '#features/index.ts';
import { createCatchUp } from '#platform/catch-up.ts';
import type { Config } from '#platform/config.ts';
import { createErrorHandler } from '#platform/error-handler.ts';
import { createIdentity } from '#platform/identity.ts';
import { createInbox } from '#platform/inbox/inbox.ts';
import type { Installation } from '#platform/installation.ts';
import { createOutbox } from '#platform/outbox/outbox.ts';
import { createRoots } from '#platform/outbox/roots.ts';
import { createRateLimiter } from '#platform/rate-limiter.ts';
import { createReceiver, createSlackApp, withInbox } from '#platform/slack-app.ts';
import type { AppOverrides } from './app.ts';
import { createMessageRegistry, createOutcomes, featureErrorTexts } from './assemble.ts';
import type { Foundation } from './foundation.ts';
import { slackSecretsOf } from './settings-of.ts';

export type Messenger = ReturnType<typeof createMessenger>;

/** Threads of one channel that may have been answered while nobody listened. */
const mostThreads = 20;

/** Both edges of the app to Slack: what comes in through the inbox, what goes out through the outbox. */
export function createMessenger(base: Foundation, features: BuiltFeatures, config: Config, overrides: AppOverrides) {
  const { connection, clock, log, metrics, slack, clients } = base;
  const api = {
    ...(config.slack.apiUrl === null ? {} : { apiUrl: config.slack.apiUrl }),
    ...(overrides.fetch === undefined ? {} : { fetch: overrides.fetch }),
  };
  const outbox = createOutbox({
    ...base,
    client: clients.outbox,
    addressees: features.addressees,
    policy: features.policy,
    messages: createMessageRegistry(features.list),
    outcomes: createOutcomes(features.list),
    homeReader: { language: 'en', zone: config.vendor.timeZone },
  });
  base.onCommit(outbox.wake);

  // What Slack sent while Socket Mode had no connection is read from history once there is one again.
  let reread: Promise<void> | null = null;
  const away = new AbortController();
  const inner = createReceiver({
    ...slackSecretsOf(config),
    ...api,
    log,
    onConnectionLost: () => void (reread ??= catchUp.begin()),
    onConnected() {
      const work = reread?.then(() => (overrides.stepped ? catchUp.runAtOnce() : catchUp.run(away.signal)));
      reread = null;
      work?.catch((thrown: unknown) => log.warn({ err: thrown, event: 'catch-up' }, 'missed messages were not read'));
    },
  });
  const receiver = withInbox(inner, (incoming) => inbox.receive(incoming));
  const inbox = createInbox({
    connection,
    clock,
    log,
    metrics,
    observe: base.observe,
    leaseMs: config.timing.inboxLeaseMs,
    process: receiver.process,
  });
  const roots = createRoots(connection);
  /** Whose threads are read after downtime. */
  const listening = features.list.filter((feature) => feature.onThreadReply).map(({ slug }) => slug);
  const catchUp = createCatchUp({
    connection,
    client: clients.outbox,
    clock,
    log,
    botUserId: slack.botUserId,
    listChannelIds: features.people.listMappedChannelIds,
    receive: inbox.receive,
    findFirstPost: roots.findFirst,
    listThreads: (channelId, since) => roots.listPosted({ channelId, slugs: listening, since }, mostThreads),
  });
  const rateLimiter = createRateLimiter({ connection, clock });

  return {
    inbox,
    outbox,
    catchUp,
    receiver: {
      ...receiver,
      stop() {
        away.abort();
        return receiver.stop();
      },
    },
    rateLimiter,
    /** Builds Bolt for this bot; then the receiver can be started. */
    connectBolt(bot: Installation): void {
      createSlackApp(
        {
          features: features.list,
          identity: createIdentity({ people: features.people, slack }),
          errors: createErrorHandler({ errorTexts: featureErrorTexts(features.list), log }),
          audit: base.audit,
          rateLimiter,
          interactive: clients.interactive,
          fetch: clients.fetch,
          log,
          homeTeamId: slack.homeTeamId,
          botUserId: slack.botUserId,
          token: config.slack.botToken.reveal(),
          bot,
          homeSections: () => features.list.flatMap((feature) => feature.homeSections ?? []),
          async onChannelEvent(event) {
            if (event.type === 'channel_id_changed') await outbox.readdress(event.oldChannelId, event.newChannelId);
            if (event.type === 'user_changed') slack.forgetPerson(event.userId);
          },
          onMessageRead: catchUp.markRead,
          findRootKey: roots.findKey,
        },
        receiver,
      );
    },
  };
}
