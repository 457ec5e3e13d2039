import { addHours } from '#core/calendar/instants.ts';
import { evidenceOver, unmet } from '../errors.ts';
import type { DealDetails } from '../field-schemas.ts';
import { matchFieldsOf } from '../matching/fields.ts';
import { evidenceUntilOn, mayAddEvidence } from '../rules/appeal.ts';
import { decisionBudget, startedClock } from '../rules/clock.ts';
import { given, withEvidence } from '../rules/evidence.ts';
import { inUsd, reportedAmount } from '../rules/fx.ts';
import type { Deal } from '../schemas.ts';
import { createActing } from './acting.ts';
import { moved } from './access.ts';
import { moveDeal, saveDeal, sendAll, showBoth } from './changes.ts';
import type { Changing } from './changes.ts';
import { closeDeal, winsWithin } from './closing.ts';
import type { DealContext, DealDeps } from './context.ts';
import { requireFitting } from './fitting.ts';
import type { createMatching } from './matching.ts';
import { replyIntent } from './partner-intents.ts';
import { takeEvidence } from './noting.ts';
import { textOf } from './partner-text.ts';
import { partnerManager, staffNoteIntent } from './staff-intents.ts';
import type { createSubmitting } from './submitting.ts';
import type { PartnerVerbs } from './partner-verbs.ts';

type Partnering = Pick<
  PartnerVerbs,
  'answerInfo' | 'addNote' | 'withdrawDeal' | 'markWon' | 'markLost' | 'takeUpOffer'
>;
const matcher = { kind: 'job', name: 'deals.matching' } as const;
const direct = { direct: true } as const;

