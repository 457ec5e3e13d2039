import { dealModal } from '#blocks/deals/deal-modal.ts';
import type { OpenedDeal } from '#blocks/deals/deal-modal.ts';
import { dealLine } from '#blocks/deals/list.ts';
import { stalledText } from '#blocks/deals/stalled.ts';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import { AppError } from '#core/errors.ts';
import type { ActionHandler, ActionRequest, Reader, ViewAnswer, ViewHandler, ViewRequest } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { PartnerActor } from '#core/actor.ts';
import type { ModalView } from '#core/surface.ts';
import { DealMetadata } from '../form-schemas.ts';
import type { PartnerStep } from '../outlook-schemas.ts';
import type { Deal } from '../schemas.ts';
import type { DealService } from '../service.ts';
import type { DealRequest } from '../service/verbs.ts';
import { requireMemberHere, show } from './asking.ts';
import { openedDeal } from './shown.ts';

export interface Opened {
  shown: OpenedDeal;
  deal: Deal;
  language: Language;
  request: ActionRequest;
}
export type Opening = ReturnType<typeof createOpening>;

/** Forms about one deal: where a step is not possible (any more), how it stands is shown with what can be done. */
export function createOpening({ service }: { service: DealService }) {
  async function load(actor: PartnerActor, dealId: string, zone: string): Promise<{ deal: Deal; shown: OpenedDeal }> {
    const found = await service.getOutlook({ actor, dealId });
    return { deal: found.deal, shown: openedDeal(found, zone) };
  }

  return {
    openDeal: (request: ActionRequest): Promise<void> =>
      show(request, async () => {
        const { language, zone } = request.reader;
        const { shown } = await load(requireMemberHere(request), request.value, zone);
        return dealModal(shown, zone, language);
      }),

    /** `step` null: possible whatever the state. */
    opens(step: PartnerStep | null, form: (opened: Opened) => ModalView | Promise<ModalView>): ActionHandler {
      return (request) =>
        show(request, async () => {
          const { language, zone } = request.reader;
          const { deal, shown } = await load(requireMemberHere(request), request.value, zone);
          if (step !== null && !shown.steps.includes(step)) return stalledView(step, shown, zone, language);
          return form({ deal, shown, language, request });
        });
    },

    /** A form that was overtaken while it stood open shows how the deal stands now; other errors stand on its fields. */
    guarded(step: PartnerStep, work: ViewHandler): ViewHandler {
      return async (request) => {
        try {
          return await work(request);
        } catch (thrown) {
          if (!(thrown instanceof AppError) || thrown.kind !== 'conflict') throw thrown;
          const { language, zone } = request.reader;
          const { actor, dealId } = orderOf(request);
          const { shown } = await load(actor, dealId, zone);
          if (shown.steps.includes(step)) throw thrown;
          return { kind: 'update', view: stalledView(step, shown, zone, language) } satisfies ViewAnswer;
        }
      };
    },

    /** In one message: why not, and how it stands. What is no matter of the deal's state is thrown on. */
    async stalledNotice(
      thrown: unknown,
      { actor, dealId, step }: { actor: PartnerActor; dealId: string; step: PartnerStep },
      { language, zone }: Reader,
    ): Promise<string> {
      if (!(thrown instanceof AppError) || thrown.kind === 'missing') throw thrown;
      const { shown } = await load(actor, dealId, zone);
      if (shown.steps.includes(step)) throw thrown;
      return `${stalledText(step, shown, zone, language)}\n${dealLine(shown, zone, language)}`;
    },

    load,
    orderOf,
  };
}

export function stalledView(step: PartnerStep, shown: OpenedDeal, zone: string, language: Language): ModalView {
  return dealModal(shown, zone, language, stalledText(step, shown, zone, language));
}

/** Not the version that was seen: a partner's own steps are refused by what the deal is, not by who was quicker. */
function orderOf(request: ViewRequest): DealRequest & { actor: PartnerActor; deliveryKey: string } {
  const { dealId } = decodeMetadata(DealMetadata, request.metadata);
  return { dealId, actor: requireMemberHere(request), deliveryKey: request.deliveryKey };
}
