import type { Actor } from '#core/actor.ts';
import type { AuditEntry } from '#core/write.ts';
import type { Channel } from './schemas.ts';

/** Several companies read a partner's channel, so only generic content goes there (domain §0.3 rule 4). */
export function blockedEntry(actor: Actor, channel: Channel): AuditEntry {
  return {
    actor,
    action: 'confidentiality.blocked',
    object: `partner_channels/${channel.channelId}`,
    partnerId: channel.partnerId,
    after: { teamIds: channel.teamIds },
    reason: 'more than one company in the channel',
    channelId: channel.channelId,
  };
}
