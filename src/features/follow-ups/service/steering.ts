import type { Actor } from '#core/actor.ts';
import { nextBusinessDay } from '#core/calendar/business-days.ts';
import { isPlainDate } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { Write } from '#core/write.ts';
import { alreadyMoved, badDay, staffUnknown } from '../errors.ts';
import { atRest, dueOnDay, stepAfter } from '../rules/due.ts';
import { isUnfinished } from '../rules/states.ts';
import type { FollowUp } from '../schemas.ts';
import { requireTheirs } from './access.ts';
import { contextOf } from './context.ts';
import type { WorkContext } from './context.ts';
import { cardIntent, newDateIntent } from './intents.ts';
import { audit, tellBoth } from './moves.ts';
import type { FollowUpChange } from '../store.ts';
import type { WorkingDeps, WorkRequest } from './working.ts';

/** Who does it and by when; throws as the verbs of `working.ts`. */
export function createSteering(deps: WorkingDeps) {
  const { followUps, inOneWrite } = deps;

  return {
    /** Hands it to the colleague with this key. Throws also AppError(missing, follow-ups.staff_unknown). */
    async reassign(request: WorkRequest & { staffKey: string }): Promise<FollowUp> {
      const { actor, staffKey } = request;
      return inOneWrite(async (write) => {
        const known = await requireTheirs(deps, 'reassign', request, write);
        const context = await contextOf(deps, known.partnerId, write.at);
        const owner = context.team.staff.find((member) => member.key === staffKey);
        if (owner === undefined) throw staffUnknown(staffKey);
        if (owner.staffId === known.ownerStaffId) return known;
        const change = { ownerStaffId: owner.staffId, ownerRound: known.ownerRound + 1 };
        const followUp = await changed(known, change, write);
        const owners = [{ ownerStaffId: known.ownerStaffId }, { ownerStaffId: owner.staffId }] as const;
        await audit({ followUps, write, actor }, followUp, 'follow_up.reassigned', ...owners);
        await closeFormerCard(write, known, followUp, context);
        await tellBoth({ followUps, write }, followUp, context);
        return followUp;
      });
    },

    /** A new promise: the partner is told the day, reminders and ladder start from it. Throws also AppError(invalid, follow-ups.bad_day). */
    async setNewDate(request: WorkRequest & { dueOn: string; actor: Actor }): Promise<FollowUp> {
      const { actor } = request;
      return inOneWrite(async (write) => {
        const known = await requireTheirs(deps, 'setNewDate', request, write);
        const context = await contextOf(deps, known.partnerId, write.at);
        const time = context.settings.timeIn(known.zone);
        if (!isPlainDate(request.dueOn) || request.dueOn <= localDateOf(write.at, known.zone)) throw badDay();
        const due = dueOnDay(nextBusinessDay(request.dueOn, time.cal), time);
        if (due.dueOn === known.dueOn) return known;
        const next = known.state === 'waiting_partner' ? atRest : stepAfter(due.dueOn, write.at, time);
        const followUp = await changed(known, { ...due, ...next, escalation: 'none' }, write);
        const days = [{ dueOn: known.dueOn }, { dueOn: due.dueOn }] as const;
        await audit({ followUps, write, actor }, followUp, 'follow_up.rescheduled', ...days);
        await tellBoth({ followUps, write }, followUp, context);
        await tellNewDate(write, followUp, context);
        return followUp;
      });
    },
  };

  async function changed(known: FollowUp, change: FollowUpChange, write: Write): Promise<FollowUp> {
    const { followUpId, state, ownerRound } = known;
    const isOpen = isUnfinished(state);
    const followUp = isOpen ? await followUps.changeFrom({ followUpId, state, ownerRound }, change, write) : null;
    if (followUp === null) throw alreadyMoved(followUpId, state);
    return followUp;
  }

  /** The card of who had it says so and takes no more presses. */
  async function closeFormerCard(write: Write, known: FollowUp, followUp: FollowUp, context: WorkContext) {
    const former = context.team.staff.find((member) => member.staffId === known.ownerStaffId)?.person;
    if (former) await write.send(cardIntent(followUp, context, former, known.ownerRound));
  }

  async function tellNewDate(write: Write, followUp: FollowUp, context: WorkContext): Promise<void> {
    const { partnerId, thread, partnerVisible } = followUp;
    if (!partnerVisible || thread === null || partnerId === null) return;
    await write.send(newDateIntent(followUp, thread, context, partnerId));
  }
}
