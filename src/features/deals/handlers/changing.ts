import { answerForm, updateForm } from '#blocks/deals/change-forms.ts';
import { noteKeptView } from '#blocks/deals/evidence-inputs.ts';
import { actionIds, callbackIds } from '#blocks/deals/ids.ts';
import { problemText, textsFor } from '#blocks/deals/texts.ts';
import type { ActionHandler, ViewAnswer, ViewHandler, ViewRequest } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { FormValues } from '#core/surface.ts';
import type { DealField, FieldProblem } from '../field-schemas.ts';
import type { FormField } from '../form-schemas.ts';
import { editableFields, withCompanions } from '../rules/editing.ts';
import type { Deal } from '../schemas.ts';
import type { DealService } from '../service.ts';
import type { DealUpdate } from '../service/partner-verbs.ts';
import { requireMemberHere } from './asking.ts';
import { fileIdsOf, readFiles } from './evidence-files.ts';
import type { Opening } from './opening.ts';
import { formOptionsOf } from './options.ts';
import type { OptionDeps } from './options.ts';
import { inputOf } from './read-form.ts';
import { dayOf, textOf } from './read-small.ts';
import { inputsFor, readChanges, standingForm } from './standing-values.ts';
import type { ChangesRead } from './standing-values.ts';

export interface ChangingDeps extends OptionDeps {
  service: DealService;
}

const always: readonly FormField[] = ['stage', 'expectedCloseOn'];
const updated: readonly FormField[] = [...always, 'estimatedAmount', 'products', 'dealOwner'];
const dated = ['meetingOn', 'proofOn'] as const;

/** The two forms that change what a registration states: the answer to a question, and the update (domain §4.8). */
export function createChangingHandlers(deps: ChangingDeps, { opens, guarded, orderOf }: Opening) {
  const { service, directory } = deps;
  const actions: Readonly<Record<string, ActionHandler>> = {
    [actionIds.answer]: opens('answer', async ({ shown, deal, language, request }) => {
      const { filled, fields } = await asked(deal, requireMemberHere(request));
      return answerForm(shown, filled, fields, language);
    }),
    [actionIds.update]: opens('update', async ({ shown, deal, language, request }) =>
      updateForm(shown, await updateFilled(deal, requireMemberHere(request)), false, language),
    ),
    /** What was typed so far stays. */
    [actionIds.moreUpdate]: opens('update', async ({ shown, deal, language, request }) => {
      const filled = await updateFilled(deal, requireMemberHere(request));
      return updateForm(shown, { ...filled, values: { ...filled.values, ...request.values } }, true, language);
    }),
  };
  const views: Readonly<Record<string, ViewHandler>> = {
    [callbackIds.answer]: guarded('answer', answer),
    [callbackIds.update]: guarded('update', update),
  };
  return { actions, views };

  async function answer(request: ViewRequest): Promise<ViewAnswer> {
    const order = orderOf(request);
    const deal = await service.getOwn(order);
    const { filled, fields } = await asked(deal, order.actor);
    const read = readChanges(request.values, deal, filled, [...fields, ...always]);
    const files = await readFiles(deps.slack, fileIdsOf(request.values), order.actor);
    const wrong = [...(await problemsWith(read, deal)), ...(files.problem === null ? [] : [files.problem])];
    if (wrong.length > 0) return told(wrong, request.reader.language);
    const evidence = [...(read.changes.evidence ?? []), ...files.evidence];
    const details = { ...read.changes, ...(evidence.length === 0 ? {} : { evidence }) };
    await service.answerInfo({ ...order, answer: textOf(request.values, 'answer') ?? '', details });
    return files.unseenCount === 0
      ? { kind: 'close' }
      : { kind: 'update', view: noteKeptView(deal.dealId, files.unseenCount, request.reader.language) };
  }

  async function update(request: ViewRequest): Promise<ViewAnswer> {
    const order = orderOf(request);
    const { language } = request.reader;
    const deal = await service.getOwn(order);
    const read = readChanges(request.values, deal, await updateFilled(deal, order.actor), updated);
    const wrong = await problemsWith(read, deal);
    if (wrong.length > 0) return told(wrong, language);
    const change = { ...statedOf(read), ...progressOf(request.values, deal) };
    // An unchanged update says nothing of how it goes on (domain §4.10).
    if (Object.keys(change).length === 0)
      return { kind: 'errors', fields: { nextStep: textsFor(language).forms.nothingChanged } };
    await service.recordUpdate({ ...order, update: change });
    return { kind: 'close' };
  }

  async function asked(deal: Deal, actor: ReturnType<typeof requireMemberHere>) {
    const options = await formOptionsOf(deps, actor, await directory.getPartner(deal.partnerId));
    const question = deal.infoRequests.findLast(({ answeredAt }) => answeredAt === null);
    const open = editableFields(deal.status, question?.fields ?? []);
    const fields = inputsFor(open, deal, options).filter((name) => !always.includes(name));
    return { filled: standingForm(deal, options), fields };
  }

  async function updateFilled(deal: Deal, actor: ReturnType<typeof requireMemberHere>) {
    const options = await formOptionsOf(deps, actor, await directory.getPartner(deal.partnerId));
    const filled = standingForm(deal, options);
    const { nextStep, nextStepOn } = deal;
    return { ...filled, values: { ...filled.values, nextStep, nextStepOn } };
  }

  /** All that is wrong at once; the verb asks the same again. */
  async function problemsWith({ changes, problems }: ChangesRead, deal: Deal): Promise<readonly FieldProblem[]> {
    const about = withCompanions(Object.keys(changes) as DealField[]);
    const details = { ...deal.details, ...changes };
    const all = await service.problemsIn({ partnerId: deal.partnerId, details, complete: true });
    const theirs = all.filter(({ field, isWarning }) => isWarning !== true && about.includes(field));
    return [...problems, ...theirs.filter(({ field }) => !problems.some((one) => one.field === field))];
  }
}

/** Each on its field; nothing typed is lost. */
function told(problems: readonly FieldProblem[], language: Language): ViewAnswer {
  const fields = problems.map((problem) => [inputOf(problem), problemText(problem, language)] as const);
  return { kind: 'errors', fields: Object.fromEntries(fields.toReversed()) };
}

function statedOf({ changes }: ChangesRead): DealUpdate {
  const { stage, expectedCloseOn, estimatedAmount, products, dealOwner } = changes;
  return {
    ...(stage === undefined ? {} : { stage }),
    ...(expectedCloseOn === undefined || expectedCloseOn === null ? {} : { expectedCloseOn }),
    ...(estimatedAmount === undefined ? {} : { estimatedAmount }),
    ...(products === undefined ? {} : { products }),
    ...(dealOwner === undefined ? {} : { dealOwner }),
  };
}

/** How it goes on, and what took place. The day that stands beside a new step belongs to it. */
function progressOf(values: FormValues, deal: Deal): DealUpdate {
  const nextStep = textOf(values, 'nextStep');
  const nextStepOn = values['nextStepOn'] === undefined ? deal.nextStepOn : dayOf(values, 'nextStepOn');
  const isNewStep = nextStep !== null && nextStep !== deal.nextStep;
  const took = dated.map((name) => [name, dayOf(values, name)] as const).filter(([, day]) => day !== null);
  return {
    ...(isNewStep ? { nextStep, nextStepOn } : {}),
    ...(nextStepOn === deal.nextStepOn ? {} : { nextStepOn }),
    ...Object.fromEntries(took),
  };
}
