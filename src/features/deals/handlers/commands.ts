import { figuresModal } from '#blocks/deals/figures.ts';
import { callbackIds } from '#blocks/deals/ids.ts';
import { onBehalfForm, proposedView } from '#blocks/deals/on-behalf.ts';
import { dealsOfPartnerModal, queueModal } from '#blocks/deals/queue.ts';
import { loadingView } from '#blocks/deals/register-form.ts';
import { problemText } from '#blocks/deals/texts.ts';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import type { StaffCommand } from '#core/contributions/command.ts';
import { AppError } from '#core/errors.ts';
import type { CommandRequest, ViewAnswer, ViewHandler, ViewRequest } from '#core/interaction.ts';
import { requireRight } from '#core/rights.ts';
import type { ModalView } from '#core/surface.ts';
import type { DirectoryPublic, PartnerCard } from '#features/directory/public.ts';
import { DealDetails } from '../field-schemas.ts';
import type { FieldProblem } from '../field-schemas.ts';
import { PartnerMetadata } from '../form-schemas.ts';
import { rights } from '../rules.ts';
import type { DealService } from '../service.ts';
import { requireStaff } from './asking.ts';
import { formOptionsOf, prefilledOf } from './options.ts';
import type { OptionDeps } from './options.ts';
import { detailOf, knownValues, readForm } from './read-form.ts';
import { shownLine } from './shown.ts';

const listLength = 40;
/** Ages are counted over all of these (domain §4.7). */
const queueLength = 1000;

export interface CommandDeps extends OptionDeps {
  service: DealService;
  directory: DirectoryPublic;
  /** The modal behind "More…". */
  moreView(request: Pick<CommandRequest, 'actor' | 'reader'>, dealId: string): Promise<ModalView>;
}

/** `/partner deal new P-0016` and `/partner deals`; everything is shown in a modal, which only the person sees. */
export function createDealCommands(deps: CommandDeps) {
  const { service, directory } = deps;
  const commands: readonly StaffCommand[] = [
    {
      name: 'deal',
      usage: 'new <P-0016> | <DR-2026-0142>',
      summary: 'Register a deal for a partner, who confirms it, or open one registration',
      handle: (request) => handle(request),
    },
    {
      name: 'deals',
      usage: '[queue | P-0016 | figures [P-0016] [2026-Q4 | 2026-11]]',
      summary: 'Show what waits for a decision with its age, the registrations of a partner, or the figures',
      handle: (request) => handle(request),
    },
  ];
  const views: Readonly<Record<string, ViewHandler>> = { [callbackIds.onBehalf]: propose };
  return { commands, views };

  async function handle(request: CommandRequest): Promise<void> {
    const [first = '', ...rest] = request.text.trim().toUpperCase().split(/\s+/);
    const load = loaderOf(request, first, rest);
    await request.openLoading(loadingView('en'), load);
  }

  function loaderOf(request: CommandRequest, first: string, rest: readonly string[]): () => Promise<ModalView> {
    const { actor } = request;
    if (first === '' || first === 'QUEUE') {
      return async () => queueModal((await service.listQueue({ actor, limit: queueLength })).map(shownLine));
    }
    if (first === 'FIGURES') return () => figures(request, rest);
    if (first === 'NEW') {
      const [second = ''] = rest;
      if (second === '') throw new AppError({ kind: 'invalid', code: 'deals.partner_id_needed' });
      return () => newForm(request, second);
    }
    if (first.startsWith('DR-')) return () => deps.moreView(request, first);
    if (first.startsWith('P-')) return () => listOfPartner(request, first);
    throw new AppError({ kind: 'invalid', code: 'deals.usage' });
  }

  async function figures({ actor }: CommandRequest, words: readonly string[]): Promise<ModalView> {
    const partnerId = words.find((word) => word.startsWith('P-')) ?? null;
    const period = words.find((word) => word !== partnerId) ?? '';
    return figuresModal({ ...(await service.readFigures({ actor, partnerId, period })), partnerId });
  }

  async function listOfPartner({ actor }: CommandRequest, partnerId: string): Promise<ModalView> {
    const deals = await service.listOfPartner({ actor, partnerId, limit: listLength });
    const shown = deals.map(({ dealId, status, details }) => ({
      dealId,
      status,
      customer: details.customerLegalName,
      amount: details.estimatedAmount,
    }));
    return dealsOfPartnerModal(partnerId, shown);
  }

  async function newForm({ actor }: CommandRequest, partnerId: string): Promise<ModalView> {
    const card = await theirs({ actor }, partnerId);
    const options = await formOptionsOf(deps, actor, card);
    return onBehalfForm(card.displayName, { options, values: prefilledOf(options) });
  }

  async function propose(request: ViewRequest): Promise<ViewAnswer> {
    const { partnerId } = decodeMetadata(PartnerMetadata, request.metadata);
    const { actor } = request;
    const card = await theirs({ actor }, partnerId);
    const options = await formOptionsOf(deps, actor, card);
    const read = readForm(knownValues(request.values), options);
    const theirProblems = await service.problemsIn({ partnerId, details: read.details, complete: true });
    // The consent is the partner's to give, with the tap that confirms.
    const wrong = [...read.problems, ...theirProblems].filter(
      ({ field, isWarning }) => isWarning !== true && field !== 'consent',
    );
    const details = DealDetails.safeParse(read.details);
    if (wrong.length > 0 || !details.success) return { kind: 'errors', fields: onFields(wrong) };
    await service.proposeDeal({ actor, partnerId, details: details.data, draftId: request.viewId });
    return { kind: 'update', view: proposedView(card.displayName) };
  }

  /** The right first; a partner that is not theirs looks as one that does not exist. */
  async function theirs({ actor }: Pick<CommandRequest, 'actor'>, partnerId: string): Promise<PartnerCard> {
    requireStaff({ actor });
    requireRight(rights, 'proposeDeal', actor);
    const card = await directory.findPartner(partnerId);
    if (card === null || !(await directory.mayManage(actor, partnerId))) {
      throw new AppError({ kind: 'missing', code: 'deals.partner_not_yours' });
    }
    return card;
  }
}

function onFields(problems: readonly FieldProblem[]): Readonly<Record<string, string>> {
  const named = problems.map((problem) => {
    const input = Object.entries(detailOf).find(([, detail]) => detail === problem.field)?.[0] ?? problem.field;
    return [input, problemText(problem, 'en')] as const;
  });
  return named.length === 0
    ? { customerLegalName: problemText({ field: 'customerLegalName', code: 'invalid_value' }, 'en') }
    : Object.fromEntries(named.toReversed());
}
