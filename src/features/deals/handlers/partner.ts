import { actionIds, callbackIds } from '#blocks/deals/ids.ts';
import { listModal } from '#blocks/deals/list.ts';
import {
  askPartnerManagerForm,
  askedView,
  extendForm,
  lostForm,
  noteForm,
  reinstateForm,
  withdrawForm,
  wonForm,
} from '#blocks/deals/partner-forms.ts';
import { textsFor } from '#blocks/deals/texts.ts';
import { notice } from '#blocks/kit/message.ts';
import { AppError } from '#core/errors.ts';
import type { ActionHandler, ActionRequest, ViewAnswer, ViewHandler, ViewRequest } from '#core/interaction.ts';
import type { ModalView } from '#core/surface.ts';
import type { PartnerStep } from '../outlook-schemas.ts';
import type { Deal } from '../schemas.ts';
import type { DealRequest } from '../service/verbs.ts';
import { requireMemberHere, show } from './asking.ts';
import { createChangingHandlers } from './changing.ts';
import type { ChangingDeps } from './changing.ts';
import { createOpening, stalledView } from './opening.ts';
import type { Opened } from './opening.ts';
import { amountOf, chosenOf, lostReasonOf, textOf, withdrawReasonOf } from './read-small.ts';
import { shownDeal } from './shown.ts';

const listLength = 40;

/** What a partner's people do with their own registrations, from the thread, the list and Home. */
export function createPartnerHandlers(deps: ChangingDeps) {
  const { service } = deps;
  const takesFiles = () => deps.slack.hasScope('files:read');
  const opening = createOpening(deps);
  const { opens, openDeal, guarded, orderOf, load, stalledNotice } = opening;
  const changing = createChangingHandlers(deps, opening);
  const actions: Readonly<Record<string, ActionHandler>> = {
    ...changing.actions,
    [actionIds.listFromHub]: openList,
    [actionIds.listFromHome]: openList,
    [actionIds.openFromList]: openDeal,
    [actionIds.view]: openDeal,
    [actionIds.note]: opens('note', ({ shown, language }) =>
      noteForm(shown, language, { isHelp: false, takesFiles: takesFiles() }),
    ),
    [actionIds.help]: opens('note', ({ shown, language }) =>
      noteForm(shown, language, { isHelp: true, takesFiles: takesFiles() }),
    ),
    [actionIds.withdraw]: opens('withdraw', ({ shown, language }) => withdrawForm(shown, language)),
    [actionIds.extend]: opens('extend', ({ shown, language }) => extendForm(shown, language)),
    [actionIds.won]: opens('won', ({ shown, language }) => wonForm(shown, language)),
    [actionIds.lost]: opens('lost', ({ shown, language }) => lostForm(shown, language)),
    [actionIds.askPartnerManager]: opens(null, ({ shown, language }) => askPartnerManagerForm(shown, language)),
    [actionIds.reinstate]: opens('reinstate', reinstateView),
    async [actionIds.takeUp](request) {
      const { value: dealId, deliveryKey, reader } = request;
      const actor = requireMemberHere(request);
      try {
        await service.takeUpOffer({ actor, dealId, deliveryKey });
        await request.notice(notice(textsFor(reader.language).list.takenUp));
      } catch (thrown) {
        await request.notice(notice(await stalledNotice(thrown, { actor, dealId, step: 'takeUp' }, reader)));
      }
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
    ...changing.views,
    [callbackIds.withdraw]: submits('withdraw', (order, { values }) =>
      service.withdrawDeal({ ...order, reason: withdrawReasonOf(values) }),
    ),
    [callbackIds.extend]: submits('extend', (order, { values }) =>
      service.requestExtension({
        ...order,
        newCloseOn: chosenOf(values, 'newCloseOn'),
        activity: textOf(values, 'activity') ?? '',
        reason: textOf(values, 'reason'),
      }),
    ),
    [callbackIds.won]: guarded('won', won),
    [callbackIds.lost]: submits('lost', (order, { values }) =>
      service.markLost({ ...order, reason: lostReasonOf(values) }),
    ),
    [callbackIds.askPartnerManager]: ask,
    [callbackIds.reinstate]: guarded('reinstate', reinstate),
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

  /** The message in the thread tells everybody what came of it, so the form just closes. */
  function submits(step: PartnerStep, work: (order: DealRequest, request: ViewRequest) => Promise<Deal>): ViewHandler {
    return guarded(step, async (request) => {
      await work(orderOf(request), request);
      return { kind: 'close' };
    });
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

  /** Nothing in the channel tells of it, so the form does. */
  async function ask(request: ViewRequest): Promise<ViewAnswer> {
    const order = orderOf(request);
    await service.askPartnerManager({ ...order, question: textOf(request.values, 'note') ?? '' });
    const { shown } = await load(order.actor, order.dealId, request.reader.zone);
    return { kind: 'update', view: askedView(shown.contactName, request.reader.language) };
  }

  async function reinstateView({ shown, language, request }: Opened): Promise<ModalView> {
    const { actor, value: dealId, reader } = request;
    try {
      await service.checkReinstatement({ actor, dealId });
      return reinstateForm(shown, language);
    } catch (thrown) {
      if (!isOver(thrown)) throw thrown;
      return stalledView('reinstate', withoutReinstating(shown), reader.zone, language);
    }
  }

  async function reinstate(request: ViewRequest): Promise<ViewAnswer> {
    const order = orderOf(request);
    const { language, zone } = request.reader;
    try {
      const update = textOf(request.values, 'update') ?? '';
      await service.requestReinstatement({ ...order, update, newCloseOn: chosenOf(request.values, 'newCloseOn') });
      return { kind: 'close' };
    } catch (thrown) {
      if (!isOver(thrown)) throw thrown;
      const { shown } = await load(order.actor, order.dealId, zone);
      return { kind: 'update', view: stalledView('reinstate', withoutReinstating(shown), zone, language) };
    }
  }
}

function isOver(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'deals.reinstatement_over';
}

function withoutReinstating(shown: Opened['shown']): Opened['shown'] {
  return { ...shown, steps: shown.steps.filter((step) => step !== 'reinstate') };
}