/** What people of the partner do with their own registrations (domain §4.8, §4.9). */
export function createPartnering(
  deps: DealDeps,
  { problemsIn }: Pick<ReturnType<typeof createSubmitting>, 'problemsIn'>,
  { matchDeal }: ReturnType<typeof createMatching>,
): Partnering {
  const { deals } = deps;
  const { asPartner } = createActing(deps);

  return {
    async answerInfo(request) {
      const answer = textOf(request.answer, 'answer');
      const saved = await asPartner('answerInfo', request, async (changing, deal) => {
        if (deal.status !== 'info_needed') throw moved(deal);
        const { write, context, actor } = changing;
        const stated = request.details ?? {};
        await requireFitting(problemsIn, deal, stated);
        const { evidence = [] } = stated;
        const kept = withEvidence(deal.details.evidence, given(evidence, actor, write.at));
        const changes = { ...stated, evidence: kept };
        const infoRequests = deal.infoRequests.map((asked) =>
          asked.answeredAt === null ? { ...asked, answer, answeredAt: write.at } : asked,
        );
        const moving = await moveDeal(changing, deal, {
          event: 'answer_info',
          met: { answered: true },
          change: { infoRequests, ...restated({ ...deal.details, ...changes }, context) },
          deliveryKey: request.deliveryKey,
        });
        await deals.matchAgain({ dealId: deal.dealId, others: [deal.dealId] }, write.at, write);
        const n = infoRequests.length;
        const dueAt = moving.clock?.dueAt ?? write.at;
        await sendAll(write, [
          replyIntent(moving, 'back-in-review', { zone: context.partner.zone, decisionDueAt: dueAt }, { ...direct, n }),
          staffNoteIntent(moving, context, { kind: 'answered', text: answer, dueAt, n }),
        ]);
        await showBoth(changing, moving, true);
        return moving;
      });
      // What was answered may bring it together with, or apart from, others; the sweep does it otherwise.
      return matchDeal({ dealId: saved.dealId, actor: matcher }).catch(() => saved);
    },

    addNote: (request) =>
      asPartner('addNote', request, async (changing, deal) => {
        requireOpenForEvidence(deal, changing);
        return takeEvidence(changing, deal, request);
      }),

    withdrawDeal: (request) =>
      asPartner('withdrawDeal', request, async (changing, deal) => {
        const { reason, deliveryKey } = request;
        const closed = await closeDeal(
          deps,
          changing,
          deal,
          { outcome: 'withdrawn', reason },
          { ...direct, deliveryKey },
        );
        const { write, context } = changing;
        await sendAll(write, [staffNoteIntent(closed, context, { kind: 'withdrawn', n: 1 })]);
        return closed;
      }),

    markWon: (request) =>
      asPartner('markWon', request, async (changing, deal) => {
        if (deal.status !== 'approved' && deal.status !== 'expired') throw moved(deal);
        winsWithin(changing, deal, request.contractOn);
        const { write, context, actor } = changing;
        const { contractOn, amount, deliveryKey } = request;
        const stated = { contractOn, amount, reportedBy: actor.name ?? '', reportedAt: write.at };
        const win = { ...stated, confirmedBy: null, confirmedAt: null };
        const saved = await saveDeal(changing, deal, { win }, { action: 'win_reported', deliveryKey });
        const note = { kind: 'win_reported' as const, n: deal.history.length };
        await sendAll(write, [
          replyIntent(saved, 'won', { isConfirmed: false }, direct),
          staffNoteIntent(saved, context, note, partnerManager(context)),
        ]);
        return saved;
      }),

    markLost: (request) =>
      asPartner('markLost', request, (changing, deal) => {
        const { reason, deliveryKey } = request;
        return closeDeal(deps, changing, deal, { outcome: 'lost', reason }, { ...direct, deliveryKey });
      }),

    async takeUpOffer(request) {
      const saved = await asPartner('takeUpOffer', request, takeUp);
      return matchDeal({ dealId: saved.dealId, actor: matcher }).catch(() => saved);
    },
  };

  /** Back in review with a clock of its own; whoever waited behind it now waits for this one (domain §4.10). */
  async function takeUp(changing: Changing, deal: Deal): Promise<Deal> {
    const line = deal.secondInLine;
    if (line?.state !== 'offered') throw deal.status === 'rejected' ? unmet('unmet_offered') : moved(deal);
    const { write, context } = changing;
    const { card, reviewTime, settings, partner } = context;
    const budget = decisionBudget(card.tier, write.at, reviewTime, settings);
    const clock = startedClock(write.at, budget, reviewTime);
    const saved = await moveDeal(changing, deal, {
      event: 'take_up_offer',
      met: { offered: true },
      change: {
        clock,
        secondInLine: { ...line, state: 'confirmed' },
        decision: null,
        closedAt: null,
        closedReason: null,
      },
    });
    await deals.handLineOn(line.heldByDealId, deal.dealId, write);
    await deals.matchAgain({ dealId: deal.dealId, others: [deal.dealId] }, write.at, write);
    const n = write.at.getTime();
    const decisionDueAt = clock.dueAt ?? addHours(write.at, 1);
    await sendAll(write, [
      replyIntent(saved, 'back-in-review', { zone: partner.zone, decisionDueAt }, { ...direct, n }),
      staffNoteIntent(saved, context, { kind: 'second_in_line_took_up', dueAt: decisionDueAt, n }),
    ]);
    await showBoth(changing, saved, true);
    return saved;
  }
}

/** Throws AppError(conflict): deals.evidence_over after a refusal, deals.already_moved. */
function requireOpenForEvidence(deal: Deal, { write, context }: Changing): void {
  if (mayAddEvidence(deal, write.at, context.partner)) return;
  const until = evidenceUntilOn(deal, context.partner);
  throw until === null ? moved(deal) : evidenceOver(until);
}

/** Everything that follows from what the partner stated. */
export function restated(details: DealDetails, { settings }: DealContext) {
  const { normalizedName, searchKeys } = matchFieldsOf(details);
  return { details, normalizedName, searchKeys: [...searchKeys], ...inUsd(reportedAmount(details), settings) };
}
