import { addHours, localDateOf } from '#core/calendar/instants.ts';
import type { IdSource } from '#core/ids.ts';
import { humanId } from '#core/ids.ts';
import { requireRight } from '#core/rights.ts';
import type { FollowUpsPublic, Opened, OpeningRequest } from '../public.ts';
import { rights } from '../rules.ts';
import { blockersOf } from '../rules/answers.ts';
import { atRest, dueOf, firstStep } from '../rules/due.ts';
import type { FollowUpItem } from '../rules/items.ts';
import { sourceKeyOf } from '../rules/keys.ts';
import { ownerFor } from '../rules/owners.ts';
import { itemsFrom } from '../rules/rule-table.ts';
import { isUnfinished } from '../rules/states.ts';
import type { FollowUp } from '../schemas.ts';
import type { FollowUpStore } from '../store.ts';
import { contextOf } from './context.ts';
import type { ContextDeps, WorkContext } from './context.ts';
import { audit, moveOn, tellLead, tellOwner, tellPartner } from './moves.ts';
import type { MoveDeps } from './moves.ts';

export interface OpeningDeps extends ContextDeps {
  followUps: FollowUpStore;
  ids: IdSource;
}

/** Numbers that partners see have gaps, so that volume cannot be read off them (domain §0.2). */
const largestGap = 9;
const blockerDays = 30;
/** Why a rule cancels; only these come back when the answer does. */
export const answerChanged = 'answer_changed';

interface Change {
  followUp: FollowUp;
  kind: 'opened' | 'updated' | 'cancelled';
}

