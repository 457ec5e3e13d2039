import { noExtensionAsked, unmet } from '../errors.ts';
import { isWithin, levelOf } from '../rules/authority.ts';
import { extendedUntil, grantedCount, mostExtensions, pendingExtension } from '../rules/extension.ts';
import { isHeldByAnother, isRuledApart, mergedFindings } from '../rules/findings.ts';
import { heldKeysOf } from '../rules/opportunity.ts';
import { reinstateUntilOn } from '../rules/protection.ts';
import type { Deal } from '../schemas.ts';
import { moved } from './access.ts';
import { createActing } from './acting.ts';
import type { StaffChanging } from './acting.ts';
import { moveDeal, sendAll, showBoth } from './changes.ts';
import { closeDeal, winDeal } from './closing.ts';
import type { DealDeps } from './context.ts';
import { leadIds } from './deciding.ts';
import { protectedPart, requireExtensionAuthority, settleExtension, todayOf, unmetOfPending } from './extending.ts';
import { reportOf } from './reporting.ts';
import { requireSafeText } from './partner-text.ts';
import { replyIntent } from './partner-intents.ts';
import type { ReviewVerbs } from './review-verbs.ts';
import type { DealRequest } from './verbs.ts';

type Keeping = Pick<ReviewVerbs, 'decideExtension' | 'reinstateDeal' | 'markWonFor' | 'markLostFor' | 'withdrawFor'>;

/** What staff do with a deal after it was approved (domain §4.8, §4.10). */
export function createKeeping(deps: DealDeps): Keeping {
  const { deals } = deps;
  const { asStaff } = createActing(deps);

  return {
    decideExtension: (request) =>
      asStaff('decideExtension', request, async (changing, deal) => {
        if (pendingExtension(deal) === null) throw noExtensionAsked();
        const { outcome, deliveryKey } = request;
        const actor = changing.actor;
        const partnerText = request.partnerText?.trim() || null;
        if (outcome === 'declined' && partnerText === null) throw unmet('unmet_reason_and_text');
        if (partnerText !== null) await requireSafeText(deps, deal.partnerId, partnerText);
        if (outcome === 'approved') {
          requireExtensionAuthority(actor, unmetOfPending(deal, changing.context), changing.context);
        }
        return settleExtension(changing, deal, { outcome, partnerText, by: actor.staffId ?? '', deliveryKey });
      }),

    reinstateDeal: (request) =>
      asStaff('reinstateDeal', request, (changing, deal) => reinstate(changing, deal, request)),

    markWonFor: (request) =>
      asStaff('markWonFor', request, (changing, deal) => {
        const staffId = changing.actor.staffId ?? '';
        return winDeal(changing, deal, request, { staffId, deliveryKey: request.deliveryKey });
      }),

    markLostFor: (request) =>
      asStaff('markLostFor', request, (changing, deal) =>
        closeDeal(deps, changing, deal, { outcome: 'lost', reason: request.reason }, staffsOwn(request)),
      ),

    withdrawFor: (request) =>
      asStaff('withdrawFor', request, (changing, deal) =>
        closeDeal(deps, changing, deal, { outcome: 'withdrawn', reason: request.reason }, staffsOwn(request)),
      ),
  };

  /** Counts as an extension; nobody else may hold the opportunity by now (domain §4.8). */
  async function reinstate(changing: StaffChanging, deal: Deal, request: Parameters<Keeping['reinstateDeal']>[0]) {
    const { write, context } = changing;
    const { partner, settings, team } = context;
    if (deal.status !== 'expired') throw moved(deal);
    const actor = changing.actor;
    const held = protectedPart(deal);
    const isInTime = todayOf(changing) <= reinstateUntilOn(held.protectedUntilOn, partner.cal, settings);
    const isCounted =
      grantedCount(deal) < mostExtensions(held, settings) || isWithin(levelOf(actor, leadIds(team)), 'sales_leader');
    const update = request.update.trim();
    const report = await reportOf(deps, deal, context, write.at, write);
    await deals.takeTurn(deal.searchKeys, write);
    const findings = mergedFindings(deal.findings, report.findings, write.at);
    const isFree = !isHeldByAnother(findings);
    const protectedUntilOn = extendedUntil(held, settings);
    const asked = deal.reinstatement;
    const expectedCloseOn = asked?.newCloseOn ?? deal.details.expectedCloseOn;
    const extension = {
      requestedAt: asked?.askedAt ?? write.at,
      requestedBy: asked?.askedBy ?? actor.staffId ?? '',
      newCloseOn: expectedCloseOn ?? protectedUntilOn,
      activity: update,
      reason: null,
      silenceApproves: false,
      decideBy: write.at,
      outcome: 'approved' as const,
      decidedAt: write.at,
      decidedBy: actor.staffId ?? '',
      previousEndsOn: held.protectedUntilOn,
      endsOn: protectedUntilOn,
      isReinstatement: true,
    };
    const details = { ...deal.details, expectedCloseOn };
    const opportunity = { ...details, normalizedName: deal.normalizedName };
    const saved = await moveDeal(changing, deal, {
      event: 'reinstate',
      met: { reinstatable: isInTime && isCounted && isFree && update !== '' },
      deliveryKey: request.deliveryKey,
      change: {
        findings,
        details,
        protectedUntilOn,
        reinstatement: null,
        extensions: [...deal.extensions, extension],
        heldKeys: heldKeysOf(opportunity, isRuledApart(findings) ? deal.dealId : undefined),
        lastUpdateAt: write.at,
        closedAt: null,
      },
    });
    const n = saved.extensions.length;
    await sendAll(write, [replyIntent(saved, 'reinstated', { protectedUntilOn }, { n })]);
    await showBoth(changing, saved);
    return saved;
  }
}

function staffsOwn({ deliveryKey }: DealRequest) {
  return { direct: false, deliveryKey };
}
