import type { MentionRequest } from '#core/interaction.ts';
import type { EdgeDeps } from './edge.ts';
import { ephemeralAnswerer, turnAway } from './edge.ts';
import type { Delivery } from './inbox/inbox.ts';
import { notice } from './notices.ts';
import type { MessageEvent } from './payloads.ts';
import { platformTexts } from './texts.ts';

/** A mention in a channel or a direct message: the first route whose word occurs, else help. */
export function createMentionEdge(deps: EdgeDeps) {
  const routes = deps.features.flatMap((feature) => feature.mentions ?? []);
  const help = deps.features.flatMap((feature) => feature.help ?? []);

  return async (event: MessageEvent, delivery: Delivery): Promise<void> => {
    const channelId = event.channel ?? '';
    const isDirect = event.channel_type === 'im';
    const person = await deps.identity.personOfEvent(event.user);
    const who = await deps.identity.of(person, isDirect ? null : channelId);
    const answer = ephemeralAnswerer(deps, channelId, event.user ?? '', event.thread_ts ?? null);
    if (who.actor.kind === 'stranger' || who.actor.kind === 'bot') {
      return turnAway(deps, who, { delivery, surface: 'mention', object: 'mentions', channelId, answer });
    }
    const text = (event.text ?? '').replaceAll(`<@${deps.botUserId()}>`, ' ').trim();
    const words = text.toLowerCase();
    const route = routes.find((candidate) => candidate.keywords.some((keyword) => words.includes(keyword)));
    if (!route) {
      const texts = platformTexts[who.reader.language];
      const isStaff = who.actor.kind === 'staff';
      const lines = help.map((line) => `• ${line[who.reader.language]}`);
      const commands = deps.features.flatMap((feature) => feature.commands ?? []);
      const staffLines = commands.map((command) => `• \`/partner ${command.name}\` — ${command.summary}`);
      return answer.notice(notice(isStaff ? [texts.helpForStaff, ...staffLines].join('\n') : [texts.helpForPartner, ...lines].join('\n')));
    }
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
    try {
      await route.handle(request);
    } catch (thrown) {
      const told = deps.errors.handle(thrown, { delivery, reader: who.reader, actor: who.actor, surface: 'mention' });
      if (delivery.attempt === 1 || delivery.result !== 'retry') await answer.notice(notice(told.text));
    }
  };
}
