import type { Actor } from '#core/actor.ts';
import { addHours, localDateOf } from '#core/calendar/instants.ts';
import type { OnPartnerChange } from '#core/contributions/partner-change.ts';
import type { StandingLine } from '#core/contributions/standing.ts';
import type { Intent, Outcome } from '#core/intent.ts';
import type { ChannelMessage } from '#core/interaction.ts';
import type { MessageLedger } from '#core/ports.ts';
import { requireRight } from '#core/rights.ts';
import { takeStanding } from '#core/standing.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { DirectoryPublic, PartnerCard } from '#features/directory/public.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import { alreadyDone } from './errors.ts';
import { isWatched, rights } from './rules.ts';
import { longestSilenceDays, longSilences, nextStatusPostAt } from './rules/next-post.ts';
import type { StatusPostRule } from './rules/next-post.ts';
import type { PostParams, Watch } from './schemas.ts';
import type { WatchStore } from './store.ts';

export interface StatusPostDeps {
  watches: WatchStore;
  directory: DirectoryPublic;
  program: ProgramPublic;
  ledger: MessageLedger;
  standing(): readonly StandingLine[];
  inOneWrite: InOneWrite;
}

export type StatusPostService = ReturnType<typeof createStatusPostService>;

const hoursToRetry = 24;
const hoursToRetryRefused = 7 * 24;

