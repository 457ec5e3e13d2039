import { addBusinessDays } from '#core/calendar/business-days.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { conflictNeedsOperations, findingUnknown, tooShort } from '../errors.ts';
import { mayDecideConflict } from '../rules/authority.ts';
import { isBlocking } from '../rules/findings.ts';
import { askableFields } from '../rules/editing.ts';
import type { Deal } from '../schemas.ts';
import { createActing } from './acting.ts';
import { moveDeal, saveDeal, sendAll, showBoth } from './changes.ts';
import type { Changing } from './changes.ts';
import type { DealDeps } from './context.ts';
import { requireSafeText } from './partner-text.ts';
import { replyIntent } from './partner-intents.ts';
import type { ReviewVerbs } from './review-verbs.ts';

const shortestQuestion = 10;

type Reviewing = Pick<ReviewVerbs, 'startReview' | 'askForInfo' | 'resolveFinding'>;

/** What a reviewer does before deciding (domain §4.8). */
export function createReviewing(deps: DealDeps): Reviewing {
  const { asStaff } = createActing(deps);

  return {
    startReview: (request) =>
      asStaff('startReview', request, async (changing, deal) => {
        if (deal.status === 'in_review') return deal;
        const saved = await moveDeal(changing, deal, {
          event: 'start_review',
          met: {},
          change: contacted(deal, changing),
          deliveryKey: request.deliveryKey,
        });
        await showBoth(changing, saved);
        return saved;
      }),

    async askForInfo(request) {
      const question = request.question.trim();
      if (question.length < shortestQuestion) throw tooShort({ field: 'question', least: shortestQuestion });
      const fields = request.fields.filter((field) => askableFields.includes(field));
      return asStaff('askForInfo', request, async (changing, deal) => {
        await requireSafeText(deps, deal.partnerId, question);
        const { write, actor, context } = changing;
        const { partner, settings } = context;
        const today = localDateOf(write.at, partner.zone);
        const answerBy = addBusinessDays(today, settings.clocks.infoAnswerBusinessDays, partner.cal);
        const reviewerName = actor.kind === 'staff' ? (actor.name ?? '') : '';
        const asked = { question, fields, askedAt: write.at, askedByName: reviewerName, answerBy };
        const infoRequests = [...deal.infoRequests, { ...asked, answer: null, answeredAt: null }];
        const saved = await moveDeal(changing, deal, {
          event: 'ask_info',
          met: { question_asked: true },
          change: { ...contacted(deal, changing), infoRequests },
          deliveryKey: request.deliveryKey,
        });
        const n = infoRequests.length;
        await sendAll(write, [replyIntent(saved, 'info-needed', { reviewerName, question, answerBy, fields }, { n })]);
        await showBoth(changing, saved);
        return saved;
      });
    },

    resolveFinding: (request) =>
      asStaff('resolveFinding', request, async (changing, deal) => {
        const { actor, write } = changing;
        if (actor.kind !== 'staff' || !mayDecideConflict(actor)) throw conflictNeedsOperations();
        const isMeant = (finding: Deal['findings'][number]) =>
          finding.class === request.class && finding.subjectId === request.subjectId && isBlocking(finding);
        if (!deal.findings.some(isMeant)) throw findingUnknown();
        const { outcome, note } = request;
        const resolution = { outcome, note, by: actor.staffId ?? '', at: write.at };
        const findings = deal.findings.map((finding) => (isMeant(finding) ? { ...finding, resolution } : finding));
        const { deliveryKey } = request;
        const saved = await saveDeal(
          changing,
          deal,
          { findings },
          { action: 'conflict_settled', reason: note, deliveryKey },
        );
        await showBoth(changing, saved);
        return saved;
      }),
  };
}

/** The first time that a person on our side did something about it (domain §4.13). */
export function contacted(deal: Deal, { write }: Pick<Changing, 'write'>): Pick<Deal, 'firstContactAt'> {
  return { firstContactAt: deal.firstContactAt ?? write.at };
}
