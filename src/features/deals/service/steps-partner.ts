import { withdrawOn } from '../rules/timers.ts';
import { saveDeal, sendAll, showBoth } from './changes.ts';
import { closeDeal } from './closing.ts';
import type { DealDeps } from './context.ts';
import { offerNext } from './line.ts';
import { replyIntent } from './partner-intents.ts';
import { staffNoteIntent } from './staff-intents.ts';
import type { SweepStep } from './steps-clock.ts';

/** Five business days without an answer: a warning with the day on which it ends (domain §4.7). */
export const warnOfSilence: SweepStep = async ({ write, context }, deal) => {
  const asked = deal.infoRequests.findLast(({ answeredAt }) => answeredAt === null);
  if (asked === undefined) return deal;
  const { question, answerBy } = asked;
  const told = { question, withdrawOn: withdrawOn(answerBy, context.partner.cal, context.settings) };
  await sendAll(write, [replyIntent(deal, 'info-warning', told, { n: deal.infoRequests.length })]);
  return deal;
};

/** Five more: withdrawn; what was filled in can be sent again (domain §4.7). */
export function withdrawUnanswered(deps: DealDeps): SweepStep {
  return async (changing, deal) => {
    if (deal.status !== 'info_needed') return deal;
    const closing = { outcome: 'withdrawn', reason: 'no_answer' } as const;
    const closed = await closeDeal(deps, changing, deal, closing, { direct: false });
    const { write, context } = changing;
    await sendAll(write, [staffNoteIntent(closed, context, { kind: 'withdrawn', n: 1 })]);
    return closed;
  };
}

/** The next in line is asked when this one does not answer (domain §4.10). */
export function lapseOffer(deps: DealDeps): SweepStep {
  return async (changing, deal) => {
    const line = deal.secondInLine;
    if (line === null || line.state !== 'offered') return deal;
    const secondInLine = { ...line, state: 'lapsed' as const };
    const saved = await saveDeal(changing, deal, { secondInLine }, { action: 'offer_lapsed' });
    await sendAll(changing.write, [replyIntent(saved, 'offer-lapsed', {}, { n: line.offeredAt?.getTime() ?? 0 })]);
    await showBoth(changing, saved);
    await offerNext(deps, changing, line.heldByDealId);
    return saved;
  };
}
