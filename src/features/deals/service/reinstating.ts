import { addBusinessMinutes } from '#core/calendar/business-hours.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { Write } from '#core/write.ts';
import { fieldProblem, reinstatementAsked, reinstatementOver } from '../errors.ts';
import { isHeldByAnother, mergedFindings } from '../rules/findings.ts';
import { reinstateUntilOn } from '../rules/protection.ts';
import type { Deal } from '../schemas.ts';
import { moved, requireOwn } from './access.ts';
import { createActing } from './acting.ts';
import { saveDeal, sendAll } from './changes.ts';
import { contextOf } from './context.ts';
import type { DealContext, DealDeps } from './context.ts';
import { protectedPart } from './extending.ts';
import { reportOf } from './reporting.ts';
import { replyIntent } from './partner-intents.ts';
import { textOf } from './partner-text.ts';
import { nameOf } from './requesting.ts';
import { staffNoteIntent } from './staff-intents.ts';
import type { createSubmitting } from './submitting.ts';
import type { PartnerVerbs } from './partner-verbs.ts';

type Reinstating = Pick<PartnerVerbs, 'checkReinstatement' | 'requestReinstatement'>;

/** The partner asks for protection back after its end (domain §18 J11); whether it is granted is staff's to say. */
export function createReinstating(
  deps: DealDeps,
  { problemsIn }: Pick<ReturnType<typeof createSubmitting>, 'problemsIn'>,
): Reinstating {
  const { asPartner } = createActing(deps);

  return {
    async checkReinstatement(request) {
      const { deal } = await requireOwn(deps, 'requestReinstatement', request);
      const at = deps.clock.now();
      await requireReinstatable(deal, await contextOf(deps, deal, at), at);
    },

    requestReinstatement: (request) =>
      asPartner('requestReinstatement', request, async (changing, deal) => {
        const { write, context, actor } = changing;
        await requireReinstatable(deal, context, write.at, write);
        const update = textOf(request.update, 'update');
        const { newCloseOn, deliveryKey } = request;
        await requireCloseDate(deal, newCloseOn);
        const { settings, reviewTime, partner } = context;
        const answerBy = addBusinessMinutes(write.at, settings.clocks.extensionHours * 60, reviewTime);
        const reinstatement = { askedAt: write.at, askedBy: nameOf(actor), newCloseOn, update, answerBy };
        const action = 'reinstatement_asked';
        const saved = await saveDeal(changing, deal, { reinstatement }, { action, deliveryKey });
        const n = deal.history.length;
        const told = { zone: partner.zone, newCloseOn, answerBy };
        await sendAll(write, [
          replyIntent(saved, 'reinstatement-asked', told, { direct: true, n }),
          staffNoteIntent(saved, context, { kind: action, text: update, dueAt: answerBy, n }),
        ]);
        return saved;
      }),
  };

  /** Throws AppError(conflict): deals.already_moved, deals.reinstatement_asked, deals.reinstatement_over. */
  async function requireReinstatable(deal: Deal, context: DealContext, at: Date, write?: Write): Promise<void> {
    if (deal.status !== 'expired') throw moved(deal);
    if (deal.reinstatement !== null) throw reinstatementAsked();
    const { protectedUntilOn } = protectedPart(deal);
    const { partner, settings } = context;
    const today = localDateOf(at, partner.zone);
    if (today > reinstateUntilOn(protectedUntilOn, partner.cal, settings)) throw reinstatementOver(protectedUntilOn);
    const { findings } = await reportOf(deps, deal, context, at, write);
    if (isHeldByAnother(mergedFindings(deal.findings, findings, at))) throw reinstatementOver(protectedUntilOn);
  }

  async function requireCloseDate({ partnerId }: Deal, expectedCloseOn: string): Promise<void> {
    const [wrong] = await problemsIn({ partnerId, details: { expectedCloseOn }, complete: false });
    if (wrong !== undefined) throw fieldProblem(wrong, 'newCloseOn');
  }
}