/** Follow-ups from answers: written in the caller's transaction, once for each source (domain §3.4). */
export function createOpening(deps: OpeningDeps): Omit<FollowUpsPublic, 'listFollowing'> {
  const { followUps } = deps;

  return {
    async openFollowUps(request) {
      requireRight(rights, 'openFollowUps', request.actor);
      const context = await contextOf(deps, request.partnerId, request.write.at);
      const changes = await openAll(request, request.items, context);
      return concluded(request, context, changes, new Set(request.items.map(({ source }) => source.occurrenceKey)));
    },

    async followAnswers(request) {
      requireRight(rights, 'openFollowUps', request.actor);
      const { write, partnerId, occurrenceKey, answers, history } = request;
      const context = await contextOf(deps, partnerId, write.at);
      const items = itemsFrom(occurrenceKey, answers, {
        ...history,
        tier: context.partner?.tier ?? 'emerging',
        today: localDateOf(write.at, context.partner?.timeZone ?? context.settings.vendorZone),
        otherPartnersBlocked: await followUps.countBlockedPartners(
          {
            since: addHours(write.at, -24 * blockerDays),
            exceptPartnerId: partnerId,
            among: answers.flatMap(blockersOf),
          },
          write,
        ),
      });
      const opened = await openAll(request, items, context);
      const cancelled = await cancelStale(request, occurrenceKey, items, context);
      return concluded(request, context, [...opened, ...cancelled], new Set([occurrenceKey]));
    },
  };

  async function openAll(
    request: OpeningRequest,
    items: readonly FollowUpItem[],
    context: WorkContext,
  ): Promise<readonly Change[]> {
    const changes: Change[] = [];
    for (const item of items) {
      const partnerId = item.kind === 'programme_issue' ? null : request.partnerId;
      const known = await followUps.findBySource(partnerId, sourceKeyOf(item.source, item.rule), request.write);
      const change = known
        ? await bringUpToDate(request, known, item, context)
        : await openNew(request, item, partnerId, context);
      if (change) changes.push(change);
    }
    return changes;
  }

  async function openNew(
    request: OpeningRequest,
    item: FollowUpItem,
    partnerId: string | null,
    context: WorkContext,
  ): Promise<Change> {
    const { write } = request;
    const number = await followUps.nextNumber(deps.ids.step(largestGap), write);
    const followUp = newFollowUp(humanId('FU', number), request, item, partnerId, context);
    await followUps.insertFollowUp(followUp, write);
    const { rule, dueOn, ownerStaffId } = followUp;
    await audit(moveDeps(request), followUp, 'follow_up.opened', {}, { state: 'open', rule, dueOn, ownerStaffId });
    await tellOwner(write, followUp, context);
    for (const lead of item.copies) await tellLead(write, followUp, context, lead);
    return { followUp, kind: 'opened' };
  }

  /** The answer was given again: finished ones stay as they are, what it had cancelled is open again. */
  async function bringUpToDate(
    request: OpeningRequest,
    known: FollowUp,
    item: FollowUpItem,
    context: WorkContext,
  ): Promise<Change | null> {
    const { write } = request;
    const { source, title } = item;
    if (known.state === 'cancelled' && known.reason === answerChanged) {
      const { dueAt, dueOn, zone, nextStep, nextStepAt, ownerStaffId } = placedWith(item, write.at, context);
      const isOther = ownerStaffId !== known.ownerStaffId;
      const fresh = { dueAt, dueOn, zone, nextStep, nextStepAt, ownerStaffId, openedAt: write.at };
      const cleared = { reason: null, closedAt: null, reminders: 0, escalation: 'none' as const };
      const ownerRound = known.ownerRound + (isOther ? 1 : 0);
      const change = { ...fresh, ...cleared, source, title, ownerRound };
      const followUp = await moveOn(moveDeps(request), known, 'reopen', change);
      await tellOwner(write, followUp, context);
      return { followUp, kind: 'opened' };
    }
    if (!isUnfinished(known.state) || source.answerVersion === known.source.answerVersion) return null;
    const { followUpId, state } = known;
    const followUp = (await followUps.changeFrom({ followUpId, state }, { source, title }, write)) ?? known;
    const versions = [{ answerVersion: known.source.answerVersion }, { answerVersion: source.answerVersion }] as const;
    await audit(moveDeps(request), followUp, 'follow_up.updated', ...versions);
    await tellOwner(write, followUp, context);
    return { followUp, kind: 'updated' };
  }

  /** What no longer follows from any answer of the occurrence. */
  async function cancelStale(
    request: OpeningRequest,
    occurrenceKey: string,
    items: readonly FollowUpItem[],
    context: WorkContext,
  ): Promise<readonly Change[]> {
    const wanted = new Set(items.map((item) => sourceKeyOf(item.source, item.rule)));
    const existing = await followUps.listOfOccurrence(request.partnerId, occurrenceKey, request.write);
    const stale = existing.filter(({ state, sourceKey }) => isUnfinished(state) && !wanted.has(sourceKey));
    const changes: Change[] = [];
    for (const known of stale) {
      const change = { reason: answerChanged, closedAt: request.write.at, waitingSince: null, ...atRest };
      const followUp = await moveOn(moveDeps(request), known, 'cancel', change);
      await tellOwner(request.write, followUp, context);
      changes.push({ followUp, kind: 'cancelled' });
    }
    return changes;
  }

  async function concluded(
    request: OpeningRequest,
    context: WorkContext,
    changes: readonly Change[],
    occurrenceKeys: ReadonlySet<string>,
  ): Promise<Opened> {
    const { write, partnerId, thread } = request;
    let partnerIsTold = false;
    for (const occurrenceKey of occurrenceKeys) {
      if (thread === null) break;
      const about = { partnerId, occurrenceKey, thread };
      partnerIsTold = (await tellPartner({ followUps, write }, about, context, true)) || partnerIsTold;
    }
    const idsOf = (kind: Change['kind']) =>
      changes.filter((change) => change.kind === kind).map(({ followUp }) => followUp.followUpId);
    return { openedIds: idsOf('opened'), cancelledIds: idsOf('cancelled'), partnerIsTold };
  }

  function moveDeps({ write, actor }: OpeningRequest): MoveDeps {
    return { followUps, write, actor };
  }
}

function newFollowUp(
  followUpId: string,
  request: OpeningRequest,
  item: FollowUpItem,
  partnerId: string | null,
  context: WorkContext,
): FollowUp {
  const { rule, kind, side, title, owner, handOverTo, source, partnerVisible } = item;
  return {
    ...placedWith(item, request.write.at, context),
    followUpId,
    partnerId,
    kind,
    rule,
    side,
    title,
    ownerFunction: owner,
    thenFunction: handOverTo,
    ownerRound: 1,
    state: 'open',
    partnerVisible,
    openedAt: request.write.at,
    source,
    sourceKey: sourceKeyOf(source, rule),
    thread: partnerVisible ? request.thread : null,
    result: null,
    reason: null,
    notes: [],
    waitingSince: null,
    closedAt: null,
    closedByDelivery: null,
    reminders: 0,
    escalation: 'none',
  };
}

/** Whose it is, by when on their clock, and what the sweep does first. */
function placedWith(item: FollowUpItem, at: Date, { team, settings }: WorkContext) {
  const owner = ownerFor(item.owner, team);
  const zone = owner?.timeZone ?? settings.vendorZone;
  const time = settings.timeIn(zone);
  const due = dueOf(item.due, at, time);
  return { ...due, zone, ownerStaffId: owner?.staffId ?? null, ...firstStep(due.dueOn, at, time) };
}
