import type { Filled } from '#blocks/deals/form-inputs.ts';
import { amountInput } from '#blocks/deals/words.ts';
import type { FormValues } from '#core/surface.ts';
import type { DealDetails, DealField, FieldProblem } from '../field-schemas.ts';
import { allFields, applies, isOffered, isRequired } from '../form-schemas.ts';
import type { FormField, FormOptions, OwnerOption } from '../form-schemas.ts';
import { withCompanions } from '../rules/editing.ts';
import type { Deal } from '../schemas.ts';
import { detailOf, readForm } from './read-form.ts';

/** Slack takes no longer values of options; whoever reads the form makes them whole again. */
const longestOption = 75;

/** Inputs of the registration form with what a registration states in them. */
export function standingForm({ details }: Deal, options: FormOptions): Filled {
  const known = withStanding(options, details);
  return { options: known, values: standingValues(details, known) };
}

/** The inputs of these fields, in the order of the form. */
export function inputsFor(fields: readonly DealField[], { details }: Deal, options: FormOptions): readonly FormField[] {
  const isUsed = (name: FormField) => name !== 'evidenceNote' && name !== 'keptFiles' && isOffered(name, options);
  return allFields.filter(
    (name) => fields.includes(detailOf[name]) && applies(name, details.registrationType) && isUsed(name),
  );
}

export interface ChangesRead {
  changes: Partial<DealDetails>;
  problems: readonly FieldProblem[];
}

/** What differs from what stands in those of these inputs that the form showed; evidence that was entered is new. */
export function readChanges(
  typed: FormValues,
  deal: Deal,
  { options, values }: Filled,
  names: readonly FormField[],
): ChangesRead {
  const shown = names.filter((name) => typed[name] !== undefined);
  const entered = Object.fromEntries(shown.map((name) => [name, typed[name] ?? null]));
  const read = readForm({ ...values, ...entered }, options);
  const isEmpty = (value: FormValues[string] | undefined) => (value ?? '').length === 0;
  const emptied = shown
    .filter((name) => isRequired(name, deal.details.registrationType))
    .filter((name) => isEmpty(typed[name]) && !isEmpty(values[name]))
    .map((name): FieldProblem => ({ field: detailOf[name], code: 'required' }));
  const fields = withCompanions(shown.map((name) => detailOf[name]));
  const changed = fields.filter((field) => isChanged(field, read.details, deal.details));
  return {
    changes: Object.fromEntries(changed.map((field) => [field, read.details[field]])),
    problems: [...emptied, ...read.problems.filter(({ field }) => fields.includes(field))],
  };
}

function isChanged(field: DealField, read: Partial<DealDetails>, standing: DealDetails): boolean {
  if (field === 'evidence') return (read.evidence ?? []).length > 0;
  return read[field] !== undefined && JSON.stringify(read[field]) !== JSON.stringify(standing[field]);
}

/** What stands can always be chosen, also where it is offered no longer. */
function withStanding(options: FormOptions, { registrationType, products, estimatedAmount, dealOwner }: DealDetails) {
  return {
    ...options,
    types: [registrationType],
    currency: estimatedAmount.currency,
    products: options.products.length === 0 ? [] : [...new Set([...products, ...options.products])],
    owners: withOwner(options.owners, dealOwner),
  };
}

/** As the registration names them, so that leaving the choice alone changes nothing. */
function withOwner(owners: readonly OwnerOption[], owner: DealDetails['dealOwner']): readonly OwnerOption[] {
  const { name, person } = owner;
  const standing = ownerIn(owners, owner);
  if (standing !== undefined) return owners.map((one) => (one === standing ? { ...one, name, person } : one));
  return name === '' ? owners : [{ value: 'current', name, person }, ...owners];
}

function ownerIn(owners: readonly OwnerOption[], { name, person }: DealDetails['dealOwner']): OwnerOption | undefined {
  if (person === null) return owners.find((one) => one.person === null && one.name === name);
  return owners.find((one) => one.person?.userId === person.userId && one.person.teamId === person.teamId);
}

function standingValues(details: DealDetails, options: FormOptions): FormValues {
  const { estimatedAmount, products, publicTender, tenderPublishedOn, termMonths } = details;
  const tender = tenderPublishedOn === null ? 'unpublished' : 'published';
  return {
    ...Object.fromEntries(allFields.flatMap((name) => plainValue(name, details))),
    products:
      options.products.length === 0 ? products.join(', ') : products.map((product) => product.slice(0, longestOption)),
    estimatedAmount: amountInput(estimatedAmount),
    currency: estimatedAmount.currency,
    termMonths: termMonths === null ? null : String(termMonths),
    publicTender: publicTender ? tender : 'no',
    dealOwner: ownerIn(options.owners, details.dealOwner)?.value ?? null,
    evidence: null,
  };
}

/** Texts, choices and days stand in the form as they are stored. */
function plainValue(name: FormField, details: DealDetails): (readonly [string, string | null])[] {
  const value = details[detailOf[name]];
  return typeof value === 'string' || value === null ? [[name, value]] : [];
}
