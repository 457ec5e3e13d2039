import type { Actor } from '#core/actor.ts';
import { addHours, localDateOf } from '#core/calendar/instants.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import { alreadyDone } from '../errors.ts';
import { rights } from '../rules.ts';
import { isReminder, lastDueStep, levelOf, stepAfter, stepDays } from '../rules/due.ts';
import { coverFor, leadOf, ownerFor } from '../rules/owners.ts';
import type { FollowUp, Step } from '../schemas.ts';
import type { FollowUpStore } from '../store.ts';
import { contextOf } from './context.ts';
import type { ContextDeps, WorkContext } from './context.ts';
import { escalatedIntent, reminderIntent } from './intents.ts';
import { audit, tellUnset } from './moves.ts';

export interface SweepingDeps extends ContextDeps {
  followUps: FollowUpStore;
  inOneWrite: InOneWrite;
}

/** Reminders to the owner, and the ladder of domain §2.2 for what is overdue on our side. */
export function createSweeping(deps: SweepingDeps) {
  const { followUps, inOneWrite } = deps;

  return {
    /**
     * One conditional write with the message that it owes: repeated or run by two sweeps it happens once.
     * Throws AppError(conflict, follow-ups.already_done) when nothing is due any more. Answers what was done.
     */
    async runStep(request: { followUpId: string; now: Date; actor: Actor }): Promise<string> {
      const { followUpId, now, actor } = request;
      requireRight(rights, 'sweep', actor);
      return inOneWrite(async (write) => {
        const known = await followUps.findFollowUp(followUpId, write);
        if (!known?.nextStepAt || known.nextStepAt > now) throw alreadyDone();
        const context = await contextOf(deps, known.partnerId, write.at);
        const time = context.settings.timeIn(known.zone);
        const step = lastDueStep(known.dueOn, now, time) ?? known.nextStep ?? 'remind_due';
        const next = stepAfter(known.dueOn, now, time);
        const due = { known, step, now, context, write, actor };
        await (isReminder(step) ? remind(due, next) : escalate(due, next));
        return `${step} ${followUpId}`;
      });
    },

    /** Ids of what is due by `now`; `except` were tried already in this tick. */
    listDue: (request: { now: Date; limit: number; except: readonly string[] }): Promise<readonly string[]> =>
      followUps.listDue(request.now, request.limit, request.except),

    nextDueAt: (): Promise<Date | null> => followUps.findNextStepAt(),
    setAside: (followUpId: string, code: string): Promise<void> => followUps.setAside(followUpId, code),
  };

  async function remind({ known, now, context, write }: Due, next: ReturnType<typeof stepAfter>): Promise<void> {
    const mayRemind = known.reminders < context.settings.remindersPerItem;
    const nth = known.reminders + (mayRemind ? 1 : 0);
    const followUp = await changed(known, { ...next, reminders: nth }, write);
    const to = coverFor(known.ownerStaffId, context.team)?.person;
    if (!mayRemind || !to) return;
    const isDueDay = localDateOf(now, known.zone) >= known.dueOn;
    const notAfter = isDueDay ? addHours(known.dueAt, 24) : known.dueAt;
    await write.send(reminderIntent(followUp, context, to, { nth, isDueDay, notAfter }));
  }

  async function escalate(due: Due, next: ReturnType<typeof stepAfter>): Promise<void> {
    const { known, step, write, actor } = due;
    const escalation = levelOf[step] ?? known.escalation;
    const followUp = await changed(known, { ...next, escalation }, write);
    const levels = [{ escalation: known.escalation }, { escalation }] as const;
    await audit({ followUps, write, actor }, followUp, 'follow_up.escalated', ...levels);
    await tellAbove(due, followUp);
  }

  async function tellAbove({ step, context, write }: Due, followUp: FollowUp): Promise<void> {
    const overdue = { step, businessDays: stepDays[step] };
    if (step === 'overdue_pm') {
      const to = ownerFor('pm', context.team)?.person;
      if (to) await write.send(escalatedIntent(followUp, context, to, overdue));
      return;
    }
    const lead = step === 'overdue_vp' ? 'vp' : 'pm_lead';
    const named = leadOf(lead, context.team);
    if (named === null) return tellUnset(write, followUp, context, lead);
    // The VP reads it among the "asks" of the digest, which lists what has reached this level.
    if (lead === 'pm_lead' && named.person) await write.send(escalatedIntent(followUp, context, named.person, overdue));
  }

  async function changed(known: FollowUp, change: Parameters<FollowUpStore['changeFrom']>[1], write: Write) {
    const { followUpId, state, nextStep } = known;
    const followUp = await followUps.changeFrom({ followUpId, state, nextStep }, change, write);
    if (followUp === null) throw alreadyDone();
    return followUp;
  }
}

interface Due {
  known: FollowUp;
  step: Step;
  now: Date;
  context: WorkContext;
  write: Write;
  actor: Actor;
}
