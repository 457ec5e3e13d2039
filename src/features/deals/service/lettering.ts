import { localDateOf } from '#core/calendar/instants.ts';
import { conflictNeedsOperations, letterInFuture, notFound, partnerUnknown, tooShort } from '../errors.ts';
import type { CustomerLetter } from '../letter-schemas.ts';
import { mayDecideConflict } from '../rules/authority.ts';
import { isUndecided } from '../rules/states.ts';
import type { Deal } from '../schemas.ts';
import { createActing } from './acting.ts';
import type { StaffChanging } from './acting.ts';
import { moved } from './access.ts';
import { saveDeal, showBoth } from './changes.ts';
import type { Changing } from './changes.ts';
import { contextOf } from './context.ts';
import type { DealDeps } from './context.ts';
import { offerNext } from './line.ts';
import { reportOf } from './reporting.ts';
import { revoke } from './revoking.ts';
import type { LetterOrder, ReviewVerbs } from './review-verbs.ts';

/** The customer's written choice of a partner, which beats other partners' claims (domain §4.5 C15). */
export function createLettering(deps: DealDeps): Pick<ReviewVerbs, 'recordLetter'> {
  const { deals, letters } = deps;
  const { asStaff } = createActing(deps);

  return {
    recordLetter: (request) => asStaff('recordLetter', request, (changing, deal) => record(changing, deal, request)),
  };

  /** Registrations in review meet the letter when they are matched again, within a minute. */
  async function record(changing: StaffChanging, deal: Deal, request: LetterOrder): Promise<Deal> {
    const { write, actor } = changing;
    if (!mayDecideConflict(actor)) throw conflictNeedsOperations();
    if (!isUndecided(deal.status) && deal.status !== 'approved' && deal.status !== 'rejected') throw moved(deal);
    const letter = await letterOf(changing, deal, request);
    await letters.insertLetter(letter, write);
    const { approved, undecided } = await losing(changing, deal, letter);
    const { deliveryKey } = request;
    const noted = await saveDeal(changing, deal, {}, { action: 'letter_recorded', reason: letter.ref, deliveryKey });
    let saved = noted;
    for (const dealId of approved) {
      const ended = await revokeFor(changing, dealId === noted.dealId ? noted : dealId, letter, request.partnerText);
      if (ended.dealId === noted.dealId) saved = ended;
    }
    await deals.matchAgain({ dealId: deal.dealId, others: [deal.dealId, ...undecided] }, write.at, write);
    // Refused because of another one who is out of the way by now, or who never was there.
    const holder = deal.secondInLine?.heldByDealId;
    if (holder !== undefined && deal.partnerId === letter.chosenPartnerId && !approved.includes(holder)) {
      await offerNext(deps, changing, holder, letter.chosenPartnerId);
    }
    const now = saved === noted ? ((await deals.findDeal(deal.dealId, write)) ?? noted) : saved;
    if (saved === noted) await showBoth(changing, now);
    return now;
  }

  async function letterOf({ write, actor, context }: StaffChanging, deal: Deal, request: LetterOrder) {
    const { receivedOn, chosenPartnerId } = request;
    const ref = request.ref.trim();
    if (ref === '') throw tooShort({ field: 'ref', least: 1 });
    if (receivedOn > localDateOf(write.at, context.settings.vendorZone)) {
      throw letterInFuture();
    }
    if ((await deps.directory.findPartner(chosenPartnerId)) === null) throw partnerUnknown();
    const letter: CustomerLetter = {
      letterId: request.deliveryKey ?? deps.ids.opaque(),
      dealId: deal.dealId,
      about: deal.details,
      ...{ chosenPartnerId, receivedOn, ref },
      recordedBy: actor.staffId ?? '',
      recordedAt: write.at,
    };
    return letter;
  }

  /** What stands in the way of the chosen partner at this opportunity, whoever holds it. */
  async function losing({ write, context }: Changing, deal: Deal, { chosenPartnerId }: CustomerLetter) {
    const asChosen = { partnerId: chosenPartnerId, details: deal.details };
    const report = await reportOf(deps, asChosen, context, write.at, write);
    const idsOf = (...classes: readonly string[]) =>
      report.findings.flatMap(({ class: of, subject, subjectId }) =>
        subject === 'deal' && subjectId !== null && classes.includes(of) ? [subjectId] : [],
      );
    return { approved: idsOf('C2'), undecided: idsOf('C1', 'C3', 'C4') };
  }

  async function revokeFor(changing: Changing, of: Deal | string, letter: CustomerLetter, text: string): Promise<Deal> {
    const deal = typeof of === 'string' ? await deals.findDeal(of, changing.write) : of;
    if (deal === null) throw notFound();
    const context = await contextOf(deps, deal, changing.write.at);
    const order = { reason: 'customer_choice', partnerText: text.trim() } as const;
    return revoke(deps, { ...changing, context }, deal, { ...order, onlyForPartnerId: letter.chosenPartnerId });
  }
}
