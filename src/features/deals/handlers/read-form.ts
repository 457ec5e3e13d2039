import { parseMoney } from '#core/money.ts';
import type { FormValues } from '#core/surface.ts';
import { amountTypes, dealStages, DealDetails, helpKinds, interactionTypes, sources } from '../field-schemas.ts';
import type { DealField, Evidence, FieldProblem } from '../field-schemas.ts';
import { allFields, applies, formSteps, industries, isRequired } from '../form-schemas.ts';
import type { FormField, FormOptions, FormStep } from '../form-schemas.ts';
import { registrableDomainOf } from '../matching/domains.ts';
import { linkOrWords } from '../rules/evidence.ts';

export interface FormRead {
  /** What could be read, checked for shape; what is wrong or missing is left out. */
  details: Partial<DealDetails>;
  problems: readonly FieldProblem[];
}

type Problem = Pick<FieldProblem, 'code' | 'params'>;
type Read = { value: unknown } | { problem: Problem };

/** Input of the form → field of the registration that its errors belong to. */
export const detailOf: Readonly<Record<FormField, DealField>> = {
  ...(Object.fromEntries(allFields.map((name) => [name, name])) as Record<FormField, DealField>),
  currency: 'estimatedAmount',
  evidenceFiles: 'evidence',
  keptFiles: 'evidence',
  evidenceNote: 'evidence',
};

/** Where an error about a field stands: of two inputs under the first, unless the problem says which. */
export function inputOf({ field, input }: Pick<FieldProblem, 'field' | 'input'>): string {
  return input ?? allFields.find((name) => detailOf[name] === field) ?? field;
}

/** Only what the form has: a forged field is dropped. */
export function knownValues(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => (allFields as readonly string[]).includes(name)));
}

/** The form's texts and choices as a registration (domain §4.2). */
export function readForm(values: FormValues, options: FormOptions): FormRead {
  const type = oneOf(values, 'registrationType', options.types);
  const chosen = 'value' in type ? options.types.find((one) => one === type.value) : undefined;
  const details: Record<string, unknown> = {};
  const problems: FieldProblem[] = [];
  for (const [field, read] of Object.entries(readers(values, options))) {
    const name = field as DealField;
    const isUsed = chosen === undefined || !isFormField(name) || applies(name, chosen);
    const found: Read = isUsed ? read() : { value: emptyOf(name) };
    const problem = 'problem' in found ? found.problem : shapeProblem(name, found.value);
    if (problem !== null) problems.push({ field: name, ...problem });
    else if ('value' in found && found.value !== undefined) details[name] = found.value;
  }
  return { details, problems };
}

/** Inputs of one step that are needed and empty: Slack asks for them, a changed type may need others. */
export function missingIn(step: FormStep, values: FormValues, options: FormOptions): readonly FieldProblem[] {
  const type = options.types.find((one) => one === values['registrationType']) ?? options.types[0] ?? 'resale';
  const isEmpty = (name: string) => (values[name] ?? '').length === 0;
  const missing = formSteps[step]
    .filter((name) => applies(name, type) && isRequired(name, type) && isEmpty(name))
    .map((name): FieldProblem => ({ field: detailOf[name], code: 'required' }));
  const noSite = step === 1 && isEmpty('customerDomain') && isEmpty('noWebsiteReason');
  return noSite ? [...missing, { field: 'customerDomain', code: 'required' }] : missing;
}

/** The step on which a field stands. */
export function stepOf(field: DealField): FormStep {
  const steps = [1, 2, 3] as const;
  return steps.find((step) => formSteps[step].some((name) => detailOf[name] === field)) ?? 3;
}

function readers(values: FormValues, options: FormOptions): Readonly<Partial<Record<DealField, () => Read>>> {
  const text = (name: FormField) => () => ({ value: textOf(values, name) });
  const needed = (name: FormField) => () => ({ value: textOf(values, name) ?? undefined });
  const choice = (name: FormField, choices: readonly string[]) => () => oneOf(values, name, choices);
  return {
    registrationType: choice('registrationType', options.types),
    customerLegalName: needed('customerLegalName'),
    customerDomain: () => domainOf(values, options),
    noWebsiteReason: text('noWebsiteReason'),
    customerCountry: needed('customerCountry'),
    customerCity: text('customerCity'),
    customerTaxId: () => ({ value: null }),
    division: text('division'),
    industry: () => (textOf(values, 'industry') === null ? { value: null } : oneOf(values, 'industry', industries)),
    contactName: text('contactName'),
    contactTitle: text('contactTitle'),
    contactEmail: text('contactEmail'),
    contactPhone: () => phoneOf(textOf(values, 'contactPhone')),
    products: () => productsOf(values, options),
    useCase: text('useCase'),
    estimatedAmount: () => amountOf(values, options),
    amountType: choice('amountType', amountTypes),
    termMonths: () => wholeNumberOf(textOf(values, 'termMonths')),
    expectedCloseOn: text('expectedCloseOn'),
    stage: choice('stage', dealStages),
    source: choice('source', sources),
    interactionType: choice('interactionType', interactionTypes),
    interactionOn: text('interactionOn'),
    competitors: text('competitors'),
    incumbentPartner: text('incumbentPartner'),
    publicTender: () => ({ value: ['unpublished', 'published'].includes(textOf(values, 'publicTender') ?? '') }),
    tenderPublishedOn: () => tenderDayOf(values),
    vendorContact: text('vendorContact'),
    helpNeeded: () => ({ value: listOf(values, 'helpNeeded').filter((kind) => helpKinds.includes(kind as never)) }),
    distributor: () => distributorOf(values, options),
    otherPartners: text('otherPartners'),
    dealOwner: () => ownerOf(values, options),
    evidence: () => ({ value: evidenceOf(values) }),
    consent: () => ({ value: listOf(values, 'consent').includes('yes') }),
  };
}

