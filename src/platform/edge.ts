import type { WebClient } from '@slack/web-api';
import type { Feature } from '#core/feature.ts';
import type { Log } from '#core/log-fields.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type { Audit } from './audit.ts';
import type { ErrorHandler } from './error-handler.ts';
import type { Identified, Identity } from './identity.ts';
import type { Delivery } from './inbox/inbox.ts';
import { notice, noticeView } from './notices.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { toSlackError } from './slack-errors.ts';
import { platformTexts } from './texts.ts';

/** What every edge (actions, views, commands, mentions, events, Home) works with. */
export interface EdgeDeps {
  features: readonly Feature[];
  identity: Identity;
  errors: ErrorHandler;
  audit: Audit;
  rateLimiter: RateLimiter;
  interactive: WebClient;
  fetch: typeof fetch;
  log: Log;
  homeTeamId(): string;
  botUserId(): string;
}

/** Answers to people that nobody knows, per person and hour: a stranger cannot make us talk without end. */
const courtesiesPerHour = 5;
const hourMs = 3_600_000;

export interface Answerer {
  /** A courtesy seen only by this person; a failure is logged, never thrown (domain §0.3 rule 5). */
  notice(message: RenderedMessage): Promise<void>;
}

/** Answers through the request's response_url, which works even where the bot is no member (slack.md §2). */
export function responseUrlAnswerer(deps: EdgeDeps, responseUrl: string | undefined): Answerer {
  return {
    async notice(message) {
      if (responseUrl === undefined) return;
      try {
        await deps.fetch(responseUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message }),
        });
      } catch (thrown) {
        deps.log.warn({ err: thrown, event: 'courtesy' }, 'a courtesy could not be sent');
      }
    },
  };
}

/** Answers beside a message that the person wrote. */
export function ephemeralAnswerer(
  deps: EdgeDeps,
  channelId: string,
  userId: string,
  threadTs: string | null,
): Answerer {
  return {
    async notice(message) {
      try {
        await deps.interactive.chat.postEphemeral({
          channel: channelId,
          user: userId,
          text: message.text,
          blocks: message.blocks as never,
          ...(threadTs === null ? {} : { thread_ts: threadTs }),
        });
      } catch (thrown) {
        deps.log.warn({ err: thrown, event: 'courtesy', channelId }, 'a courtesy could not be sent');
      }
    },
  };
}

/** Answers in words what failed; a retry that comes later by itself is announced once. */
export async function tellFailure(
  deps: EdgeDeps,
  thrown: unknown,
  about: { delivery: Delivery; who: Identified; surface: string; answer: Answerer },
): Promise<void> {
  const { delivery, who, surface, answer } = about;
  const told = deps.errors.handle(thrown, { delivery, reader: who.reader, actor: who.actor, surface });
  if (delivery.attempt === 1 || delivery.result !== 'retry') await answer.notice(notice(told.text));
}

/** Records what nobody here knows how to do: a log line and an audit entry. */
export async function recordRefusal(
  deps: EdgeDeps,
  who: Identified,
  about: { delivery: Delivery; surface: string; object: string; reason: string },
): Promise<void> {
  const { delivery, surface, object, reason } = about;
  deps.log.warn({ event: surface, reason, key: object, deliveryKey: delivery.key }, 'a request was refused');
  await deps.audit.appendAlone({ actor: who.actor, action: 'request.refused', object, partnerId: null, reason });
}

/** Turns a stranger away: a help sentence, an audit entry, nothing else (domain §0.2 Identity). */
export async function turnAway(
  deps: EdgeDeps,
  who: Identified,
  about: {
    delivery: Delivery;
    surface: string;
    object: string;
    channelId: string | null;
    answer: Answerer;
    /** The Slack user, where the company is not known. */
    userId?: string | undefined;
  },
): Promise<void> {
  const { actor, reader } = who;
  deps.log.warn(
    { event: about.surface, reason: 'stranger', deliveryKey: about.delivery.key, channelId: about.channelId ?? '' },
    'a stranger was turned away',
  );
  await deps.audit.appendAlone({
    actor,
    action: 'request.refused',
    object: about.object,
    partnerId: null,
    reason: 'stranger',
    ...(about.channelId === null ? {} : { channelId: about.channelId }),
  });
  const person =
    'person' in actor && actor.person ? `${actor.person.teamId}/${actor.person.userId}` : (about.userId ?? 'unknown');
  if (await deps.rateLimiter.take(`stranger:${person}`, courtesiesPerHour, hourMs)) {
    await about.answer.notice(notice(platformTexts[reader.language].stranger));
  }
}

/** Opens a modal on the request's trigger; a dead trigger and a replay open nothing. */
export function modalOpener(deps: EdgeDeps, triggerId: string | undefined, delivery: Delivery) {
  return async (view: object): Promise<void> => {
    if (delivery.replayed) return;
    try {
      await deps.interactive.views.open({ trigger_id: triggerId ?? '', view: view as never });
    } catch (thrown) {
      throw toSlackError(thrown);
    }
  };
}

/** Opens a modal at once and fills it when it is ready; a person who closed it meanwhile is not bothered. */
export function loadingOpener(deps: EdgeDeps, triggerId: string | undefined, delivery: Delivery, who: Identified) {
  const { views } = deps.interactive;
  return async (waiting: object, load: () => Promise<object>): Promise<void> => {
    if (delivery.replayed) return;
    let viewId: string | undefined;
    try {
      viewId = (await views.open({ trigger_id: triggerId ?? '', view: waiting as never })).view?.id;
    } catch (thrown) {
      throw toSlackError(thrown);
    }
    const view = await load().catch((thrown: unknown) => {
      const { reader, actor } = who;
      const told = deps.errors.handle(thrown, { delivery, reader, actor, surface: 'modal' });
      return noticeView('Drumbeat', told.text);
    });
    try {
      await views.update({ view_id: viewId ?? '', view: view as never });
    } catch (thrown) {
      const error = toSlackError(thrown);
      if (error.kind !== 'missing') throw error;
      deps.log.info({ event: 'modal', deliveryKey: delivery.key }, 'a modal was closed before it was filled');
    }
  };
}
