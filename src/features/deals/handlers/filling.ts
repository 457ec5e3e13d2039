import { registerForm } from '#blocks/deals/register-form.ts';
import type { Actor } from '#core/actor.ts';
import type { ActionRequest, ViewRequest } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { FormValues, ModalView } from '#core/surface.ts';
import type { FieldProblem } from '../field-schemas.ts';
import { fieldsShown } from '../form-schemas.ts';
import type { FormField, FormMetadata, FormOptions, FormStep } from '../form-schemas.ts';
import type { DealDraft } from '../schemas.ts';
import type { DealService } from '../service.ts';
import { requireMemberHere } from './asking.ts';
import { fileIdsOf, keptFilesOf } from './evidence-files.ts';
import { formOptionsOf, prefilledOf } from './options.ts';
import type { OptionDeps } from './options.ts';
import { detailOf, knownValues, missingIn, readForm } from './read-form.ts';

export interface FormDeps extends OptionDeps {
  service: DealService;
}

/** How one form stands: what can be chosen, what was entered, where it is. */
export interface Filling {
  metadata: FormMetadata;
  options: FormOptions;
  values: FormValues;
}

export type Asking = Pick<ActionRequest | ViewRequest, 'actor' | 'place' | 'values'>;

/** The registration form between two looks at it: what stands in it is the draft and what was typed since. */
export function createFilling(deps: FormDeps) {
  const { service, directory } = deps;

  return {
    async begun(actor: Actor, partnerId: string, draft: DealDraft | null): Promise<Filling> {
      const options = await formOptionsOf(deps, actor, await directory.getPartner(partnerId));
      const step = (draft?.step ?? 1) as FormStep;
      return { metadata: { partnerId, step, more: false }, options, values: draft?.values ?? prefilledOf(options) };
    },

    /** The draft with what now stands in the form laid over it. */
    async filled(request: Asking, at: Pick<FormMetadata, 'step' | 'more'>): Promise<Filling> {
      const { actor, partnerId } = memberOf(request);
      const [card, draft] = await Promise.all([
        directory.getPartner(partnerId),
        service.findDraft({ actor, partnerId }),
      ]);
      const options = await formOptionsOf(deps, actor, card);
      const values = { ...(draft?.values ?? prefilledOf(options)), ...knownValues(request.values) };
      return { metadata: { ...at, partnerId }, options, values };
    },

    async keep(request: Asking, { values }: Filling, step: FormStep): Promise<void> {
      const { actor, partnerId } = memberOf(request);
      await service.saveDraft({ actor, partnerId, values: draftValues(values), step });
    },

    problemsNow,

    async formView(filling: Filling, language: Language, problems?: readonly FieldProblem[]): Promise<ModalView> {
      const { details } = readForm(filling.values, filling.options);
      const isLast = filling.metadata.step === 3;
      const shown = isLast ? await withKeptFiles(filling) : filling;
      const warnings = isLast ? (await problemsNow(filling, false)).filter(({ isWarning }) => isWarning === true) : [];
      return registerForm({ ...shown, details, problems: problems ?? warnings }, language);
    },
  };

  /** A file field cannot be filled in: what was chosen before stands beside it, to be ticked off. */
  async function withKeptFiles({ metadata, options, values }: Filling): Promise<Filling> {
    const keptFiles = await keptFilesOf(deps.slack, fileIdsOf(values));
    const kept = keptFiles.map(({ fileId }) => fileId);
    return { metadata, options: { ...options, keptFiles }, values: { ...values, keptFiles: kept, evidenceFiles: [] } };
  }

  /** Of everything entered so far; what only the registration as a whole lacks is asked with `complete`. */
  async function problemsNow(filling: Filling, complete: boolean): Promise<readonly FieldProblem[]> {
    const { metadata, options, values } = filling;
    const read = readForm(values, options);
    const mine = [...read.problems, ...(complete ? [] : missingIn(metadata.step, values, options))];
    const { partnerId } = metadata;
    const theirs = await service.problemsIn({ partnerId, details: read.details, complete });
    return [...mine, ...theirs.filter(({ field }) => !mine.some((one) => one.field === field))];
  }
}

/** Whether this field's input stands in the form as it is, so that an error can stand under it. */
export function isShown({ metadata, options, values }: Filling, field: FieldProblem['field']): boolean {
  const type = options.types.find((one) => one === values['registrationType']) ?? options.types[0] ?? 'resale';
  const filled = (name: FormField) => (values[name] ?? '').length > 0;
  const shown = fieldsShown({ step: metadata.step, type, options, withOptional: metadata.more, filled });
  return shown.some((name) => detailOf[name] === field);
}

export function memberOf(request: Pick<ActionRequest | ViewRequest, 'actor' | 'place'>, partnerId?: string) {
  const actor = requireMemberHere(request, partnerId);
  return { actor, partnerId: actor.partnerId };
}

export function customerOf(values: FormValues): string {
  const name = values['customerLegalName'];
  return typeof name === 'string' ? name : '';
}

function draftValues(values: FormValues): DealDraft['values'] {
  const kept = Object.entries(values).map(
    ([name, value]) => [name, typeof value === 'string' || value === null ? value : [...value]] as const,
  );
  return Object.fromEntries(kept);
}
