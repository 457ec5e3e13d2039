import { localDateOf } from '#core/calendar/instants.ts';
import { fieldLocked, fieldProblem } from '../errors.ts';
import type { DealDetails, DealField } from '../field-schemas.ts';
import type { Protection } from '../part-schemas.ts';
import { isLargeChange, lockedField } from '../rules/editing.ts';
import { slipsAfter } from '../rules/protection.ts';
import type { Deal } from '../schemas.ts';
import { createActing } from './acting.ts';
import { saveDeal, sendAll, showBoth } from './changes.ts';
import type { Changing } from './changes.ts';
import type { DealDeps } from './context.ts';
import { protectedPart } from './extending.ts';
import { heldAfter } from './holding.ts';
import { replyIntent } from './partner-intents.ts';
import { restated } from './partnering.ts';
import { partnerManager, staffNoteIntent } from './staff-intents.ts';
import type { createSubmitting } from './submitting.ts';
import type { DealUpdate, PartnerVerbs } from './verbs.ts';

/** Updates of approved deals: what keeps them alive (domain §4.8, §4.10). */
export function createUpdating(
  deps: DealDeps,
  { problemsIn }: Pick<ReturnType<typeof createSubmitting>, 'problemsIn'>,
): Pick<PartnerVerbs, 'recordUpdate'> {
  const { asPartner } = createActing(deps);

  return {
    recordUpdate: (request) =>
      asPartner('recordUpdate', request, async (changing, deal) => {
        const changes = await checked(deal, request.update);
        const { write, context } = changing;
        const protection = milestonesMet(deal, request.update, changing);
        const nextStep = request.update.nextStep?.trim() || deal.nextStep;
        const change = {
          ...restated({ ...deal.details, ...changes }, context),
          protection,
          nextStep,
          // A day belongs to the step that it was given with.
          ...(nextStep === deal.nextStep ? {} : { nextStepOn: null }),
          ...stageSince(deal, changes.stage, write.at),
          lastUpdateAt: write.at,
        };
        const held = await heldAfter(deps, changing, deal, { ...deal, ...change });
        const { deliveryKey } = request;
        const saved = await saveDeal(changing, deal, { ...change, ...held }, { action: 'updated', deliveryKey });
        await sendAll(write, [
          replyIntent(saved, 'updated', told(deal, saved), { direct: true, n: deal.history.length }),
          ...notes(deal, saved, changing),
        ]);
        await showBoth(changing, saved, true);
        return saved;
      }),
  };

  async function checked(deal: Deal, update: DealUpdate): Promise<Partial<DealDetails>> {
    const { stage, expectedCloseOn, estimatedAmount, products, dealOwner } = update;
    const stated = { stage, expectedCloseOn, estimatedAmount, products: products && [...products], dealOwner };
    const changes = Object.fromEntries(
      Object.entries(stated).filter(([, value]) => value !== undefined),
    ) as Partial<DealDetails>;
    const locked = lockedField(deal.status, [...(Object.keys(changes) as DealField[]), 'stage']);
    if (locked !== null) throw fieldLocked(locked);
    const problems = await problemsIn({ partnerId: deal.partnerId, details: changes, complete: false });
    const wrong = problems.find(({ isWarning }) => isWarning !== true);
    if (wrong !== undefined) throw fieldProblem(wrong);
    return changes;
  }
}

function stageSince(deal: Deal, stage: DealDetails['stage'] | undefined, at: Date): Pick<Deal, 'stageSince'> {
  return { stageSince: stage === undefined || stage === deal.details.stage ? deal.stageSince : at };
}

/** Meetings and proofs count from the first; a later close date than before is a slip (M1, M3, M4). */
function milestonesMet(deal: Deal, update: DealUpdate, { write, context }: Changing): Protection {
  const { protection } = protectedPart(deal);
  const today = localDateOf(write.at, context.partner.zone);
  const first = (known: string | null, stated: string | undefined) =>
    known ?? (stated !== undefined && stated <= today ? stated : null);
  const { expectedCloseOn } = update;
  return {
    ...protection,
    meetingOn: first(protection.meetingOn, update.meetingOn),
    proofOn: first(protection.proofOn, update.proofOn),
    closeSlips:
      expectedCloseOn === undefined
        ? protection.closeSlips
        : slipsAfter(protection, deal.details.expectedCloseOn, expectedCloseOn),
  };
}

function told(before: Deal, after: Deal) {
  const { stage, expectedCloseOn } = after.details;
  return {
    ...(stage === before.details.stage ? {} : { stage }),
    ...(expectedCloseOn === before.details.expectedCloseOn || expectedCloseOn === null ? {} : { expectedCloseOn }),
    ...(after.nextStep === before.nextStep || after.nextStep === null ? {} : { nextStep: after.nextStep }),
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