/** A short status for a channel that has not heard from us for three weeks (domain §2.3). */
export function createStatusPostService(deps: StatusPostDeps) {
  const { watches, directory, ledger, inOneWrite } = deps;

  return {
    /**
     * Reads when the partner last heard from us and owes a status post when one is due; sets the day of the next look.
     * Throws AppError(forbidden), or AppError(conflict, status-posts.already_done) when there is nothing to look at.
     */
    lookAt(request: { partnerId: string; now: Date; actor: Actor }): Promise<string | void> {
      const { partnerId, now, actor } = request;
      requireRight(rights, 'lookAtChannels', actor);
      return inOneWrite(async (write) => {
        const watch = await watches.findWatch(partnerId, write);
        if (!watch?.nextLookAt || watch.nextLookAt > now) throw alreadyDone();
        const partner = await directory.findPartner(partnerId);
        const channelId = partner?.mainChannelId ?? null;
        if (!partner || channelId === null || !isWatched(partner)) return move(watch, { nextLookAt: null }, write);
        if (partner.launchAt !== null && partner.launchAt > now) {
          return move(watch, { nextLookAt: partner.launchAt }, write);
        }
        const messagesAt = await messagesSince(watch, partner, channelId);
        const heardAt = messagesAt.reduce((last, at) => (at > last ? at : last));
        for (const silence of longSilences(messagesAt, partner.timeZone)) {
          await audit(write, actor, partnerId, 'silence.exceeded', silence);
        }
        const rule = await ruleFor(partner);
        const dueAt = lookAfter(heardAt, now, rule);
        if (dueAt > now) return move(watch, { heardAt, nextLookAt: dueAt }, write);
        const waiting = await ledger.listWaiting({ place: channelId });
        if (waiting.some(({ isReply }) => !isReply)) {
          return move(watch, { heardAt, nextLookAt: addHours(now, hoursToRetry) }, write);
        }
        await move(watch, { heardAt, nextLookAt: lookAfter(now, now, rule) }, write);
        await write.send(await postOf(partner, channelId, heardAt, now));
        await audit(write, actor, partnerId, 'status_post.owed', { heardAt });
        return `status post for ${partnerId}`;
      });
    },

    /** One of our people wrote in a main channel: no status is needed for a while. May come twice. */
    async onChannelMessage({ actor, place, at }: ChannelMessage): Promise<void> {
      if (actor.kind !== 'staff' || !place.isMain) return;
      await inOneWrite((write) => watches.markSpoken(place.partnerId, at, write));
    },

    /** A post that never went is looked at again; one that Slack refuses not every day. */
    async onOutcome(outcome: Outcome, write: Write): Promise<void> {
      if (outcome.kind === 'delivered') return;
      const partnerId = /^status-posts:post:(P-\d+)\./.exec(outcome.key)?.[1];
      if (partnerId === undefined || (outcome.kind === 'dropped' && outcome.reason === 'partner_status')) return;
      const hours = outcome.kind === 'failed' ? hoursToRetryRefused : hoursToRetry;
      await watches.setNextLook(partnerId, addHours(write.at, hours), write);
    },

    onPartnerChange: (async ({ partnerId, before, after }, write) => {
      if (!isWatched(after)) return watches.setNextLook(partnerId, null, write);
      if (!isWatched(before)) return watches.startWatch(partnerId, write);
      const isElsewhere = before?.timeZone !== after.timeZone || before.mainChannelId !== after.mainChannelId;
      if (isElsewhere) await watches.setNextLook(partnerId, write.at, write);
    }) satisfies OnPartnerChange,

    listDue: (query: { now: Date; limit: number; except: readonly string[] }): Promise<readonly string[]> =>
      watches.listDue(query.now, query.limit, query.except),
    nextDueAt: (): Promise<Date | null> => watches.findNextLookAt(),
    setAside: (partnerId: string, code: string): Promise<void> => watches.setAside(partnerId, code),
  };

  async function move(watch: Watch, next: Partial<Pick<Watch, 'heardAt' | 'nextLookAt'>>, write: Write): Promise<void> {
    if (!(await watches.moveLook(watch, next, write))) throw alreadyDone();
  }

  /** What the main channel has heard from us since the last look; before the launch nothing was expected. */
  async function messagesSince(watch: Watch, partner: PartnerCard, channelId: string): Promise<readonly Date[]> {
    const expectedFrom = partner.launchAt !== null && partner.launchAt > watch.since ? partner.launchAt : watch.since;
    const from = watch.heardAt !== null && watch.heardAt > expectedFrom ? watch.heardAt : expectedFrom;
    const posted = await ledger.listPosted({ place: channelId }, from);
    const spoken = watch.spokenAt !== null && watch.spokenAt > from ? [watch.spokenAt] : [];
    return [from, ...posted.map(({ at }) => at), ...spoken];
  }

  async function ruleFor({ timeZone, calendar }: PartnerCard): Promise<StatusPostRule> {
    const { closedPeriods } = await deps.program.current();
    return { zone: timeZone, calendar, closedPeriods };
  }

  async function postOf(partner: PartnerCard, channelId: string, heardAt: Date, now: Date): Promise<Intent> {
    const { partnerId, timeZone: zone } = partner;
    const today = localDateOf(now, zone);
    const inTime = addHours(heardAt, 24 * longestSilenceDays);
    const params: PostParams = {
      partnerId,
      standing: await takeStanding(deps.standing(), partnerId, now),
      contactName: await contactOf(partner, now),
    };
    return {
      key: `status-posts:post:${partnerId}.${today}`,
      partnerId,
      audience: 'partner',
      to: { channelId },
      priority: 'P2',
      topic: 'status-posts',
      notAfter: inTime > now ? inTime : addHours(now, 24 * 7),
      mentions: [],
      message: 'status-posts.post',
      params,
    };
  }

  /** The partner manager, or who covers while they are away (domain §2.5 rule 7). */
  async function contactOf({ pm, backup }: PartnerCard, now: Date): Promise<string | null> {
    const staff = await directory.listStaff(now);
    const isHere = (card: { staffId: string } | null): boolean =>
      staff.some((member) => member.staffId === card?.staffId && !member.isAway);
    return ([pm, backup].find(isHere) ?? pm)?.name ?? null;
  }
}

function lookAfter(heardAt: Date, now: Date, rule: StatusPostRule): Date {
  return nextStatusPostAt(heardAt, now, rule) ?? addHours(now, 24 * longestSilenceDays);
}

function audit(write: Write, actor: Actor, partnerId: string, action: string, after: object): Promise<void> {
  return write.audit({ actor, action, object: `status_watches/${partnerId}`, partnerId, after: { ...after } });
}
