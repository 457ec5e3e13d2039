import type { SlackPerson } from '#core/actor.ts';
import type { Clock } from '#core/clock.ts';
import type { Write } from '#core/write.ts';
import { isAway } from '../access.ts';
import type { Channel, Partner } from '../schemas.ts';
import type { DirectoryStore } from '../store.ts';

export type StaffNotes = ReturnType<typeof createStaffNotes>;

/** Notes about a channel to the colleague who looks after the partner. */
export function createStaffNotes(deps: { store: DirectoryStore; clock: Clock }) {
  const { store, clock } = deps;

  /** The manager, the cover while they are away, else whoever connected the channel. */
  async function recipientFor(partner: Partner, channel: Channel, write: Write): Promise<SlackPerson | null> {
    const { pm, backup } = await store.findCarers(partner, write);
    const [first, second] = pm && isAway(pm, clock.now()) ? [backup, pm] : [pm, backup];
    return first?.person ?? second?.person ?? channel.connectedBy;
  }

  /** Owes the note; false when nobody of ours can be reached. */
  return async (
    note: { key: string; message: 'directory.unconfirmed' | 'directory.mixed-companies'; urgent: boolean },
    partner: Partner,
    channel: Channel,
    write: Write,
  ): Promise<boolean> => {
    const to = await recipientFor(partner, channel, write);
    if (!to) return false;
    const { partnerId, displayName } = partner;
    await write.send({
      key: note.key,
      partnerId,
      audience: 'internal',
      to,
      priority: note.urgent ? 'P0' : 'P1',
      topic: 'directory',
      notAfter: null,
      mentions: [],
      message: note.message,
      params: { partnerId, displayName, channelId: channel.channelId },
    });
    return true;
  };
}
