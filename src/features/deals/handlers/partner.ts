import { actionIds, callbackIds } from '#blocks/deals/ids.ts';
import { dealModal, listModal } from '#blocks/deals/list.ts';
import type { ShownDeal } from '#blocks/deals/list.ts';
import {
  answerForm,
  extendForm,
  lostForm,
  noteForm,
  updateForm,
  withdrawForm,
  wonForm,
} from '#blocks/deals/partner-forms.ts';
import { textsFor } from '#blocks/deals/texts.ts';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import { notice } from '#blocks/kit/message.ts';
import type { ActionHandler, ActionRequest, ViewAnswer, ViewHandler, ViewRequest } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { ModalView } from '#core/surface.ts';
import { DealMetadata } from '../form-schemas.ts';
import type { Deal } from '../schemas.ts';
import type { DealService } from '../service.ts';
import type { DealRequest } from '../service/verbs.ts';
import { requireMemberHere, show } from './asking.ts';
import { amountOf, chosenOf, evidenceOf, lostReasonOf, textOf, updateOf, withdrawReasonOf } from './read-small.ts';
import { shownDeal } from './shown.ts';

const listLength = 40;

type Form = (deal: ShownDeal, language: Language) => ModalView;

/** What a partner's people do with their own registrations, from the thread, the list and Home. */
export function createPartnerHandlers({ service }: { service: DealService }) {
  const actions: Readonly<Record<string, ActionHandler>> = {
    [actionIds.listFromHub]: openList,
    [actionIds.listFromHome]: openList,
    [actionIds.openFromList]: openDeal,
    [actionIds.view]: openDeal,
    [actionIds.note]: opens((deal, language) => noteForm(deal, language, false)),
    [actionIds.help]: opens((deal, language) => noteForm(deal, language, true)),
    [actionIds.withdraw]: opens(withdrawForm),
    [actionIds.answer]: opens(answerForm),
    [actionIds.update]: opens(updateForm),
    [actionIds.extend]: opens(extendForm),
    [actionIds.won]: opens(wonForm),
    [actionIds.lost]: opens(lostForm),
    async [actionIds.takeUp](request) {
      const { actor, value: dealId, deliveryKey, reader } = request;
      requireMemberHere(request);
      await service.takeUpOffer({ actor, dealId, deliveryKey });
      await request.notice(notice(textsFor(reader.language).list.takenUp));
    },
    async [actionIds.confirmProposal](request) {
      requireMemberHere(request);
      await service.confirmOnBehalf({ actor: request.actor, proposalId: request.value });
    },
    async [actionIds.declineProposal](request) {
      requireMemberHere(request);
      await service.declineProposal({ actor: request.actor, proposalId: request.value });
    },
  };
  const views: Readonly<Record<string, ViewHandler>> = {
    [callbackIds.answer]: submits((order, { values }) => {
      const { stage, expectedCloseOn } = updateOf(values, null);
      const details = { ...(stage ? { stage } : {}), ...(expectedCloseOn ? { expectedCloseOn } : {}) };
      return service.answerInfo({ ...order, answer: textOf(values, 'answer') ?? '', details });
    }),
    [callbackIds.note]: submits((order, { values }) =>
      service.addNote({ ...order, note: textOf(values, 'note') ?? '', evidence: evidenceOf(values) }),
    ),
    [callbackIds.withdraw]: submits((order, { values }) =>
      service.withdrawDeal({ ...order, reason: withdrawReasonOf(values) }),
    ),
    [callbackIds.update]: update,
    [callbackIds.extend]: submits((order, { values }) =>
      service.requestExtension({
        ...order,
        newCloseOn: chosenOf(values, 'newCloseOn'),
        activity: textOf(values, 'activity') ?? '',
        reason: textOf(values, 'reason'),
      }),
    ),
    [callbackIds.won]: won,
    [callbackIds.lost]: submits((order, { values }) => service.markLost({ ...order, reason: lostReasonOf(values) })),
  };
  return { actions, views };

  async function openList(request: ActionRequest): Promise<void> {
    const { language, zone } = request.reader;
    await show(request, async () => {
      const actor = requireMemberHere(request, request.value);
      const deals = await service.listOwn({ actor, partnerId: actor.partnerId, limit: listLength });
      return listModal(
        deals.map((deal) => shownDeal(deal, zone)),
        zone,
        language,
      );
    });
  }

  async function openDeal(request: ActionRequest): Promise<void> {
    const { language, zone } = request.reader;
    await show(request, async () => dealModal(await own(request), zone, language));
  }

  function opens(form: Form): ActionHandler {
    return (request) => show(request, async () => form(await own(request), request.reader.language));
  }

  async function own(request: ActionRequest): Promise<ShownDeal> {
    const actor = requireMemberHere(request);
    return shownDeal(await service.getOwn({ actor, dealId: request.value }), request.reader.zone);
  }

  /** The message in the thread tells everybody what came of it, so the form just closes. */
  function submits(work: (order: DealRequest, request: ViewRequest) => Promise<Deal>): ViewHandler {
    return async (request) => {
      await work(orderOf(request), request);
      return { kind: 'close' };
    };
  }

  async function update(request: ViewRequest): Promise<ViewAnswer> {
    const order = orderOf(request);
    const { forms } = textsFor(request.reader.language);
    const deal = await service.getOwn(order);
    const { currency } = deal.details.estimatedAmount;
    const amount = amountOf(request.values, 'amount', currency);
    if (amount === 'unreadable') return { kind: 'errors', fields: { amount: forms.amountUnreadable } };
    const stated = updateOf(request.values, amount);
    const changed = Object.entries(stated).filter(([name, value]) => !isSame(value, standing(deal, name)));
    // An unchanged update still says that somebody works on it (domain §4.10), as long as it says how.
    if (changed.length === 0) return { kind: 'errors', fields: { nextStep: forms.nothingChanged } };
    await service.recordUpdate({ ...order, update: Object.fromEntries(changed) });
    return { kind: 'close' };
  }

  async function won(request: ViewRequest): Promise<ViewAnswer> {
    const order = orderOf(request);
    const { forms } = textsFor(request.reader.language);
    const { currency } = (await service.getOwn(order)).details.estimatedAmount;
    const amount = amountOf(request.values, 'amount', currency);
    if (amount === null || amount === 'unreadable')
      return { kind: 'errors', fields: { amount: forms.amountUnreadable } };
    await service.markWon({ ...order, contractOn: chosenOf(request.values, 'contractOn'), amount });
    return { kind: 'close' };
  }
}

/** Not the version that was seen: a partner's own steps are refused by what the deal is, not by who was quicker. */
function orderOf(request: ViewRequest): DealRequest {
  const { dealId } = decodeMetadata(DealMetadata, request.metadata);
  return { dealId, actor: requireMemberHere(request), deliveryKey: request.deliveryKey };
}

function standing(deal: Deal, name: string): unknown {
  if (name === 'nextStep') return deal.nextStep;
  return deal.details[name as keyof Deal['details']];
}

function isSame(stated: unknown, before: unknown): boolean {
  return JSON.stringify(stated) === JSON.stringify(before);
}
