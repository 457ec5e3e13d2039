import type { StaffActor } from '#core/actor.ts';
import { AppError } from '#core/errors.ts';
import { conflictNeedsOperations, crmUnchecked, newlyFound, notYourAmount, windowOutOfRange } from '../errors.ts';
import { appealUntilOn } from '../rules/appeal.ts';
import { isConflictReason, isWithin, levelNeeded, levelOf, mayDecideConflict } from '../rules/authority.ts';
import { contactNameOf, withKey } from '../rules/approver.ts';
import { holderOf, isOutdated, mergedFindings, newFindings, openFindings } from '../rules/findings.ts';
import { windowDaysOf } from '../rules/protection.ts';
import { isUndecided } from '../rules/states.ts';
import type { Deal } from '../schemas.ts';
import { moved } from './access.ts';
import { createActing } from './acting.ts';
import { grantApproval, turnsOf } from './approving.ts';
import type { StaffChanging } from './acting.ts';
import { moveDeal, sendAll, showBoth } from './changes.ts';
import type { DealContext, DealDeps } from './context.ts';
import { offerNext } from './line.ts';
import { reportOf } from './reporting.ts';
import type { createMatching } from './matching.ts';
import { requireSafeText } from './partner-text.ts';
import { replyIntent } from './partner-intents.ts';
import { contacted } from './reviewing.ts';
import { revoke } from './revoking.ts';
import type { ReviewVerbs } from './review-verbs.ts';

type Deciding = Pick<ReviewVerbs, 'approveDeal' | 'rejectDeal' | 'revokeDeal'>;

const matcher = { kind: 'job', name: 'deals.matching' } as const;
/** Longer than any programme protects an opportunity. */
const longestWindowDays = 730;

/** Decisions: once each, in turn for each customer (domain §4.8, issue 5 "Promises to prove"). */
export function createDeciding(deps: DealDeps, { matchDeal }: ReturnType<typeof createMatching>): Deciding {
  const { deals } = deps;
  const { asStaff } = createActing(deps);

  return {
    async approveDeal(request) {
      try {
        return await asStaff('approveDeal', request, (changing, deal) => approve(changing, deal, request));
      } catch (thrown) {
        // What was found too late is written down before the reviewer is told to look again.
        const isNews = thrown instanceof AppError && thrown.code === 'deals.newly_found';
        if (isNews) await matchDeal({ dealId: request.dealId, actor: matcher });
        throw thrown;
      }
    },

    rejectDeal: (request) =>
      asStaff('rejectDeal', request, async (changing, deal) => {
        const { write, actor, context } = changing;
        const { reasonCode } = request;
        const partnerText = request.partnerText.trim();
        if (isConflictReason(reasonCode) && !mayDecideConflict(actor)) throw conflictNeedsOperations();
        await requireSafeText(deps, deal.partnerId, partnerText);
        const holder = reasonCode === 'duplicate_registered' ? holderOf(deal.findings) : null;
        const decision = { ...decidedBy(actor, write.at), outcome: 'rejected' as const, reasonCode };
        const saved = await moveDeal(changing, deal, {
          event: 'reject',
          met: { reason_and_text: partnerText !== '' },
          reason: reasonCode,
          deliveryKey: request.deliveryKey,
          change: {
            ...contacted(deal, changing),
            decision: { ...decision, partnerText, asCoSell: false },
            closedReason: reasonCode,
            secondInLine:
              holder === null ? null : { state: 'waiting', heldByDealId: holder, offeredAt: null, confirmBy: null },
          },
        });
        const evidenceUntilOn = appealUntilOn(write.at, context.partner);
        const contactName = contactNameOf(context.team);
        const told = { reasonCode, partnerText, evidenceUntilOn, isSecondInLine: holder !== null, contactName };
        const n = deal.history.length;
        await sendAll(write, [replyIntent(saved, 'rejected', told, { n })]);
        await showBoth(changing, saved);
        await offerNext(deps, changing, deal.dealId);
        return saved;
      }),

    revokeDeal: (request) =>
      asStaff('revokeDeal', request, (changing, deal) => {
        const { reason, deliveryKey } = request;
        return revoke(deps, changing, deal, { reason, partnerText: request.partnerText.trim(), deliveryKey });
      }),
  };

  /** Matched again inside the same write, under the customer's lock: of two approvals the second sees the first. */
  async function approve(
    changing: StaffChanging,
    deal: Deal,
    request: Parameters<Deciding['approveDeal']>[0],
  ): Promise<Deal> {
    const { write, context, actor } = changing;
    if (!isUndecided(deal.status)) throw moved(deal);
    requireAuthority(actor, deal, context);
    const report = await reportOf(deps, deal, context, write.at, write);
    await deals.takeTurn(turnsOf(deal, report), write);
    const findings = mergedFindings(deal.findings, report.findings, write.at);
    if (openFindings(newFindings(deal.findings, findings)).length > 0) throw newlyFound();
    const { checkedCrm = false, asCoSell = false, windowDays, deliveryKey } = request;
    const accountsAsOf = await deps.accountsAsOf();
    if (isOutdated(accountsAsOf, write.at, context.settings) && !checkedCrm) throw crmUnchecked();
    if (windowDays !== undefined) requireWindow(windowDays, deal, actor, context);
    const granting = { ...decidedBy(actor, write.at), ...contacted(deal, changing), asCoSell, windowDays, deliveryKey };
    return grantApproval(changing, deal, { ...granting, findings, report, note: checkedCrm ? 'crm_checked' : null });
  }
}

/** Throws AppError(forbidden, deals.not_your_amount). */
function requireAuthority(actor: StaffActor, deal: Deal, { settings, team }: DealContext): void {
  const needed = levelNeeded(deal.amountUsd?.amountMinor ?? null, settings);
  if (!isWithin(levelOf(actor, leadIds(team)), needed)) throw notYourAmount({ level: needed });
}

/** Up to the longest total protection anybody may grant, beyond it a sales leader (domain §4.10). */
function requireWindow(windowDays: number, deal: Deal, actor: StaffActor, { settings, team, card }: DealContext): void {
  if (windowDays < 1 || windowDays > longestWindowDays) throw windowOutOfRange(longestWindowDays);
  const usual = windowDaysOf(card.tier, deal.details.registrationType, settings);
  if (windowDays <= Math.max(usual, settings.extension.longestTotalDays)) return;
  if (!isWithin(levelOf(actor, leadIds(team)), 'sales_leader')) throw notYourAmount({ level: 'sales_leader' });
}

export function leadIds(team: DealContext['team']): { pmLead: string | null; vp: string | null } {
  const idOf = (key: string | null) => withKey(key, team)?.staffId ?? null;
  return { pmLead: idOf(team.leads.pmLead), vp: idOf(team.leads.vp) };
}

function decidedBy(actor: StaffActor, at: Date) {
  return { by: actor.staffId ?? '', byName: actor.name ?? '', at };
}
