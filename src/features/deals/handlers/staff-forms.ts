import { staffCallbackIds } from '#blocks/deals/ids.ts';
import { doneView, stoppedView } from '#blocks/deals/staff-forms.ts';
import { staffTexts } from '#blocks/deals/staff-texts.ts';
import { errorTexts, textsFor } from '#blocks/deals/texts.ts';
import { momentText } from '#blocks/deals/words.ts';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import type { ViewAnswer, ViewHandler, ViewRequest } from '#core/interaction.ts';
import type { DealField } from '../field-schemas.ts';
import { DealMetadata, FindingMetadata } from '../form-schemas.ts';
import { askableFields } from '../rules/editing.ts';
import type { Deal } from '../schemas.ts';
import type { DealService } from '../service.ts';
import type { DealRequest } from '../service/verbs.ts';
import { ConflictFinding, RejectReason, RevokeReason, resolutions } from '../state-schemas.ts';
import { requireStaff } from './asking.ts';
import { amountOf, choiceOf, chosenOf, lostReasonOf, textOf, withdrawReasonOf } from './read-small.ts';

type Order = DealRequest & { deliveryKey: string; version: number };
type Work = (order: Order, request: ViewRequest) => Promise<Deal>;

/** The decisions of the review, each from its form; the second of two people reads what the first one did. */
export function createStaffViews({ service }: { service: DealService }): Readonly<Record<string, ViewHandler>> {
  return {
    [staffCallbackIds.approve]: approve,
    [staffCallbackIds.letter]: letter,
    [staffCallbackIds.ask]: decides((order, { values }) =>
      service.askForInfo({ ...order, question: textOf(values, 'question') ?? '', fields: fieldsOf(values['fields']) }),
    ),
    [staffCallbackIds.reject]: decides((order, { values }) =>
      service.rejectDeal({
        ...order,
        reasonCode: choiceOf(values, 'reasonCode', RejectReason),
        partnerText: textOf(values, 'partnerText') ?? '',
      }),
    ),
    [staffCallbackIds.resolve]: decides((order, { values, metadata }) => {
      const { subjectId, class: named } = decodeMetadata(FindingMetadata, metadata);
      return service.resolveFinding({
        ...order,
        subjectId,
        class: ConflictFinding.shape.class.parse(named),
        outcome: choiceOf(values, 'outcome', z.enum(resolutions)),
        note: textOf(values, 'note') ?? '',
      });
    }),
    [staffCallbackIds.decideExtension]: decides((order, { values }) =>
      service.decideExtension({
        ...order,
        outcome: choiceOf(values, 'outcome', z.enum(['approved', 'declined'])),
        partnerText: textOf(values, 'partnerText'),
      }),
    ),
    [staffCallbackIds.extend]: decides((order, { values }) =>
      service.requestExtensionFor({
        ...order,
        newCloseOn: chosenOf(values, 'newCloseOn'),
        activity: textOf(values, 'activity') ?? '',
        reason: textOf(values, 'reason'),
      }),
    ),
    [staffCallbackIds.revoke]: decides((order, { values }) =>
      service.revokeDeal({
        ...order,
        reason: choiceOf(values, 'reason', RevokeReason),
        partnerText: textOf(values, 'partnerText') ?? '',
      }),
    ),
    [staffCallbackIds.reinstate]: decides((order, { values }) =>
      service.reinstateDeal({ ...order, update: textOf(values, 'update') ?? '' }),
    ),
    [staffCallbackIds.won]: won,
    [staffCallbackIds.lost]: decides((order, { values }) =>
      service.markLostFor({ ...order, reason: lostReasonOf(values) }),
    ),
    [staffCallbackIds.withdraw]: decides((order, { values }) =>
      service.withdrawFor({ ...order, reason: withdrawReasonOf(values) }),
    ),
  };

  async function approve(request: ViewRequest): Promise<ViewAnswer> {
    const { values } = request;
    const ticked = (name: string) => (values[name] ?? []).includes('yes');
    const typed = textOf(values, 'windowDays');
    if (typed !== null && !/^\d{1,3}$/.test(typed)) {
      return { kind: 'errors', fields: { windowDays: staffTexts.forms.windowDaysWrong } };
    }
    const windowDays = typed === null ? undefined : Number(typed);
    const ticks = { asCoSell: ticked('asCoSell'), checkedCrm: ticked('checkedCrm') };
    return decides((order) => service.approveDeal({ ...order, ...ticks, windowDays }))(request);
  }

  async function letter(request: ViewRequest): Promise<ViewAnswer> {
    const { values } = request;
    const chosenPartnerId = textOf(values, 'otherPartner')?.toUpperCase() ?? textOf(values, 'chosenPartner');
    if (chosenPartnerId === null) {
      return { kind: 'errors', fields: { chosenPartner: staffTexts.forms.choosePartner } };
    }
    const [ref, partnerText] = [textOf(values, 'ref') ?? '', textOf(values, 'partnerText') ?? ''];
    const receivedOn = chosenOf(values, 'receivedOn');
    return decides((order) => service.recordLetter({ ...order, chosenPartnerId, receivedOn, ref, partnerText }))(
      request,
    );
  }

  async function won(request: ViewRequest): Promise<ViewAnswer> {
    const deal = await service.getForReview(orderOf(request));
    const { currency } = deal.win?.amount ?? deal.details.estimatedAmount;
    const amount = amountOf(request.values, 'amount', currency);
    if (amount === null || amount === 'unreadable') {
      return { kind: 'errors', fields: { amount: textsFor('en').forms.amountUnreadable } };
    }
    const contractOn = chosenOf(request.values, 'contractOn');
    return decides((order) => service.markWonFor({ ...order, contractOn, amount }))(request);
  }

  function decides(work: Work): ViewHandler {
    return async (request) => {
      try {
        const deal = await work(orderOf(request), request);
        return { kind: 'update', view: doneView(deal.dealId, deal.status) };
      } catch (thrown) {
        const stopped = thrown instanceof AppError ? stoppedText(thrown, request.reader.zone) : null;
        if (stopped === null) throw thrown;
        return { kind: 'update', view: stoppedView(stopped) };
      }
    };
  }
}

/** "Already approved by Ines 10:42", in the reader's own time; null: the field says it. */
function stoppedText({ kind, code, params }: AppError, zone: string): string | null {
  if (kind !== 'conflict' && kind !== 'forbidden') return null;
  if (code === 'deals.already_moved') {
    const status = String(params['status']);
    const at = params['at'] instanceof Date ? momentText(params['at'], zone, 'en') : '';
    return staffTexts.alreadyMoved(staffTexts.statuses[status] ?? status, String(params['by'] ?? ''), at);
  }
  const reason = code.startsWith('deals.') ? code.slice('deals.'.length) : '';
  return errorTexts.en[reason]?.(params) ?? null;
}

function orderOf(request: ViewRequest): Order {
  const { dealId, version } = decodeMetadata(DealMetadata, request.metadata);
  return { dealId, version, actor: requireStaff(request), deliveryKey: request.deliveryKey };
}

function fieldsOf(value: ViewRequest['values'][string] | undefined): readonly DealField[] {
  const chosen = typeof value === 'string' || value === null || value === undefined ? [] : value;
  return askableFields.filter((field) => chosen.includes(field));
}
