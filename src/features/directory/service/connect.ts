import type { Actor } from '#core/actor.ts';
import { AppError } from '#core/errors.ts';
import type { ChannelFacts, SlackReader } from '#core/ports.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { Access } from '../access.ts';
import { factsOf } from '../changes.ts';
import type { TellChange } from '../changes.ts';
import { blockedEntry } from '../audit.ts';
import { conflict, isTaken, rejected } from '../errors.ts';
import { missingFields, newChannel, rights } from '../rules.ts';
import type { ProfileField } from '../rules.ts';
import type { Channel, Partner } from '../schemas.ts';
import type { DirectoryStore } from '../store.ts';
import type { Hub } from './hub.ts';

/** `shared`: exactly the partner's companies · `test`: no external company · `mixed`: several companies (J1). */
export type Situation = 'shared' | 'test' | 'mixed';

export interface ConnectionPlan {
  partnerId: string;
  displayName: string;
  channelId: string;
  situation: Situation;
  /** Companies that will be linked to the partner. */
  newTeamIds: readonly string[];
}

export interface Connected {
  displayName: string;
  situation: Situation;
  missing: readonly ProfileField[];
  /** People of the partner may only post there, so buttons may not work for them. */
  isLimited: boolean;
}

export type ConnectService = ReturnType<typeof createConnectService>;

interface Deps {
  store: DirectoryStore;
  slack: SlackReader;
  access: Access;
  hub: Hub;
  inOneWrite: InOneWrite;
  tellChange: TellChange;
}

