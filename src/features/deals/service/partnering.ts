import { addBusinessMinutes } from '#core/calendar/business-hours.ts';
import { addHours } from '#core/calendar/instants.ts';
import { extensionPending, fieldLocked, fieldProblem, noExtensionAsked, tooShort, unmet } from '../errors.ts';
import type { DealDetails, DealField } from '../field-schemas.ts';
import { matchFieldsOf } from '../matching/fields.ts';
import { decisionBudget, startedClock } from '../rules/clock.ts';
import { lockedField, mayAddEvidence } from '../rules/editing.ts';
import { pendingExtension, silenceApproves, unmetConditions } from '../rules/extension.ts';
import { inUsd, reportedAmount } from '../rules/fx.ts';
import type { Deal } from '../schemas.ts';
import { createActing } from './acting.ts';
import { moved } from './access.ts';
import { moveDeal, saveDeal, sendAll, showBoth } from './changes.ts';
import type { Changing } from './changes.ts';
import { closeDeal, winsWithin } from './closing.ts';
import type { DealContext, DealDeps } from './context.ts';
import { protectedPart } from './extending.ts';
import type { createMatching } from './matching.ts';
import { replyIntent } from './partner-intents.ts';
import { partnerManager, reviewCardIntent, staffNoteIntent } from './staff-intents.ts';
import type { createSubmitting } from './submitting.ts';
import type { PartnerVerbs } from './verbs.ts';

type Partnering = Omit<PartnerVerbs, 'recordUpdate'>;
const matcher = { kind: 'job', name: 'deals.matching' } as const;
const direct = { direct: true } as const;
const shortestAnswer = 2;

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
      const answer = request.answer.trim();
      if (answer.length < shortestAnswer) throw tooShort({ field: 'answer', least: shortestAnswer });
      const saved = await asPartner('answerInfo', request, async (changing, deal) => {
        const changes = await allowedChanges(deal, request.details ?? {});
        const { write, context } = changing;
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
        if (!mayAddEvidence(deal.status)) throw moved(deal);
        const note = request.note.trim();
        const evidence = [...deal.details.evidence, ...(request.evidence ?? [])];
        if (note !== '') evidence.push({ kind: 'note', ref: note.slice(0, 500) });
        const change = { details: { ...deal.details, evidence: evidence.slice(-20) } };
        const saved = await saveDeal(changing, deal, change, { action: 'noted', deliveryKey: request.deliveryKey });
        const { write, context } = changing;
        // Whoever weighs the two sees what the other one has.
        await deals.matchAgain({ dealId: deal.dealId, others: [] }, write.at, write);
        await sendAll(write, [
          staffNoteIntent(saved, context, { kind: 'evidence', text: note || null, n: deal.history.length }),
          reviewCardIntent(saved, context),
        ]);
        return saved;
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

    requestExtension: (request) =>
      asPartner('requestExtension', request, async (changing, deal) => {
        if (deal.status !== 'approved') throw moved(deal);
        if (pendingExtension(deal) !== null) throw extensionPending();
        const { write, context } = changing;
        const { partner, settings, reviewTime } = context;
        const activity = request.activity.trim();
        const asked = { newCloseOn: request.newCloseOn, activity, reason: request.reason?.trim() || null };
        const held = protectedPart(deal);
        const open = unmetConditions(held, asked, write.at, partner.cal, settings);
        if (open.includes('close_date')) throw fieldProblem({ field: 'expectedCloseOn', code: 'close_in_past' });
        if (open.includes('activity')) throw tooShort({ field: 'activity', least: 1 });
        if (open.includes('milestones')) throw tooShort({ field: 'reason', least: 1 });
        const decideBy = addBusinessMinutes(write.at, settings.clocks.extensionHours * 60, reviewTime);
        const extension = {
          ...asked,
          requestedAt: write.at,
          requestedBy: changing.actor.name ?? '',
          silenceApproves: silenceApproves(held, open),
          decideBy,
          outcome: 'pending' as const,
          decidedAt: null,
          decidedBy: null,
          previousEndsOn: held.protectedUntilOn,
          endsOn: null,
          isReinstatement: false,
        };
        const extensions = [...deal.extensions, extension];
        const { deliveryKey } = request;
        const saved = await saveDeal(changing, deal, { extensions }, { action: 'extension_asked', deliveryKey });
        const n = extensions.length;
        const told = { zone: partner.zone, newCloseOn: asked.newCloseOn, decideBy };
        await sendAll(write, [
          replyIntent(saved, 'extension-asked', told, { ...direct, n }),
          staffNoteIntent(saved, context, { kind: 'extension_asked', text: activity, dueAt: decideBy, n }),
        ]);
        return saved;
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
    if (line === null || line.state !== 'offered') throw line === null ? noExtensionAsked() : unmet('unmet_offered');
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

  /** Only what was asked for, and only what still makes sense. Throws AppError(invalid) with the field. */
  async function allowedChanges(deal: Deal, details: Partial<DealDetails>): Promise<Partial<DealDetails>> {
    const asked = deal.infoRequests.findLast(({ answeredAt }) => answeredAt === null)?.fields ?? [];
    const locked = lockedField(deal.status, Object.keys(details) as DealField[], asked);
    if (locked !== null) throw fieldLocked(locked);
    const { partnerId } = deal;
    const wrong = (await problemsIn({ partnerId, details, complete: false })).find(
      ({ isWarning }) => isWarning !== true,
    );
    if (wrong !== undefined) throw fieldProblem(wrong);
    return details;
  }
}

/** Everything that follows from what the partner stated. */
export function restated(details: DealDetails, { settings }: DealContext) {
  const { normalizedName, searchKeys } = matchFieldsOf(details);
  return { details, normalizedName, searchKeys: [...searchKeys], ...inUsd(reportedAmount(details), settings) };
}
