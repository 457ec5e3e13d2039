import { colleagueView, ineligibleView, submittedView } from '#blocks/deals/draft.ts';
import { callbackIds } from '#blocks/deals/ids.ts';
import { problemText } from '#blocks/deals/texts.ts';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { AppError } from '#core/errors.ts';
import type { ViewAnswer, ViewHandler, ViewRequest } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import { DealDetails } from '../field-schemas.ts';
import type { FieldProblem } from '../field-schemas.ts';
import { FormMetadata } from '../form-schemas.ts';
import type { FormStep } from '../form-schemas.ts';
import type { Deal } from '../schemas.ts';
import { fileIdsOf, readFiles } from './evidence-files.ts';
import { createFilling, customerOf, isShown, memberOf } from './filling.ts';
import type { Filling, FormDeps } from './filling.ts';
import { inputOf, readForm, stepOf } from './read-form.ts';

/** Next, Next, Submit (domain §4.2): each keeps the draft, each names what is wrong where it stands. */
export function createSubmitHandlers(deps: FormDeps): Readonly<Record<string, ViewHandler>> {
  const { service } = deps;
  const { filled, keep, problemsNow, formView } = createFilling(deps);
  return { [callbackIds.customer]: next, [callbackIds.opportunity]: next, [callbackIds.evidence]: submit };

  async function next(request: ViewRequest): Promise<ViewAnswer> {
    const filling = await asFilled(request);
    const { step } = filling.metadata;
    const wrong = stopping(await problemsNow(filling, false)).filter(({ field }) => stepOf(field) === step);
    const nextStep = (wrong.length > 0 ? step : step + 1) as FormStep;
    await keep(request, filling, nextStep);
    if (wrong.length > 0) return tell(filling, wrong, request.reader.language);
    const metadata = { ...filling.metadata, step: nextStep, more: false };
    return { kind: 'update', view: await formView({ ...filling, metadata }, request.reader.language) };
  }

  async function submit(request: ViewRequest): Promise<ViewAnswer> {
    const { actor, partnerId } = memberOf(request);
    const before = await sentBefore(request);
    if (before !== null) return before;
    // The draft went with another form, or was discarded: nobody is there any more to be asked.
    if (request.replayed && (await service.findDraft({ actor, partnerId })) === null) return { kind: 'close' };
    const filling = await asFilled(request);
    const wrong = stopping(await problemsNow(filling, true));
    const details = DealDetails.safeParse(readForm(filling.values, filling.options).details);
    if (wrong.length > 0 || !details.success) return (await sentBefore(request)) ?? again(request, filling, wrong);
    const files = await readFiles(deps.slack, fileIdsOf(filling.values), actor);
    if (files.problem !== null) return again(request, filling, [files.problem]);
    try {
      const evidence = [...details.data.evidence, ...files.evidence];
      const order = { actor, partnerId, details: { ...details.data, evidence }, draftId: request.viewId };
      return submitted(await service.submitDeal(order), request, files.unseenCount);
    } catch (thrown) {
      return (await sentBefore(request)) ?? notTaken(thrown, request, filling);
    }
  }

  /** The same form a second time, or taken up after a crash: what became of it; its draft is gone then. */
  async function sentBefore(request: ViewRequest): Promise<ViewAnswer | null> {
    const deal = await service.findSubmitted({ ...memberOf(request), draftId: request.viewId });
    return deal === null ? null : submitted(deal, request);
  }

  function submitted({ dealId, details }: Deal, { reader }: ViewRequest, unseenFiles = 0): ViewAnswer {
    return { kind: 'update', view: submittedView(dealId, details.customerLegalName, unseenFiles, reader.language) };
  }

  /** Nothing typed is lost: the draft is kept, and the form says what to do. */
  async function notTaken(thrown: unknown, request: ViewRequest, filling: Filling): Promise<ViewAnswer> {
    if (!(thrown instanceof AppError)) throw thrown;
    const { language, zone } = request.reader;
    const { code, params, field } = thrown;
    if (code === 'deals.field_problem' && field !== undefined) {
      return again(request, filling, [{ field, code: String(params['problem']), params } as FieldProblem]);
    }
    await keep(request, filling, 3);
    if (code === 'deals.ineligible') return { kind: 'update', view: ineligibleView(String(params['check']), language) };
    if (code !== 'deals.registered_by_colleague' || !(params['at'] instanceof Date)) throw thrown;
    const on = localDateOf(params['at'], zone);
    const existing = { dealId: String(params['dealId']), customer: customerOf(filling.values), on };
    return { kind: 'update', view: colleagueView(existing, language) };
  }

  /** To the first step that holds something wrong. */
  async function again(request: ViewRequest, filling: Filling, wrong: readonly FieldProblem[]): Promise<ViewAnswer> {
    const step = Math.min(...wrong.map(({ field }) => stepOf(field)), 3) as FormStep;
    await keep(request, filling, step);
    const metadata = { ...filling.metadata, step };
    if (step === filling.metadata.step) return tell(filling, wrong, request.reader.language);
    return {
      kind: 'update',
      view: await formView({ ...filling, metadata: { ...metadata, more: true } }, request.reader.language, wrong),
    };
  }

  /** On the fields; where one of them is not in sight, above them, with all fields shown. */
  async function tell(filling: Filling, wrong: readonly FieldProblem[], language: Language): Promise<ViewAnswer> {
    const here = wrong.filter(({ field }) => stepOf(field) === filling.metadata.step);
    if (here.length > 0 && here.every(({ field }) => isShown(filling, field))) {
      const fields = here.map((problem) => [inputOf(problem), problemText(problem, language)] as const);
      return { kind: 'errors', fields: Object.fromEntries(fields.toReversed()) };
    }
    const metadata = { ...filling.metadata, more: true };
    return { kind: 'update', view: await formView({ ...filling, metadata }, language, wrong) };
  }

  async function asFilled(request: ViewRequest): Promise<Filling> {
    const metadata = decodeMetadata(FormMetadata, request.metadata);
    memberOf(request, metadata.partnerId);
    return filled(request, metadata);
  }
}

/** Warnings are for the reviewer; they stop nobody. */
function stopping(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  return problems.filter(({ isWarning }) => isWarning !== true);
}
