import type { Actor } from '#core/actor.ts';
import type { Write } from '#core/write.ts';
import { alreadyMoved } from '../errors.ts';
import { coverFor, leadOf, operationsOf } from '../rules/owners.ts';
import { stateAfter } from '../rules/states.ts';
import type { FollowUpEvent } from '../rules/states.ts';
import type { FollowUp, Thread } from '../schemas.ts';
import type { FollowUpChange, FollowUpStore } from '../store.ts';
import type { WorkContext } from './context.ts';
import { cardIntent, copyIntent, leadUnsetIntent, loggedIntent } from './intents.ts';

const done: Readonly<Record<FollowUpEvent, string>> = {
  start: 'follow_up.started',
  wait: 'follow_up.waiting',
  finish: 'follow_up.done',
  decline: 'follow_up.declined',
  cancel: 'follow_up.cancelled',
  reopen: 'follow_up.reopened',
};

export interface MoveDeps {
  followUps: FollowUpStore;
  write: Write;
  actor: Actor;
}

/**
 * One step of the machine as a conditional write with its audit entry.
 * Throws AppError(conflict, follow-ups.already_moved) when the follow-up is no longer in the state being left.
 */
export async function moveOn(
  deps: MoveDeps,
  followUp: FollowUp,
  event: FollowUpEvent,
  change: FollowUpChange = {},
): Promise<FollowUp> {
  const { followUpId, state: before } = followUp;
  const state = stateAfter(before, event);
  const changed =
    state === null
      ? null
      : await deps.followUps.changeFrom({ followUpId, state: before }, { ...change, state }, deps.write);
  if (changed === null) throw alreadyMoved(followUpId, before);
  await audit(deps, followUp, done[event], { state: before }, { state: changed.state }, change.reason ?? undefined);
  return changed;
}

export async function audit(
  { write, actor }: MoveDeps,
  followUp: FollowUp,
  action: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  reason?: string,
): Promise<void> {
  const { followUpId, partnerId } = followUp;
  await write.audit({
    actor,
    action,
    object: `follow_ups/${followUpId}`,
    partnerId,
    before,
    after,
    ...(reason === undefined ? {} : { reason }),
  });
}

/** The card shows how it stands; it goes to whoever covers while the owner is away. */
export async function tellOwner(write: Write, followUp: FollowUp, context: WorkContext): Promise<void> {
  const to = coverFor(followUp.ownerStaffId, context.team)?.person;
  if (to) await write.send(cardIntent(followUp, context, to, followUp.ownerRound));
}

/** The partner's reply shows how all that was logged there stands; false when there is nothing for them to read. */
export async function tellPartner(
  { followUps, write }: Pick<MoveDeps, 'followUps' | 'write'>,
  about: { partnerId: string; occurrenceKey: string; thread: Thread },
  context: WorkContext,
  answersPerson: boolean,
): Promise<boolean> {
  const all = await followUps.listOfOccurrence(about.partnerId, about.occurrenceKey, write);
  const intent = loggedIntent(all, about.thread, context, answersPerson);
  if (intent !== null) await write.send(intent);
  return intent !== null;
}

/** The owner's card and the partner's reply show how it stands. */
export async function tellBoth(
  deps: Pick<MoveDeps, 'followUps' | 'write'>,
  followUp: FollowUp,
  context: WorkContext,
): Promise<void> {
  const { partnerId, thread, source, partnerVisible } = followUp;
  await tellOwner(deps.write, followUp, context);
  if (!partnerVisible || partnerId === null || thread === null) return;
  await tellPartner(deps, { partnerId, thread, occurrenceKey: source.occurrenceKey }, context, false);
}

/** A copy for a lead; when nobody is named in the settings, operations learn that. */
export async function tellLead(
  write: Write,
  followUp: FollowUp,
  context: WorkContext,
  lead: 'pm_lead' | 'vp',
): Promise<void> {
  const named = leadOf(lead, context.team)?.person;
  if (named) return write.send(copyIntent(followUp, context, named, lead));
  await tellUnset(write, followUp, context, lead);
}

export async function tellUnset(
  write: Write,
  followUp: FollowUp,
  context: WorkContext,
  lead: 'pm_lead' | 'vp',
): Promise<void> {
  const operations = operationsOf(context.team)?.person;
  if (operations) await write.send(leadUnsetIntent(followUp, operations, lead));
}
