import { localDateOf } from '#core/calendar/instants.ts';
import { changeNeedsContact, fieldLocked, fieldProblem } from '../errors.ts';
import type { DealDetails, DealField } from '../field-schemas.ts';
import type { Protection } from '../part-schemas.ts';
import { isLargeChange, lockedField } from '../rules/editing.ts';
import { isRuledApart, mergedFindings, newFindings, openFindings } from '../rules/findings.ts';
import { heldKeysOf } from '../rules/opportunity.ts';
import { slipsAfter } from '../rules/protection.ts';
import type { Deal } from '../schemas.ts';
import { createActing } from './acting.ts';
import { turnsOf } from './approving.ts';
import { saveDeal, sendAll, showBoth } from './changes.ts';
import type { Changing } from './changes.ts';
import type { DealDeps } from './context.ts';
import { protectedPart } from './extending.ts';
import { reportOf } from './matching.ts';
import { replyIntent } from './partner-intents.ts';
import { restated } from './partnering.ts';
import { partnerManager, staffNoteIntent } from './staff-intents.ts';
import type { createSubmitting } from './submitting.ts';
import type { DealUpdate, PartnerVerbs } from './verbs.ts';

/** Where another registration stands in the way of what is now stated (domain §4.5). */
const heldByAnother: readonly string[] = ['C1', 'C2', 'C3', 'C4'];

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
          lastUpdateAt: write.at,
        };
        const held = await heldAfter(changing, deal, { ...deal, ...change });
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

  /**
   * What the deal holds follows its products and close date, checked again in its customer's turn. Throws
   * AppError(conflict, deals.change_needs_contact) when another registration would be met.
   */
  async function heldAfter(changing: Changing, deal: Deal, next: Deal): Promise<Partial<Pick<Deal, 'heldKeys'>>> {
    const { deals, write, context } = changing;
    const [old, now] = [deal.details, next.details];
    if (old.products.join() === now.products.join() && old.expectedCloseOn === now.expectedCloseOn) return {};
    await deals.takeTurn(turnsOf(deal, deal), write);
    const report = await reportOf(deps, next, context, write.at, write);
    const findings = newFindings(deal.findings, mergedFindings(deal.findings, report.findings, write.at));
    if (openFindings(findings).some(({ class: of }) => heldByAnother.includes(of))) throw changeNeedsContact();
    await deals.matchAgain({ dealId: deal.dealId, others: [] }, write.at, write);
    const apartAs = isRuledApart(deal.findings) ? deal.dealId : undefined;
    return { heldKeys: heldKeysOf({ ...now, normalizedName: next.normalizedName }, apartAs) };
  }

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
function notes(before: Deal, after: Deal, { context }: Changing) {
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
