import { createHash } from 'node:crypto';
import type { Readers } from '#core/audience.ts';
import { addBusinessMinutes } from '#core/calendar/business-hours.ts';
import type { HolidayPort } from '#core/calendar/holidays.ts';
import { instantAt } from '#core/calendar/instants.ts';
import type { Clock } from '#core/clock.ts';
import type { HubButton } from '#core/contributions/hub.ts';
import type { Write } from '#core/write.ts';
import { isAway } from '../access.ts';
import { calendarOf } from '../cards.ts';
import { readersAmong, readersOfChannel } from '../readers.ts';
import type { Channel, HubParams, Partner, Staff } from '../schemas.ts';
import type { DirectoryStore } from '../store.ts';

export type Hub = ReturnType<typeof createHub>;

/** The pinned message of a partner channel: who looks after it and what can be done there (domain §18 J1). */
export function createHub(deps: {
  store: DirectoryStore;
  clock: Clock;
  holidays: HolidayPort;
  buttons: () => readonly HubButton[];
}) {
  const { store, clock, holidays, buttons } = deps;

  /** A generic hub names no partner, so the outbox cannot know whose day it has to wait for. */
  function inWorkingHours(partner: Partner, at: Date): Date {
    const cal = calendarOf(partner, holidays);
    return addBusinessMinutes(at, 1, { opensAt: '09:00', closesAt: '16:30', zone: partner.timeZone, cal });
  }

  async function paramsFor(partner: Partner, channel: Channel, write: Write): Promise<HubParams | null> {
    const readers = await readersOfChannel(store, channel, write);
    const { pm, backup } = await store.findCarers(partner, write);
    return hubParams({ partner, readers, channel, pm, backup, buttons: buttons(), now: clock.now() });
  }

  /**
   * Owes the hub of this channel when it would say something new; `answersAPress` posts it at once, else it waits for
   * the partner's day. False when there is nothing to owe.
   */
  async function owe(partner: Partner, channel: Channel, write: Write, answersAPress = false): Promise<boolean> {
    if (!isWanted(partner, channel)) return false;
    const params = await paramsFor(partner, channel, write);
    if (params === null) return false;
    const shown = fingerprint(params);
    if (shown === channel.hubShown) return false;
    const isRewrite = channel.hubKey !== null && wasGeneric(channel) === params.isGeneric && channel.hubShown !== null;
    const round = isRewrite || channel.hubKey === null ? channel.hubRound : channel.hubRound + 1;
    const key = isRewrite && channel.hubKey !== null ? channel.hubKey : hubKeyOf(channel.channelId, round);
    // A message keeps the audience it was posted with, so the change between one company and several needs a new one.
    if (channel.hubKey !== null && channel.hubKey !== key) await write.withdraw(channel.hubKey);
    await write.send({
      key,
      partnerId: params.isGeneric ? null : partner.partnerId,
      audience: 'partner',
      to: { channelId: channel.channelId },
      priority: 'P1',
      direct: answersAPress || params.isGeneric,
      ...(answersAPress || !params.isGeneric ? {} : { notBefore: inWorkingHours(partner, write.at) }),
      topic: 'hub',
      notAfter: null,
      mentions: [],
      pinned: true,
      message: 'directory.hub',
      params,
    });
    await store.updateChannel(channel.channelId, { hubShown: shown, hubKey: key, hubRound: round }, write);
    return true;
  }

  /** Connected channels whose companies are unknown, or whose hub says something else than it should. */
  async function listStale(): Promise<Channel[]> {
    const [channels, partners, staff, links] = await Promise.all([
      store.listConnectedChannels(),
      store.listPartners(),
      store.listStaff(),
      store.listTeamLinks(),
    ]);
    const partnerById = new Map(partners.map((partner) => [partner.partnerId, partner]));
    const staffById = new Map(staff.map((member) => [member.staffId, member]));
    const member = (staffId: string | null) => (staffId === null ? null : (staffById.get(staffId) ?? null));
    return channels.filter((channel) => {
      const partner = partnerById.get(channel.partnerId);
      if (channel.companiesCheckedAt === null || !partner) return channel.companiesCheckedAt === null;
      const [pm, backup] = [member(partner.pmStaffId), member(partner.backupStaffId)];
      const readers = readersAmong(channel, links);
      const params = hubParams({ partner, readers, channel, pm, backup, buttons: buttons(), now: clock.now() });
      return params !== null && isWanted(partner, channel) && fingerprint(params) !== channel.hubShown;
    });
  }

  /** When `listStale` next finds something: now, or when somebody's absence ends by the calendar; null for never. */
  async function nextStaleAt(): Promise<Date | null> {
    const now = clock.now();
    if ((await listStale()).length > 0) return now;
    const returns = (await store.listStaff()).flatMap((member) =>
      member.awayUntil !== null && isAway(member, now)
        ? [instantAt(member.awayUntil, '00:00', member.timeZone).getTime()]
        : [],
    );
    return returns.length === 0 ? null : new Date(Math.min(...returns));
  }

  async function oweAll(partner: Partner, write: Write): Promise<void> {
    for (const channel of await store.listChannelsOf(partner.partnerId, write)) await owe(partner, channel, write);
  }

  return { owe, oweAll, listStale, nextStaleAt };
}

/** What the hub says; null while nobody knows who would read it. */
function hubParams(facts: {
  partner: Partner;
  readers: Readers;
  channel: Channel;
  pm: Staff | null;
  backup: Staff | null;
  buttons: readonly HubButton[];
  now: Date;
}): HubParams | null {
  const { partner, readers, channel, pm, backup, buttons, now } = facts;
  if (readers.kind === 'unknown') return null;
  const { partnerId, status } = partner;
  const blank = { partnerId, status, contact: null, cover: null, awayUntil: null, asksSight: false, buttons: [] };
  if (readers.kind === 'mixed') return { ...blank, isGeneric: true };
  return {
    ...blank,
    isGeneric: false,
    contact: shownStaff(pm),
    cover: shownStaff(backup),
    awayUntil: pm !== null && isAway(pm, now) ? pm.awayUntil : null,
    asksSight: channel.sightAskedAt !== null && channel.confirmedAt === null,
    buttons: buttonsFor(buttons, status),
  };
}

/** A partner with whom nothing runs gets no hub, but one that is there says so. */
function isWanted(partner: Partner, channel: Channel): boolean {
  const isRunning = !['prospect', 'ended', 'declined'].includes(partner.status);
  return channel.state === 'connected' && (isRunning || channel.hubKey !== null);
}

function hubKeyOf(channelId: string, round: number): string {
  return round === 0 ? `directory:hub:${channelId}` : `directory:hub:${channelId}:${round}`;
}

/** The fingerprint begins with what kind of hub it is. */
function fingerprint(params: HubParams): string {
  const hash = createHash('sha256').update(JSON.stringify(params)).digest('hex').slice(0, 32);
  return `${params.isGeneric ? 'generic' : 'partner'}:${hash}`;
}

function wasGeneric(channel: Channel): boolean {
  return channel.hubShown?.startsWith('generic:') ?? false;
}

function shownStaff(member: Staff | null): HubParams['contact'] {
  return member ? { name: member.name, userId: member.person?.userId ?? null } : null;
}

function buttonsFor(all: readonly HubButton[], status: string): HubParams['buttons'] {
  return all
    .filter((button) => button.statuses.includes(status))
    .toSorted((left, right) => left.order - right.order)
    .map(({ actionId, label }) => ({ actionId, label: { ...label } }));
}
