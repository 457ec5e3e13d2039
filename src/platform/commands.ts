import type { StaffCommand } from '#core/contributions/command.ts';
import type { Answerer, EdgeDeps } from './edge.ts';
import { loadingOpener, modalOpener, recordRefusal, responseUrlAnswerer, tellFailure, turnAway } from './edge.ts';
import type { Identified } from './identity.ts';
import { unidentified } from './identity.ts';
import type { Delivery } from './inbox/inbox.ts';
import { notice } from './notices.ts';
import type { CommandPayload } from './payloads.ts';
import { platformTexts } from './texts.ts';

/** `/partner …` for staff: one command, assembled from what features contribute. */
export function createCommandEdge(deps: EdgeDeps) {
  const commands = deps.features.flatMap((feature) => feature.commands ?? []);
  const byName = new Map(commands.map((command) => [command.name, command]));

  return async (body: CommandPayload, delivery: Delivery): Promise<void> => {
    const person =
      body.user_id !== undefined && body.team_id !== undefined ? { userId: body.user_id, teamId: body.team_id } : null;
    const answer = responseUrlAnswerer(deps, body.response_url);
    let who = unidentified;
    try {
      who = await deps.identity.of(person, body.channel_id ?? '');
      await run(body, delivery, who, answer);
    } catch (thrown) {
      await tellFailure(deps, thrown, { delivery, who, surface: 'command', answer });
    }
  };

  async function run(body: CommandPayload, delivery: Delivery, who: Identified, answer: Answerer): Promise<void> {
    const channelId = body.channel_id ?? '';
    const about = { delivery, surface: 'command', object: 'commands/partner' };
    if (who.actor.kind === 'stranger' || who.actor.kind === 'bot') {
      return turnAway(deps, who, { ...about, channelId, answer });
    }
    // Slack lets only the installing workspace run commands (slack.md §1.1); one that arrives anyway is refused.
    if (who.actor.kind !== 'staff') {
      await recordRefusal(deps, who, { ...about, reason: 'not_staff' });
      return answer.notice(notice(platformTexts[who.reader.language].commandsForStaffOnly));
    }
    const [name = '', ...rest] = (body.text ?? '').trim().split(/\s+/);
    const command = byName.get(name.toLowerCase());
    if (!command) {
      if (!isHelp(name)) await recordRefusal(deps, who, { ...about, reason: 'unknown_command' });
      return answer.notice(notice(helpText(commands, name)));
    }
    await command.handle({
      ...who,
      name: command.name,
      text: rest.join(' '),
      channelId,
      deliveryKey: delivery.key,
      replayed: delivery.replayed,
      log: deps.log.with({ command: command.name, deliveryKey: delivery.key }),
      openModal: modalOpener(deps, body.trigger_id, delivery),
      openLoading: loadingOpener(deps, body.trigger_id, delivery, who),
      notice: answer.notice,
    });
  }
}

function isHelp(name: string): boolean {
  return name === '' || name.toLowerCase() === 'help';
}

function helpText(commands: readonly StaffCommand[], name: string): string {
  const texts = platformTexts.en;
  const safeName = name.replace(/[^\w-]/g, '').slice(0, 30);
  const lines = commands.map(
    (command) => `• \`/partner ${`${command.name} ${command.usage}`.trim()}\` — ${command.summary}`,
  );
  return [isHelp(name) ? texts.helpForStaff : texts.unknownCommand({ name: safeName }), ...lines].join('\n');
}
