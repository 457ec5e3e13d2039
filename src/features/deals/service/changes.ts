import { actorLabel } from '#core/actor.ts';
import type { Actor } from '#core/actor.ts';
import type { Intent } from '#core/intent.ts';
import type { Write } from '#core/write.ts';
import { alreadyDone, unmet } from '../errors.ts';
import { pausedClock, resumedClock, stoppedClock } from '../rules/clock.ts';
import { transitionOf, unmetGuard } from '../rules/states.ts';
import type { DealEvent, Effect, Guard } from '../rules/states.ts';
import { earliest, timersAfter } from '../rules/timers.ts';
import type { Deal } from '../schemas.ts';
import type { DealStatus } from '../state-schemas.ts';
import type { DealChange, DealStore } from '../store.ts';
import { moved } from './access.ts';
import type { DealContext } from './context.ts';
import { rootIntent } from './partner-intents.ts';
import { reviewCardIntent } from './staff-intents.ts';

export interface Changing {
  deals: DealStore;
  write: Write;
  actor: Actor;
  context: DealContext;
}

export interface Saved {
  /** `<noun>.<past verb>` of the audit trail, without the noun. */
  action: string;
  reason?: string | null;
  deliveryKey?: string | undefined;
  /** Nothing that anybody decides by: the version that people saw stays good. */
  isQuiet?: true;
}

/** Notes in the story of one deal; older ones are in the audit trail. */
const longestHistory = 200;

/**
 * One conditional write of a deal with its timers, story and audit entry.
 * Throws AppError(conflict, deals.already_moved) when somebody else changed it meanwhile.
 */
export async function saveDeal(changing: Changing, deal: Deal, change: DealChange, saved: Saved): Promise<Deal> {
  const { deals, write, actor, context } = changing;
  const next: Deal = { ...deal, ...change };
  const timers = timersAfter(next, write.at, context);
  const entry = {
    at: write.at,
    action: saved.action,
    by: actorLabel(actor),
    status: next.status,
    note: saved.reason ?? null,
  };
  const store = saved.isQuiet ? deals.changeQuietly : deals.changeFrom;
  const stored = await store(
    deal,
    {
      ...change,
      timers,
      nextStepAt: earliest(timers),
      history: [...deal.history, entry].slice(-longestHistory),
      lastDelivery: saved.deliveryKey ?? deal.lastDelivery,
    },
    write,
  );
  if (stored === null) throw await overtaken(deals, deal, write);
  await write.audit({
    actor,
    action: `deal.${saved.action}`,
    object: `deals/${deal.dealId}`,
    partnerId: deal.partnerId,
    before: traced(deal),
    after: traced(stored),
    ...(saved.reason ? { reason: saved.reason } : {}),
  });
  return stored;
}

const past: Readonly<Record<DealEvent, string>> = {
  save_draft: 'draft_saved',
  submit: 'submitted',
  start_review: 'review_started',
  ask_info: 'info_asked',
  answer_info: 'info_answered',
  approve: 'approved',
  reject: 'rejected',
  withdraw: 'withdrawn',
  extend: 'extended',
  win: 'won',
  win_in_grace: 'won',
  lose: 'lost',
  expire: 'expired',
  revoke: 'revoked',
  reinstate: 'reinstated',
  uphold_appeal: 'appeal_upheld',
  take_up_offer: 'offer_taken_up',
  reverse_win: 'win_reversed',
};

export interface Step {
  event: DealEvent;
  met: Readonly<Partial<Record<Guard, boolean>>>;
  change?: DealChange;
  reason?: string | null;
  deliveryKey?: string | undefined;
}

/**
 * One step of the table of domain §4.8. Throws AppError: conflict (deals.already_moved) when there is no such step from
 * where the deal now is; invalid (deals.unmet_<guard>) when its condition does not hold.
 */
export async function moveDeal(changing: Changing, deal: Deal, step: Step): Promise<Deal> {
  const row = transitionOf(deal.status, step.event);
  if (row === null) throw moved(deal);
  const guard = unmetGuard(row, step.met);
  if (guard !== null) throw unmet(`unmet_${guard}`);
  const change = { ...effectsOf(row.effects, deal, changing), ...step.change, status: row.to as DealStatus };
  const { reason, deliveryKey } = step;
  const stored = await saveDeal(changing, deal, change, {
    action: past[step.event],
    deliveryKey,
    reason: reason ?? null,
  });
  const others = deal.findings.flatMap(({ subject, subjectId }) =>
    subject === 'deal' && subjectId ? [subjectId] : [],
  );
  await changing.deals.matchAgain({ dealId: deal.dealId, others }, changing.write.at, changing.write);
  return stored;
}

/** What every step with this effect changes, whoever takes it. */
function effectsOf(effects: readonly Effect[], deal: Deal, { write, context }: Changing): DealChange {
  const { clock } = deal;
  const { at } = write;
  const { reviewTime, settings } = context;
  const change: DealChange = {};
  if (clock !== null && effects.includes('clock_pauses')) change.clock = pausedClock(clock, at, reviewTime);
  if (clock !== null && effects.includes('clock_resumes')) change.clock = resumedClock(clock, at, reviewTime, settings);
  if (clock !== null && effects.includes('clock_stops')) change.clock = stoppedClock(clock, at, reviewTime);
  if (effects.includes('frees_opportunity') || effects.includes('win_recorded')) {
    change.heldKeys = [];
    change.closedAt = at;
  }
  if (effects.includes('appeal_opens')) change.closedAt = at;
  return change;
}

/** Owes each message that there is somebody to read. */
export async function sendAll(write: Write, intents: readonly (Intent | null)[]): Promise<void> {
  for (const intent of intents) if (intent !== null) await write.send(intent);
}

/** The partner's root and the approver's card show how the deal stands. */
export async function showBoth({ write, context }: Changing, deal: Deal, direct = false): Promise<void> {
  await sendAll(write, [rootIntent(deal, context, direct), reviewCardIntent(deal, context)]);
}

async function overtaken(deals: DealStore, deal: Deal, write: Write) {
  const now = await deals.findDeal(deal.dealId, write);
  return now === null || now.status === deal.status ? alreadyDone() : moved(now);
}

/** What the trail shows of a deal; the customer's people are no part of it (domain §17.5). */
function traced(deal: Deal): Readonly<Record<string, unknown>> {
  const { status, details, protectedUntilOn, clock, win, secondInLine, approverStaffId } = deal;
  return {
    status,
    stage: details.stage,
    expectedCloseOn: details.expectedCloseOn,
    products: details.products,
    estimatedAmount: details.estimatedAmount,
    protectedUntilOn,
    clockLevel: clock?.level ?? null,
    win: win === null ? null : { contractOn: win.contractOn, amount: win.amount, confirmed: win.confirmedAt !== null },
    inLine: secondInLine?.state ?? null,
    resolved: deal.findings.flatMap((finding) => finding.resolution?.outcome ?? []),
    approverStaffId,
  };
}
