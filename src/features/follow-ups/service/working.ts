import type { Actor } from '#core/actor.ts';
import { namesAnother } from '#core/foreign-names.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import { alreadyMoved, namesAnotherPartner } from '../errors.ts';
import { rights } from '../rules.ts';
import { atRest, dueAfterWait, stepAfter } from '../rules/due.ts';
import { stateAfter } from '../rules/states.ts';
import type { FollowUpEvent } from '../rules/states.ts';
import type { ClosingForm, FollowUp } from '../schemas.ts';
import type { FollowUpChange, FollowUpStore } from '../store.ts';
import { requireTheirs } from './access.ts';
import { contextOf } from './context.ts';
import type { ContextDeps, WorkContext } from './context.ts';
import { closedIntent } from './intents.ts';
import { moveOn, tellBoth, tellOwner } from './moves.ts';

export interface WorkingDeps extends ContextDeps {
  followUps: FollowUpStore;
  inOneWrite: InOneWrite;
}

export interface WorkRequest {
  followUpId: string;
  actor: Actor;
}

/** `outcome` of a form: done with a result, or not done with a reason. */
export type Closing = 'finish' | 'decline';

/**
 * What owners do. All throw AppError: forbidden; missing (not_found) for what is not theirs; conflict (already_moved)
 * when somebody else was faster.
 */
export function createWorking(deps: WorkingDeps) {
  const { followUps, inOneWrite } = deps;

  return {
    /** Work begins, or goes on after the partner has answered. Repeated it changes nothing. */
    start: (request: WorkRequest): Promise<FollowUp> => move(request, 'start', resumed),

    /** The partner's turn: no reminder and no ladder until work goes on. Repeated it changes nothing. */
    waitForPartner: (request: WorkRequest): Promise<FollowUp> =>
      move(request, 'wait', (_known, _context, at) => ({ waitingSince: at, ...atRest })),

    /** Before the form is opened. */
    async openedBy(request: WorkRequest): Promise<FollowUp> {
      const followUp = await requireTheirs(deps, 'workOn', request);
      if (stateAfter(followUp.state, 'finish') === null) throw alreadyMoved(followUp.followUpId, followUp.state);
      return followUp;
    },

    /**
     * Done, or not done, with the sentence that the partner reads and a note that nobody but us reads. The same delivery
     * again changes nothing. Throws also AppError(invalid, follow-ups.names_another_partner).
     */
    async close(
      request: WorkRequest & { closing: Closing; form: ClosingForm; deliveryKey: string },
    ): Promise<FollowUp> {
      const { closing, form, deliveryKey, actor } = request;
      const seen = await requireTheirs(deps, 'workOn', request);
      if (seen.partnerVisible && seen.partnerId !== null) {
        const names = await deps.directory.listForeignNames(seen.partnerId);
        if (namesAnother(form.sentence, names)) throw namesAnotherPartner();
      }
      return inOneWrite(async (write) => {
        const known = await requireTheirs(deps, 'workOn', request, write);
        if (known.closedByDelivery === deliveryKey) return known;
        const change = { ...closedWith(known, request, write.at), closedByDelivery: deliveryKey };
        const followUp = await moveOn({ followUps, write, actor }, known, closing, change);
        const context = await contextOf(deps, followUp.partnerId, write.at);
        await tellBoth({ followUps, write }, followUp, context);
        if (followUp.partnerVisible && followUp.thread !== null && followUp.partnerId !== null) {
          await write.send(closedIntent(followUp, followUp.thread, followUp.partnerId));
        }
        return followUp;
      });
    },

    /** Not needed any more; the partner's reply says so, the reason stays with us. */
    async cancel(request: WorkRequest & { reason: string }): Promise<FollowUp> {
      return inOneWrite(async (write) => {
        const known = await requireTheirs(deps, 'cancel', request, write);
        const change = { reason: request.reason, closedAt: write.at, waitingSince: null, ...atRest };
        const followUp = await moveOn({ followUps, write, actor: request.actor }, known, 'cancel', change);
        await tellBoth({ followUps, write }, followUp, await contextOf(deps, followUp.partnerId, write.at));
        return followUp;
      });
    },

    /** A partnership that is over leaves no work behind; nothing is said in the channel. */
    async cancelAllOf(request: { partnerId: string; actor: Actor; write: Write }): Promise<void> {
      const { partnerId, actor, write } = request;
      requireRight(rights, 'sweep', actor);
      const context = await contextOf(deps, partnerId, write.at);
      for (const known of await followUps.listUnfinishedOfPartner(partnerId, mostOfPartner, write)) {
        const change = { reason: 'partner_left', closedAt: write.at, waitingSince: null, ...atRest };
        await tellOwner(write, await moveOn({ followUps, write, actor }, known, 'cancel', change), context);
      }
    },
  };

  function move(
    request: WorkRequest,
    event: FollowUpEvent,
    changeOf: (known: FollowUp, context: WorkContext, at: Date) => FollowUpChange,
  ): Promise<FollowUp> {
    return inOneWrite(async (write) => {
      const known = await requireTheirs(deps, 'workOn', request, write);
      if (known.state === (event === 'start' ? 'in_progress' : 'waiting_partner')) return known;
      const context = await contextOf(deps, known.partnerId, write.at);
      const change = changeOf(known, context, write.at);
      const followUp = await moveOn({ followUps, write, actor: request.actor }, known, event, change);
      await tellBoth({ followUps, write }, followUp, context);
      return followUp;
    });
  }
}

const mostOfPartner = 500;

/** After the partner's turn the clock goes on where it stood. */
function resumed(known: FollowUp, { settings }: WorkContext, at: Date): FollowUpChange {
  if (known.state !== 'waiting_partner' || known.waitingSince === null) return {};
  const time = settings.timeIn(known.zone);
  const due = dueAfterWait(known, { from: known.waitingSince, to: at }, time);
  return { dueAt: due.dueAt, dueOn: due.dueOn, waitingSince: null, ...stepAfter(due.dueOn, at, time) };
}

function closedWith(
  known: FollowUp,
  { closing, form, actor }: { closing: Closing; form: ClosingForm; actor: Actor },
  at: Date,
): FollowUpChange {
  const by = actor.kind === 'staff' ? (actor.staffId ?? null) : null;
  const notes = form.note === null ? known.notes : [...known.notes, { text: form.note, by, at }];
  const said = closing === 'finish' ? { result: form.sentence } : { reason: form.sentence };
  return { ...said, notes, closedAt: at, waitingSince: null, ...atRest };
}
