import type { MentionRequest } from '#core/interaction.ts';
import type { Answerer, EdgeDeps } from './edge.ts';
import { ephemeralAnswerer, tellFailure, turnAway } from './edge.ts';
import type { Identified } from './identity.ts';
import { unidentified } from './identity.ts';
import type { Delivery } from './inbox/inbox.ts';
import { notice } from './notices.ts';
import type { MessageEvent } from './payloads.ts';
import { platformTexts } from './texts.ts';

/** A mention in a channel or a direct message: the first route whose word occurs, else help. */
export function createMentionEdge(deps: EdgeDeps) {
  const routes = deps.features.flatMap((feature) => feature.mentions ?? []);
  const help = deps.features.flatMap((feature) => feature.help ?? []);
  const commands = deps.features.flatMap((feature) => feature.commands ?? []);

  return async (event: MessageEvent, delivery: Delivery): Promise<void> => {
    const answer = ephemeralAnswerer(deps, event.channel ?? '', event.user ?? '', event.thread_ts ?? null);
    let who = unidentified;
    try {
      const person = await deps.identity.personOfEvent(event.user);
      who = await deps.identity.of(person, event.channel_type === 'im' ? null : (event.channel ?? ''));
      await reply(event, delivery, who, answer);
    } catch (thrown) {
      await tellFailure(deps, thrown, { delivery, who, surface: 'mention', answer });
    }
  };

  async function reply(event: MessageEvent, delivery: Delivery, who: Identified, answer: Answerer): Promise<void> {
    const channelId = event.channel ?? '';
    if (who.actor.kind === 'stranger' || who.actor.kind === 'bot') {
      const about = { delivery, surface: 'mention', object: 'mentions', channelId, answer, userId: event.user };
      return turnAway(deps, who, about);
    }
    const text = (event.text ?? '').replaceAll(`<@${deps.botUserId()}>`, ' ').trim();
    const words = text.toLowerCase();
    const route = routes.find((candidate) => candidate.keywords.some((keyword) => words.includes(keyword)));
    if (!route) return answer.notice(notice(helpFor(who)));
    const request: MentionRequest = {
      ...who,
      channelId,
      ts: event.ts ?? '',
      threadTs: event.thread_ts ?? null,
      text,
      deliveryKey: delivery.key,
      replayed: delivery.replayed,
      log: deps.log.with({ channelId, deliveryKey: delivery.key }),
      notice: answer.notice,
    };
    await route.handle(request);
  }

  function helpFor({ actor, reader }: Identified): string {
    const texts = platformTexts[reader.language];
    const lines =
      actor.kind === 'staff'
        ? [texts.helpForStaff, ...commands.map((command) => `• \`/partner ${command.name}\` — ${command.summary}`)]
        : [texts.helpForPartner, ...help.map((line) => `• ${line[reader.language]}`)];
    return lines.join('\n');
  }
}
