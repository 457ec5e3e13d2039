import type { StaffActor } from '#core/actor.ts';
import { addBusinessDays } from '#core/calendar/business-days.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { AppError } from '#core/errors.ts';
import { conflictNeedsOperations, newlyFound, notYourAmount } from '../errors.ts';
import { isConflictReason, isWithin, levelNeeded, levelOf, mayDecideConflict } from '../rules/authority.ts';
import { withKey } from '../rules/approver.ts';
import { holderOf, mergedFindings, newFindings, openFindings } from '../rules/findings.ts';
import { isUndecided } from '../rules/states.ts';
import type { Deal } from '../schemas.ts';
import { moved } from './access.ts';
import { createActing } from './acting.ts';
import { grantApproval, turnsOf } from './approving.ts';
import type { StaffChanging } from './acting.ts';
import { moveDeal, sendAll, showBoth } from './changes.ts';
import type { DealContext, DealDeps } from './context.ts';
import { offerNext } from './line.ts';
import { reportOf } from './matching.ts';
import type { createMatching } from './matching.ts';
import { requireSafeText } from './partner-text.ts';
import { replyIntent } from './partner-intents.ts';
import { contacted } from './reviewing.ts';
import type { ReviewVerbs } from './verbs.ts';

type Deciding = Pick<ReviewVerbs, 'approveDeal' | 'rejectDeal' | 'revokeDeal'>;

const matcher = { kind: 'job', name: 'deals.matching' } as const;
/** An appeal may be filed so long (domain §4.7). */
const appealBusinessDays = 10;

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
        const evidenceUntilOn = appealUntil(context, write.at);
        const told = { reasonCode, partnerText, evidenceUntilOn, isSecondInLine: holder !== null };
        const n = deal.history.length;
        await sendAll(write, [replyIntent(saved, 'rejected', told, { n })]);
        await showBoth(changing, saved);
        await offerNext(deps, changing, deal.dealId);
        return saved;
      }),

    revokeDeal: (request) =>
      asStaff('revokeDeal', request, async (changing, deal) => {
        const { write, context } = changing;
        const { reason } = request;
        const partnerText = request.partnerText.trim();
        await requireSafeText(deps, deal.partnerId, partnerText);
        const saved = await moveDeal(changing, deal, {
          event: 'revoke',
          met: { reason_and_text: partnerText !== '' },
          reason,
          deliveryKey: request.deliveryKey,
          change: { closedReason: reason },
        });
        const effectiveOn = localDateOf(write.at, context.partner.zone);
        const told = { reason, partnerText, effectiveOn, evidenceUntilOn: appealUntil(context, write.at) };
        await sendAll(write, [replyIntent(saved, 'revoked', told)]);
        await showBoth(changing, saved);
        await offerNext(deps, changing, deal.dealId);
        return saved;
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
    const { by, byName } = decidedBy(actor, write.at);
    const { firstContactAt } = contacted(deal, changing);
    const { asCoSell = false, deliveryKey } = request;
    return grantApproval(changing, deal, { findings, report, by, byName, firstContactAt, asCoSell, deliveryKey });
  }
}

/** Throws AppError(forbidden, deals.not_your_amount). */
function requireAuthority(actor: StaffActor, deal: Deal, { settings, team }: DealContext): void {
  const needed = levelNeeded(deal.amountUsd?.amountMinor ?? null, settings);
  if (!isWithin(levelOf(actor, leadIds(team)), needed)) throw notYourAmount({ level: needed });
}

export function leadIds(team: DealContext['team']): { pmLead: string | null; vp: string | null } {
  const idOf = (key: string | null) => withKey(key, team)?.staffId ?? null;
  return { pmLead: idOf(team.leads.pmLead), vp: idOf(team.leads.vp) };
}

function decidedBy(actor: StaffActor, at: Date) {
  return { by: actor.staffId ?? '', byName: actor.name ?? '', at };
}

function appealUntil({ partner }: DealContext, at: Date): string {
  return addBusinessDays(localDateOf(at, partner.zone), appealBusinessDays, partner.cal);
}
