import type { Actor } from '#core/actor.ts';
import { addBusinessMinutes } from '#core/calendar/business-hours.ts';
import type { HolidayPort } from '#core/calendar/holidays.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite } from '#core/write.ts';
import { calendarOf } from '../cards.ts';
import { conflict, forbidden, partnerUnknown } from '../errors.ts';
import { rights } from '../rules.ts';
import type { Channel, Partner } from '../schemas.ts';
import type { DirectoryStore } from '../store.ts';
import type { Hub } from './hub.ts';
import type { StaffNotes } from './staff-notes.ts';

/** Two business days of eight hours (domain §0.2, §0.3 rule 2). */
const graceMinutes = 2 * 8 * 60;

export type SightService = ReturnType<typeof createSightService>;

/** "We can see this": proof that the partner's people can press buttons in the channel (domain §0.3 rule 2, J1). */
export function createSightService(deps: {
  store: DirectoryStore;
  hub: Hub;
  tellStaff: StaffNotes;
  holidays: HolidayPort;
  inOneWrite: InOneWrite;
}) {
  const { store, hub, tellStaff, holidays, inOneWrite } = deps;

  /**
   * Records the first press of the partner's people; a later one changes nothing and answers `isFirst: false`. Throws
   * AppError: forbidden (partner_people_only for our own staff); missing for anybody else's channel.
   */
  async function confirmSight(order: { actor: Actor; channelId: string; partnerId: string }) {
    const { actor, channelId, partnerId } = order;
    if (actor.kind === 'staff') throw forbidden('partner_people_only');
    requireRight(rights, 'confirmSight', actor);
    return inOneWrite(async (write) => {
      const channel = await store.findChannel(channelId, write);
      const partner = await store.findPartner(partnerId, write);
      const isTheirs = actor.kind === 'partner' && actor.partnerId === partnerId && channel?.partnerId === partnerId;
      if (!isTheirs || !channel || !partner) throw partnerUnknown();
      if (channel.confirmedAt !== null) return { isFirst: false };
      const fields = { confirmedAt: write.at, confirmedBy: actor.person };
      const confirmed = await store.updateChannel(channelId, fields, write, { confirmedAt: null });
      if (!confirmed) return { isFirst: false };
      await write.audit({
        actor,
        action: 'channel.confirmed',
        object: `partner_channels/${channelId}`,
        partnerId,
        channelId,
      });
      await hub.owe(partner, confirmed, write);
      return { isFirst: true };
    });
  }

  /** Channels in which two business days passed without a press, with the instant at which they did. */
  async function listUnconfirmed(): Promise<{ channel: Channel; partner: Partner; dueAt: Date }[]> {
    const waiting = await store.listUnconfirmedChannels();
    const found = await Promise.all(
      waiting.map(async (channel) => ({ channel, partner: await store.findPartner(channel.partnerId) })),
    );
    return found.flatMap(({ channel, partner }) =>
      partner ? [{ channel, partner, dueAt: dueAtOf(partner, channel) }] : [],
    );
  }

  function dueAtOf(partner: Partner, channel: Channel): Date {
    const hours = { opensAt: '09:00', closesAt: '17:00', zone: partner.timeZone, cal: calendarOf(partner, holidays) };
    return addBusinessMinutes(channel.sightAskedAt ?? channel.connectedAt, graceMinutes, hours);
  }

  /** Tells our colleague once. Throws AppError(conflict) when it was pressed or told meanwhile, or nobody can be told. */
  async function tellUnconfirmed(partner: Partner, channel: Channel): Promise<void> {
    await inOneWrite(async (write) => {
      const still = { confirmedAt: null, unconfirmedToldAt: null };
      const claimed = await store.updateChannel(channel.channelId, { unconfirmedToldAt: write.at }, write, still);
      if (!claimed) throw conflict('settled_meanwhile');
      const at = channel.sightAskedAt?.toISOString() ?? '';
      const note = {
        key: `directory:unconfirmed:${channel.channelId}.${at}`,
        message: 'directory.unconfirmed' as const,
        urgent: false,
      };
      if (!(await tellStaff(note, partner, claimed, write))) throw conflict('nobody_to_tell');
    });
  }

  return { confirmSight, listUnconfirmed, tellUnconfirmed };
}