/** Connects a Slack channel to its partner (domain §18 J1). */
export function createConnectService(deps: Deps) {
  const { store, slack, access, hub, inOneWrite, tellChange } = deps;

  /** The partners to choose from. Throws as `planConnection`, but for what depends on the partner. */
  async function listConnectable(order: { actor: Actor; channelId: string }): Promise<Partner[]> {
    requireRight(rights, 'connectChannel', order.actor);
    await channelFacts(order.channelId);
    const known = await store.findChannel(order.channelId);
    if (known?.state === 'connected') throw await alreadyMapped(order.actor, known);
    return (await access.listManaged(order.actor)).filter((partner) => !['ended', 'declined'].includes(partner.status));
  }

  /**
   * What connecting would do, checked against Slack and the database; writes nothing. Throws AppError: forbidden;
   * missing; rejected (bot_not_in_channel, channel_archived); conflict (channel_taken, already_connected, team_taken).
   */
  async function planConnection(order: { actor: Actor; channelId: string; partnerId: string }) {
    const { plan } = await inspect(order);
    return plan;
  }

  /** Maps the channel and owes its hub. Throws as `planConnection`, and conflict (situation_changed). */
  async function connectChannel(order: {
    actor: Actor;
    channelId: string;
    partnerId: string;
    situation: Situation;
  }): Promise<Connected> {
    const inspected = await inspect(order);
    const { plan, facts } = inspected;
    if (plan.situation !== order.situation) throw conflict('situation_changed');
    try {
      const missing = await inOneWrite((write) => connect(order.actor, inspected, write));
      const isLimited = facts.limitedTeamIds.some((teamId) => facts.externalTeamIds.includes(teamId));
      return { displayName: plan.displayName, situation: plan.situation, missing, isLimited };
    } catch (thrown) {
      if (!isTaken(thrown)) throw thrown;
      await inspect(order);
      throw conflict('situation_changed');
    }
  }

  interface Inspected {
    partner: Partner;
    facts: ChannelFacts;
    plan: ConnectionPlan;
  }

  async function inspect(order: { actor: Actor; channelId: string; partnerId: string }): Promise<Inspected> {
    requireRight(rights, 'connectChannel', order.actor);
    const partner = await access.requireManaged(order.actor, order.partnerId);
    const facts = await channelFacts(order.channelId);
    await requireFree(order.actor, order.channelId, partner);
    const teamIds = facts.externalTeamIds;
    const links = await store.findTeamLinks(teamIds);
    const isOurs = (teamId: string) =>
      links.some((link) => link.teamId === teamId && link.partnerId === partner.partnerId);
    const base = { partnerId: partner.partnerId, displayName: partner.displayName, channelId: order.channelId };
    const foreign = teamIds.filter((teamId) => !isOurs(teamId));
    if (teamIds.length === 0) return { partner, facts, plan: { ...base, situation: 'test', newTeamIds: [] } };
    if (foreign.length === 0) return { partner, facts, plan: { ...base, situation: 'shared', newTeamIds: [] } };
    if (teamIds.length > 1) return { partner, facts, plan: { ...base, situation: 'mixed', newTeamIds: [] } };
    const owner = links[0];
    if (owner) {
      const name = await nameFor(order.actor, owner.partnerId);
      throw conflict('team_taken', { teamId: owner.teamId, ...(name === null ? {} : { partner: name }) });
    }
    return { partner, facts, plan: { ...base, situation: 'shared', newTeamIds: foreign } };
  }

  async function connect(actor: Actor, { partner, facts, plan }: Inspected, write: Write): Promise<ProfileField[]> {
    const { partnerId } = partner;
    await requireFree(actor, plan.channelId, partner, write);
    const oldMain = await store.findMainChannel(partnerId, write);
    const before = factsOf(partner, oldMain);
    for (const teamId of plan.newTeamIds) await store.insertTeamLink({ teamId, partnerId }, write);
    const channel = await mapChannel(actor, { partner, facts, plan }, oldMain, write);
    const main = await store.findMainChannel(partnerId, write);
    await write.audit({
      actor,
      action: 'partner.connected',
      object: `partner_channels/${channel.channelId}`,
      partnerId,
      after: { situation: plan.situation, teamIds: facts.externalTeamIds, isMain: channel.isMain },
      channelId: channel.channelId,
    });
    if (plan.situation === 'mixed') await write.audit(blockedEntry(actor, channel));
    await tellChange(partnerId, before, factsOf(partner, main), write);
    await hub.owe(partner, channel, write, true);
    return missingFields(partner, await store.listContactsOf(partnerId, write), main ? [main] : []);
  }

  /** A main channel that is no longer connected gives way; otherwise the new one is a further channel. */
  async function mapChannel(
    actor: Actor,
    { partner, facts, plan }: Inspected,
    oldMain: Channel | null,
    write: Write,
  ): Promise<Channel> {
    const isMain = oldMain === null || oldMain.state !== 'connected' || oldMain.channelId === facts.channelId;
    if (oldMain && isMain) await store.updateChannel(oldMain.channelId, { isMain: false }, write);
    const known = await store.findChannel(facts.channelId, write);
    const start = known ?? newChannel({ channelId: facts.channelId, partnerId: partner.partnerId, at: write.at });
    const channel: Channel = {
      ...start,
      isMain,
      state: 'connected',
      teamIds: [...facts.externalTeamIds],
      companiesCheckedAt: write.at,
      connectedAt: write.at,
      connectedBy: actor.kind === 'staff' ? actor.person : null,
      sightAskedAt: plan.situation === 'shared' ? write.at : null,
      confirmedAt: null,
      confirmedBy: null,
      unconfirmedToldAt: null,
    };
    if (known) await store.updateChannel(channel.channelId, channel, write);
    else await store.insertChannel(channel, write);
    return channel;
  }

  async function channelFacts(channelId: string): Promise<ChannelFacts> {
    const facts = await slack.channel(channelId).catch((thrown: unknown) => {
      if (thrown instanceof AppError && thrown.kind !== 'unavailable') return null;
      throw thrown;
    });
    if (!facts?.isMember) throw rejected('bot_not_in_channel');
    if (facts.isArchived) throw rejected('channel_archived');
    return facts;
  }

  /** A channel that lost its connection may be connected again, to the same partner only. */
  async function requireFree(actor: Actor, channelId: string, partner: Partner, write?: Write): Promise<void> {
    const known = await store.findChannel(channelId, write);
    if (!known || (known.partnerId === partner.partnerId && known.state !== 'connected')) return;
    throw await alreadyMapped(actor, known);
  }

  async function alreadyMapped(actor: Actor, known: Channel): Promise<AppError> {
    const name = await nameFor(actor, known.partnerId);
    return name === null ? conflict('channel_taken') : conflict('already_connected', { partner: name });
  }

  /** Another partner's name only for those who may act on it (J1). */
  async function nameFor(actor: Actor, partnerId: string): Promise<string | null> {
    if (!(await access.mayManage(actor, partnerId))) return null;
    const other = await store.findPartner(partnerId);
    return other === null ? null : `${other.displayName} (${partnerId})`;
  }

  return { listConnectable, planConnection, connectChannel };
}
