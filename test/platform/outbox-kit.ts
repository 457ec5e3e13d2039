import type { Connection } from 'mongoose';
import type { Clock } from '#core/clock.ts';
import { homeTeam } from '#sandbox/app.ts';
import type { SandboxSlack } from '#sandbox/slack/slack.ts';

export const probeChannel = 'CPROBE';

/** Two internal channels and one member of staff. */
export function probeWorld(slack: SandboxSlack): void {
  slack.world.addUser({ id: 'UPRIYA', teamId: homeTeam.id, name: 'priya' });
  for (const id of [probeChannel, 'COTHER']) {
    slack.world.addChannel({ id, name: id.toLowerCase(), members: [slack.world.botUserId, 'UPRIYA'] });
  }
}

/** A mapped channel in which only our own company is present, so that internal messages may be read there. */
export async function mapChannel(database: Connection, channelId: string, partnerId = `P-${channelId}`): Promise<void> {
  await database.collection('partner_channels').insertOne({
    channelId,
    partnerId,
    isMain: true,
    state: 'connected',
    teamIds: [],
    companiesCheckedAt: new Date('2026-01-01T00:00:00Z'),
    connectedAt: new Date('2026-01-01T00:00:00Z'),
    connectedBy: null,
    sightAskedAt: null,
    confirmedAt: null,
    confirmedBy: null,
    unconfirmedToldAt: null,
    hubShown: null,
    hubKey: `directory:hub:${channelId}`,
    hubRound: 0,
  });
}

export function later(clock: Clock, seconds: number): Date {
  return new Date(clock.now().getTime() + seconds * 1000);
}

/** Texts of the bot's own top-level messages, oldest first. */
export function texts(slack: SandboxSlack, channelId = probeChannel): string[] {
  return slack
    .messages(channelId)
    .filter((message) => message.threadTs === undefined || message.threadTs === message.ts)
    .map((message) => message.text);
}