function isFormField(name: string): name is FormField {
  return (allFields as readonly string[]).includes(name);
}

/** Of a field that the type has no use for. */
function emptyOf(name: DealField): unknown {
  if (name === 'publicTender') return false;
  return name === 'helpNeeded' ? [] : null;
}

function shapeProblem(name: DealField, value: unknown): Problem | null {
  if (value === undefined || DealDetails.shape[name].safeParse(value).success) return null;
  return { code: 'invalid_value' };
}

function textOf(values: FormValues, name: FormField): string | null {
  const value = values[name];
  return typeof value === 'string' ? value.toWellFormed().trim() || null : null;
}

function listOf(values: FormValues, name: FormField): readonly string[] {
  const value = values[name];
  return typeof value === 'string' || value === null || value === undefined ? [] : value;
}

function oneOf(values: FormValues, name: FormField, choices: readonly string[]): Read {
  const value = textOf(values, name);
  if (value === null) return { value: undefined };
  return choices.includes(value) ? { value } : { problem: { code: 'invalid_choice' } };
}

function domainOf(values: FormValues, { allowReservedDomains }: FormOptions): Read {
  const typed = textOf(values, 'customerDomain');
  if (typed === null) return { value: null };
  const found = registrableDomainOf(typed, { allowReservedDomains });
  if ('domain' in found) return { value: found.domain };
  return { problem: { code: found.problem, params: { host: found.host.slice(0, 100) } } };
}

/** E.164: `+49 (0)30 123` is not one, since the zero would be dialled. */
function phoneOf(typed: string | null): Read {
  if (typed === null) return { value: null };
  const digits = typed.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(digits) ? { value: digits } : { problem: { code: 'phone_format' } };
}

function productsOf(values: FormValues, { products }: FormOptions): Read {
  const typed = textOf(values, 'products');
  const named = typed === null ? listOf(values, 'products') : typed.split(',').map((name) => name.trim());
  const chosen = named
    .filter((name) => name !== '')
    .map((name) => products.find((one) => one.slice(0, 75) === name) ?? name);
  return { value: chosen.length === 0 ? undefined : [...new Set(chosen)] };
}

function amountOf(values: FormValues, options: FormOptions): Read {
  const typed = textOf(values, 'estimatedAmount');
  if (typed === null) return { value: undefined };
  try {
    const read = parseMoney(typed, textOf(values, 'currency') ?? options.currency);
    return 'money' in read ? { value: read.money } : { problem: { code: `amount_${read.problem}` } };
  } catch {
    return { problem: { code: 'invalid_value' } };
  }
}

function wholeNumberOf(typed: string | null): Read {
  if (typed === null) return { value: null };
  return /^\d{1,4}$/.test(typed) ? { value: Number(typed) } : { problem: { code: 'whole_number' } };
}

function tenderDayOf(values: FormValues): Read {
  if (textOf(values, 'publicTender') !== 'published') return { value: null };
  const value = textOf(values, 'tenderPublishedOn');
  return value === null ? { problem: { code: 'required' } } : { value };
}

function distributorOf(values: FormValues, { distributors }: FormOptions): Read {
  if (textOf(values, 'distributor') === null) return { value: null };
  return oneOf(
    values,
    'distributor',
    distributors.map(({ partnerId }) => partnerId),
  );
}

function ownerOf(values: FormValues, { owners }: FormOptions): Read {
  const value = textOf(values, 'dealOwner');
  if (value === null) return { value: undefined };
  const owner = owners.find((one) => one.value === value);
  return owner ? { value: { name: owner.name, person: owner.person } } : { problem: { code: 'invalid_choice' } };
}

/** Files are looked up in Slack when the form is sent (`evidence-files.ts`). */
function evidenceOf(values: FormValues): Evidence[] {
  const entered = textOf(values, 'evidence');
  const note = textOf(values, 'evidenceNote');
  return [
    ...(entered === null ? [] : [linkOrWords(entered)]),
    ...(note === null ? [] : [{ kind: 'note' as const, ref: note }]),
  ];
}
