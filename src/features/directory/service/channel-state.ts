import type { Actor, SlackPerson } from '#core/actor.ts';
import { AppError } from '#core/errors.ts';
import type { Clock } from '#core/clock.ts';
import type { SlackReader } from '#core/ports.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import { blockedEntry } from '../audit.ts';
import { factsOf } from '../changes.ts';
import type { TellChange } from '../changes.ts';
import { readersOfChannel } from '../readers.ts';
import type { Channel } from '../schemas.ts';
import type { DirectoryStore } from '../store.ts';
import type { Hub } from './hub.ts';
import type { StaffNotes } from './staff-notes.ts';

export type ChannelStateService = ReturnType<typeof createChannelStateService>;

interface Deps {
  store: DirectoryStore;
  slack: SlackReader;
  clock: Clock;
  hub: Hub;
  tellStaff: StaffNotes;
  inOneWrite: InOneWrite;
  tellChange: TellChange;
}

const slackSays: Actor = { kind: 'job', name: 'directory.channel-events' };

/** Keeps what we know of channels and people in step with Slack. Every verb may be repeated (slack.md §1.3). */
export function createChannelStateService(deps: Deps) {
  const { store, slack, hub, tellStaff, inOneWrite, tellChange } = deps;

  /**
   * Asks Slack again who is in a mapped channel. Nothing happens for other channels. Throws AppError(unavailable) when
   * Slack cannot be asked, and then nothing about the companies is believed any longer.
   */
  async function refreshCompanies(channelId: string): Promise<void> {
    const known = await store.findChannel(channelId);
    if (!known) return;
    const facts = await slack.channel(channelId).catch((thrown: unknown) => forget(channelId, thrown));
    if (facts === null) return;
    const wasShared = known.teamIds.length > 0;
    const isSevered = wasShared && facts.externalTeamIds.length === 0;
    const state = facts.isArchived ? 'archived' : isSevered || !facts.isMember ? 'severed' : 'connected';
    await update(channelId, { teamIds: [...facts.externalTeamIds], companiesCheckedAt: deps.clock.now(), state });
  }

  /** Until Slack answers nothing is believed; a channel that Slack does not know any more is lost. */
  async function forget(channelId: string, thrown: unknown): Promise<null> {
    const isDown = !(thrown instanceof AppError) || thrown.kind === 'unavailable';
    await update(channelId, { companiesCheckedAt: null, ...(isDown ? {} : { state: 'severed' as const }) });
    if (isDown) throw thrown;
    return null;
  }

  /** A channel that Slack no longer lets us use. */
  async function setState(channelId: string, state: Channel['state']): Promise<void> {
    await update(channelId, { state });
  }

  /** Writes the fields and everything that follows from them; equal fields write nothing. */
  async function update(channelId: string, fields: Partial<Channel>): Promise<void> {
    await inOneWrite(async (write) => {
      const before = await store.findChannel(channelId, write);
      if (!before || !isDifferent(before, fields)) return;
      const partner = await store.findPartner(before.partnerId, write);
      const factsBefore = partner ? factsOf(partner, before.isMain ? before : null) : null;
      const after = await store.updateChannel(channelId, fields, write);
      if (!after || !partner || !factsBefore) return;
      if (before.state !== after.state) await auditState(before, after, write);
      if (await becameMixed(before, after, write)) {
        await write.audit(blockedEntry(slackSays, after));
        const key = `directory:mixed:${channelId}.${after.teamIds.toSorted().join('.')}`;
        await tellStaff({ key, message: 'directory.mixed-companies', urgent: true }, partner, after, write);
      }
      if (after.isMain) await tellChange(partner.partnerId, factsBefore, factsOf(partner, after), write);
      await hub.owe(partner, after, write);
    });
  }

  async function becameMixed(before: Channel, after: Channel, write: Write): Promise<boolean> {
    if ((await readersOfChannel(store, after, write)).kind !== 'mixed') return false;
    const isNews = before.teamIds.toSorted().join() !== after.teamIds.toSorted().join();
    return isNews || (await readersOfChannel(store, before, write)).kind === 'partner';
  }

  async function auditState(before: Channel, after: Channel, write: Write): Promise<void> {
    await write.audit({
      actor: slackSays,
      action: `channel.${after.state}`,
      object: `partner_channels/${after.channelId}`,
      partnerId: after.partnerId,
      before: { state: before.state },
      after: { state: after.state },
      channelId: after.channelId,
    });
  }

  /** The id changes when a private channel is shared (slack.md §1.3); everything else about it stays. */
  async function migrateId(oldChannelId: string, newChannelId: string): Promise<void> {
    await inOneWrite(async (write) => {
      const old = await store.findChannel(oldChannelId, write);
      if (!old || (await store.findChannel(newChannelId, write))) return;
      const partner = await store.findPartner(old.partnerId, write);
      const moved = await store.updateChannel(
        oldChannelId,
        { channelId: newChannelId, companiesCheckedAt: null },
        write,
      );
      if (!moved || !partner) return;
      await write.audit({
        actor: slackSays,
        action: 'channel.id_changed',
        object: `partner_channels/${newChannelId}`,
        partnerId: old.partnerId,
        before: { channelId: oldChannelId },
        after: { channelId: newChannelId },
        channelId: newChannelId,
      });
      if (old.isMain) await tellChange(partner.partnerId, factsOf(partner, old), factsOf(partner, moved), write);
    });
    await refreshCompanies(newChannelId);
  }

  /** People who were deactivated are no longer asked or trusted; who comes back is again. */
  async function setLeft(person: SlackPerson, hasLeft: boolean): Promise<void> {
    await inOneWrite(async (write) => {
      const contact = await store.markLeft(person, hasLeft ? write.at : null, write);
      if (!contact) return;
      await write.audit({
        actor: slackSays,
        action: hasLeft ? 'contact.left' : 'contact.returned',
        object: `contacts/${contact.contactId}`,
        partnerId: contact.partnerId,
      });
    });
  }

  return { refreshCompanies, setState, migrateId, setLeft };
}

function isDifferent(before: Channel, fields: Partial<Channel>): boolean {
  // An archived channel is asked about again a day after its last check, so the check itself has to be kept.
  if (before.state === 'archived' && fields.companiesCheckedAt) return true;
  const keys = (Object.keys(fields) as (keyof Channel)[]).filter((key) => key !== 'companiesCheckedAt');
  const checkChanged =
    'companiesCheckedAt' in fields && (before.companiesCheckedAt === null) !== (fields.companiesCheckedAt === null);
  return checkChanged || keys.some((key) => JSON.stringify(before[key]) !== JSON.stringify(fields[key]));
}
