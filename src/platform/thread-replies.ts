import type { ThreadReplyRequest } from '#core/interaction.ts';
import type { EdgeDeps } from './edge.ts';
import { ephemeralAnswerer, tellFailure } from './edge.ts';
import type { Identified } from './identity.ts';
import { unidentified } from './identity.ts';
import type { Delivery } from './inbox/inbox.ts';
import { slugOf } from './outbox/roots.ts';
import type { MessageEvent } from './payloads.ts';

export interface ThreadReplyDeps extends EdgeDeps {
  /** The key of our message that a thread stands under. */
  findRootKey(channelId: string, ts: string): Promise<string | null>;
}

/**
 * A reply under a message of ours goes to the feature that owes the message. People talk in threads: what is under
 * nobody's message, or comes from somebody unknown, is passed over in silence.
 */
export function createThreadReplyEdge(deps: ThreadReplyDeps) {
  const handlers = new Map(
    deps.features.flatMap(({ slug, onThreadReply }) => (onThreadReply ? [[slug, onThreadReply] as const] : [])),
  );

  return async (event: MessageEvent, delivery: Delivery): Promise<void> => {
    const { channel: channelId, ts, thread_ts: threadTs, user, text = '' } = event;
    if (channelId === undefined || ts === undefined || threadTs === undefined || threadTs === ts) return;
    if (handlers.size === 0) return;
    let who = unidentified;
    try {
      const rootKey = await deps.findRootKey(channelId, threadTs);
      const handle = rootKey === null ? undefined : handlers.get(slugOf(rootKey));
      if (rootKey === null || !handle) return;
      who = await deps.identity.of(await deps.identity.personOfEvent(user), channelId);
      if (!isKnownHere(who)) return;
      const answer = ephemeralAnswerer(deps, channelId, user ?? '', threadTs);
      const mentionsBot = text.includes(`<@${deps.botUserId()}>`);
      const place = { rootKey, channelId, ts, threadTs };
      await handle({
        ...requestOf(who, delivery),
        ...place,
        text,
        mentionsBot,
        fileIds: (event.files ?? []).flatMap(({ id }) => id ?? []),
        at: new Date(Number(ts) * 1000),
        notice: answer.notice,
        log: deps.log.with({ channelId, deliveryKey: delivery.key }),
      });
    } catch (thrown) {
      const answer = ephemeralAnswerer(deps, channelId, user ?? '', threadTs);
      await tellFailure(deps, thrown, { delivery, who, surface: 'thread', answer });
    }
  };
}

function isKnownHere({ actor, place }: Identified): boolean {
  return place !== null && (actor.kind === 'staff' || actor.kind === 'partner');
}

function requestOf(
  who: Identified,
  delivery: Delivery,
): Pick<ThreadReplyRequest, keyof Identified | 'deliveryKey' | 'replayed'> {
  return { ...who, deliveryKey: delivery.key, replayed: delivery.replayed };
}
