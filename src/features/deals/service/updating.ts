import { localDateOf } from '#core/calendar/instants.ts';
import { dayToCome } from '../errors.ts';
import type { DealDetails } from '../field-schemas.ts';
import type { Protection } from '../part-schemas.ts';
import { isLargeChange } from '../rules/editing.ts';
import { slipsAfter } from '../rules/protection.ts';
import type { Deal } from '../schemas.ts';
import { moved } from './access.ts';
import { createActing } from './acting.ts';
import { saveDeal, sendAll, showBoth } from './changes.ts';
import type { Changing } from './changes.ts';
import type { DealDeps } from './context.ts';
import { protectedPart } from './extending.ts';
import { requireFitting } from './fitting.ts';
import { heldAfter } from './holding.ts';
import { replyIntent } from './partner-intents.ts';
import { restated } from './partnering.ts';
import { partnerManager, staffNoteIntent } from './staff-intents.ts';
import type { createSubmitting } from './submitting.ts';
import type { DealUpdate, PartnerVerbs } from './partner-verbs.ts';

/** Updates of approved deals: what keeps them alive (domain §4.8, §4.10). */
export function createUpdating(
  deps: DealDeps,
  { problemsIn }: Pick<ReturnType<typeof createSubmitting>, 'problemsIn'>,
): Pick<PartnerVerbs, 'recordUpdate'> {
  const { asPartner } = createActing(deps);

  return {
    recordUpdate: (request) =>
      asPartner('recordUpdate', request, async (changing, deal) => {
        if (deal.status !== 'approved') throw moved(deal);
        const changes = statedDetails(request.update);
        await requireFitting(problemsIn, deal, changes);
        const { write, context } = changing;
        const protection = milestonesMet(deal, request.update, changing);
        const change = {
          ...restated({ ...deal.details, ...changes }, context),
          protection,
          ...nextStepAfter(deal, request.update),
          ...stageSince(deal, changes.stage, write.at),
          lastUpdateAt: write.at,
        };
        const held = await heldAfter(deps, changing, deal, { ...deal, ...change });
        const { deliveryKey } = request;
        const saved = await saveDeal(changing, deal, { ...change, ...held }, { action: 'updated', deliveryKey });
        await sendAll(write, [
          replyIntent(saved, 'updated', told(deal, saved, request.update), { direct: true, n: deal.history.length }),
          ...notes(deal, saved, changing),
        ]);
        await showBoth(changing, saved, true);
        return saved;
      }),
  };
}

/** What is stated of the registration itself; the rest of an update is about its progress. */
function statedDetails({ stage, expectedCloseOn, estimatedAmount, products, dealOwner }: DealUpdate) {
  const stated = { stage, expectedCloseOn, estimatedAmount, products: products && [...products], dealOwner };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)) as Partial<DealDetails>;
}

/** A day belongs to the step that it was given with. */
function nextStepAfter(deal: Deal, update: DealUpdate): Pick<Deal, 'nextStep' | 'nextStepOn'> {
  const nextStep = update.nextStep?.trim() || deal.nextStep;
  const kept = nextStep === deal.nextStep ? deal.nextStepOn : null;
  return { nextStep, nextStepOn: update.nextStepOn === undefined ? kept : update.nextStepOn };
}

function stageSince(deal: Deal, stage: DealDetails['stage'] | undefined, at: Date): Pick<Deal, 'stageSince'> {
  return { stageSince: stage === undefined || stage === deal.details.stage ? deal.stageSince : at };
}

/**
 * Meetings and proofs count from the first; a later close date than before is a slip (M1, M3, M4). Throws
 * AppError(invalid, deals.day_to_come) for a day that has not been.
 */
function milestonesMet(deal: Deal, update: DealUpdate, { write, context }: Changing): Protection {
  const { protection } = protectedPart(deal);
  const today = localDateOf(write.at, context.partner.zone);
  const first = (name: 'meetingOn' | 'proofOn') => {
    const stated = update[name];
    if (stated !== undefined && stated > today) throw dayToCome(name);
    return protection[name] ?? stated ?? null;
  };
  const { expectedCloseOn } = update;
  return {
    ...protection,
    meetingOn: first('meetingOn'),
    proofOn: first('proofOn'),
    closeSlips:
      expectedCloseOn === undefined
        ? protection.closeSlips
        : slipsAfter(protection, deal.details.expectedCloseOn, expectedCloseOn),
  };
}

/** What of it is new to whoever reads the thread. */
function told(before: Deal, after: Deal, { meetingOn, proofOn }: DealUpdate) {
  const [old, now] = [before.details, after.details];
  const isNew = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
  const isNextNew = isNew([before.nextStep, before.nextStepOn], [after.nextStep, after.nextStepOn]);
  return {
    ...(old.stage === now.stage ? {} : { stage: now.stage }),
    ...(old.expectedCloseOn === now.expectedCloseOn || now.expectedCloseOn === null
      ? {}
      : { expectedCloseOn: now.expectedCloseOn }),
    ...(isNew(old.estimatedAmount, now.estimatedAmount) ? { amount: now.estimatedAmount } : {}),
    ...(isNew(old.products, now.products) ? { products: now.products } : {}),
    ...(isNew(old.dealOwner, now.dealOwner) ? { owner: now.dealOwner.name } : {}),
    ...(isNextNew && after.nextStep !== null ? { nextStep: after.nextStep } : {}),
    ...(isNextNew && after.nextStepOn !== null ? { nextStepOn: after.nextStepOn } : {}),
    ...(meetingOn === undefined ? {} : { meetingOn }),
    ...(proofOn === undefined ? {} : { proofOn }),
  };
}

/** What the reviewer and the partner manager should know of (domain §4.8: 25 % or another product; M4: more slips). */
export function notes(before: Deal, after: Deal, { context }: Changing) {
  const { amountChangePercent, milestones } = context.settings;
  const n = before.history.length;
  const [old, now] = [before.details, after.details];
  const isOther = old.estimatedAmount.currency !== now.estimatedAmount.currency;
  const moved = isLargeChange(old.estimatedAmount.amountMinor, now.estimatedAmount.amountMinor, amountChangePercent);
  const slips = after.protection?.closeSlips ?? 0;
  const isSlipping = slips > milestones.closeSlips && slips > (before.protection?.closeSlips ?? 0);
  return [
    isOther || moved ? staffNoteIntent(after, context, { kind: 'amount_changed', n }) : null,
    old.products.join() === now.products.join()
      ? null
      : staffNoteIntent(after, context, { kind: 'products_changed', n }),
    isSlipping ? staffNoteIntent(after, context, { kind: 'close_slipped', n }, partnerManager(context)) : null,
  ];
}
