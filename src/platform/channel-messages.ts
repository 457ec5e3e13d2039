import type { EdgeDeps } from './edge.ts';
import type { MessageEvent } from './payloads.ts';

/**
 * Tells the features that want it that a known person wrote in a mapped channel. Nobody asked us anything: a failure is
 * thrown, so that the inbox repeats the delivery, and never answered in the channel.
 */
export function createChannelMessageEdge(deps: Pick<EdgeDeps, 'features' | 'identity'>) {
  const handlers = deps.features.flatMap(({ onChannelMessage }) => (onChannelMessage ? [onChannelMessage] : []));

  return async ({ channel, ts, user }: MessageEvent): Promise<void> => {
    if (handlers.length === 0 || channel === undefined || ts === undefined) return;
    const { actor, place } = await deps.identity.of(await deps.identity.personOfEvent(user), channel);
    if (place === null || (actor.kind !== 'staff' && actor.kind !== 'partner')) return;
    const at = new Date(Number(ts) * 1000);
    for (const handle of handlers) await handle({ actor, place, at });
  };
}
