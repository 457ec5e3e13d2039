import type { Connection } from 'mongoose';
import { homeTeam } from '#sandbox/app.ts';
import type { SandboxSlack } from '#sandbox/slack/slack.ts';
import type { Probe } from '#test/kit/probe.ts';
import { mapChannel } from '#test/platform/outbox-kit.ts';

/** Intents in one transaction: far fewer than a transaction may hold. */
const owedTogether = 100;

export function channelIds(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `CBENCH${n}`);
}

/** Internal channels, so that nothing but the outbox's own limits holds a message back. */
export function channelWorld(slack: SandboxSlack, channels: readonly string[]): void {
  slack.world.addUser({ id: 'UPRIYA', teamId: homeTeam.id, name: 'priya' });
  for (const id of channels) {
    slack.world.addChannel({ id, name: id.toLowerCase(), members: [slack.world.botUserId, 'UPRIYA'] });
  }
}

export async function mapChannels(database: Connection, channels: readonly string[]): Promise<void> {
  for (const id of channels) await mapChannel(database, id);
}

/** Owes every channel `each` messages, all due at once: the first of every channel, then the second of every channel. */
export async function owe(probe: Probe, channels: readonly string[], each: number): Promise<void> {
  const owed = Array.from({ length: each }, (_, n) => channels.map((channelId) => ({ channelId, n }))).flat();
  for (let from = 0; from < owed.length; from += owedTogether) {
    await probe.ctx().inOneWrite(async (write) => {
      for (const { channelId, n } of owed.slice(from, from + owedTogether)) {
        const key = `probe:${channelId}:${n}`;
        await write.send({
          key,
          partnerId: null,
          audience: 'internal',
          to: { channelId },
          priority: 'P1',
          direct: true,
          topic: 'probe',
          notAfter: null,
          mentions: [],
          message: 'probe.note',
          params: { text: key },
        });
      }
    });
  }
}
