import type { Actor, PartnerActor } from '#core/actor.ts';
import type { Clock } from '#core/clock.ts';
import { AppError } from '#core/errors.ts';
import { requireRight } from '#core/rights.ts';
import type { Write } from '#core/write.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import { notFound } from '../errors.ts';
import type { OpenPoints } from '../message-schemas.ts';
import { rights } from '../rules.ts';
import { isOverdue, isUnfinished } from '../rules/states.ts';
import type { FollowUp, FollowUpLine, PartnerLine } from '../schemas.ts';
import type { FollowUpStore } from '../store.ts';

export interface ReadingDeps {
  followUps: FollowUpStore;
  directory: DirectoryPublic;
  clock: Clock;
}

export interface FollowUpList {
  /** Due first. */
  lines: readonly FollowUpLine[];
  /** How many more there are. */
  more: number;
}

/** Internal ones are among them. */
const mostRead = 100;

export function createReading(deps: ReadingDeps) {
  const { followUps, directory } = deps;

  return {
    async listFollowing(partnerId: string, occurrenceKey: string, write: Write): Promise<readonly PartnerLine[]> {
      const found = await followUps.listOfOccurrence(partnerId, occurrenceKey, write);
      const told = found.filter(({ partnerVisible, state }) => partnerVisible && isUnfinished(state));
      const names = await ownerNames();
      return told.map((followUp) => partnerLine(followUp, names));
    },

    /** A partner's unfinished ones, for staff who manage it. Throws AppError(forbidden | missing). */
    async listOfPartner(request: { partnerId: string; actor: Actor; limit: number }): Promise<FollowUpList> {
      const { partnerId, actor, limit } = request;
      requireRight(rights, 'readWork', actor);
      if (!(await directory.mayManage(actor, partnerId))) throw notFound();
      return listed({ partnerId }, await followUps.listUnfinishedOfPartner(partnerId, limit));
    },

    /** Everything unfinished that this colleague owns. Throws AppError(forbidden). */
    async listOfOwner(request: { actor: Actor; limit: number }): Promise<FollowUpList> {
      const { actor, limit } = request;
      requireRight(rights, 'readWork', actor);
      if (actor.kind !== 'staff' || actor.staffId === undefined) return { lines: [], more: 0 };
      const ownerStaffId = actor.staffId;
      return listed({ ownerStaffId }, await followUps.listUnfinishedOfOwner(ownerStaffId, limit));
    },

    /** What of this partner is with us and may be told to it; null when nothing is. */
    async openPointsOf(partnerId: string): Promise<OpenPoints | null> {
      const own = (await followUps.listUnfinishedOfPartner(partnerId, mostRead)).filter(
        ({ partnerVisible, side, state }) => partnerVisible && side === 'vendor' && state !== 'waiting_partner',
      );
      const [first] = own;
      return first ? { open: own.length, nextDueAt: first.dueAt } : null;
    },

    /** What the partner may see of its own: title, owner, due, state (domain §3.4). Throws AppError(forbidden). */
    async listOwn(request: { actor: Actor; limit: number }): Promise<readonly PartnerLine[]> {
      const actor = requirePartner(request.actor);
      const own = await followUps.listUnfinishedOfPartner(actor.partnerId, mostRead);
      const names = await ownerNames();
      return own
        .filter((followUp) => followUp.partnerVisible)
        .slice(0, request.limit)
        .map((followUp) => partnerLine(followUp, names));
    },
  };

  async function listed(
    filter: Parameters<FollowUpStore['countUnfinished']>[0],
    found: readonly FollowUp[],
  ): Promise<FollowUpList> {
    const names = await ownerNames();
    const lines = await Promise.all(found.map((followUp) => lineOf(followUp, names)));
    return { lines, more: (await followUps.countUnfinished(filter)) - lines.length };
  }

  async function lineOf(followUp: FollowUp, names: ReadonlyMap<string, string>): Promise<FollowUpLine> {
    const { followUpId, partnerId, title, state, dueAt, zone, ownerStaffId } = followUp;
    const partner = partnerId === null ? null : await directory.findPartner(partnerId);
    return {
      followUpId,
      partnerId,
      partnerName: partner?.displayName ?? null,
      title,
      state,
      dueAt,
      zone,
      overdue: isOverdue(followUp, deps.clock.now()),
      ownerName: names.get(ownerStaffId ?? '') ?? null,
    };
  }

  async function ownerNames(): Promise<ReadonlyMap<string, string>> {
    const staff = await directory.listStaff(deps.clock.now());
    return new Map(staff.map(({ staffId, name }) => [staffId, name]));
  }
}

function partnerLine(followUp: FollowUp, names: ReadonlyMap<string, string>): PartnerLine {
  const { followUpId, title, state, dueAt, ownerStaffId } = followUp;
  return { followUpId, title, state, dueAt, ownerName: names.get(ownerStaffId ?? '') ?? null };
}

function requirePartner(actor: Actor): PartnerActor {
  requireRight(rights, 'readOwn', actor);
  if (actor.kind === 'partner') return actor;
  throw new AppError({ kind: 'forbidden', code: 'core.forbidden' });
}
