import { checkboxes, datePicker, field, multiSelect, option } from '#blocks/kit/elements.ts';
import { radio, staticSelect, textInput } from '#blocks/kit/elements.ts';
import type { Language } from '#core/language.ts';
import type { Block, FormValues } from '#core/surface.ts';
import { amountTypes, dealStages, fieldLimits, helpKinds } from '#features/deals/field-schemas.ts';
import { interactionTypes, sources } from '#features/deals/field-schemas.ts';
import type { RegistrationType } from '#features/deals/field-schemas.ts';
import { currencies, industries, isRequired, tenderChoices } from '#features/deals/form-schemas.ts';
import type { FormField, FormOptions } from '#features/deals/form-schemas.ts';
import { countrySelect } from './countries.ts';
import { evidenceFileInput } from './evidence-inputs.ts';
import { textsFor } from './texts.ts';

export interface Filled {
  options: FormOptions;
  values: FormValues;
}

const amountLength = 30;
const longestProductList = 500;
const mostOptions = 100;

/** The type decides which fields apply; until one is chosen it is the first that the partner may register. */
export function typeOf({ values, options }: Filled): RegistrationType {
  const chosen = options.types.find((type) => type === values['registrationType']);
  return chosen ?? options.types[0] ?? 'resale';
}

export function labelOf(name: string, language: Language): string {
  const { labels } = textsFor(language).form;
  return Object.hasOwn(labels, name) ? labels[name as keyof typeof labels] : name;
}

/** One input of the form with what stands in it. */
export function inputOf(
  name: FormField,
  shown: Filled,
  language: Language,
  optional = !isRequired(name, typeOf(shown)),
): Block {
  const { form } = textsFor(language);
  const hint = name === 'products' && shown.options.products.length > 0 ? undefined : form.hints[name];
  return field({
    name,
    label: labelOf(name, language),
    element: elementOf(name, shown, language),
    optional,
    ...(hint === undefined ? {} : { hint }),
  });
}

function elementOf(name: FormField, shown: Filled, language: Language) {
  const { choices, form } = textsFor(language);
  const { options } = shown;
  const one = { ...oneOf(shown.values[name]), placeholder: form.choose };
  const many = { ...manyOf(shown.values[name]), placeholder: form.choose };
  const text = (maxLength: number, multiline = false) =>
    textInput({ multiline, maxLength, ...textOf(shown.values[name], maxLength) });
  switch (name) {
    case 'registrationType':
      return staticSelect({ options: optionsOf(options.types, choices.types), ...one });
    case 'customerCountry':
      return countrySelect(language, { ...oneOf(shown.values[name]), placeholder: form.search });
    case 'industry':
      return staticSelect({ options: optionsOf(industries, choices.industries), ...one });
    case 'products':
      return options.products.length === 0
        ? text(longestProductList)
        : multiSelect({
            options: options.products.slice(0, mostOptions).map((product) => option(product, product.slice(0, 75))),
            ...many,
          });
    case 'currency':
      return staticSelect({ options: currencyOptions(options.currency), ...one });
    case 'amountType':
      return staticSelect({ options: optionsOf(amountTypes, choices.amountTypes), ...one });
    case 'stage':
      return staticSelect({ options: optionsOf(dealStages, choices.stages), ...one });
    case 'source':
      return staticSelect({ options: optionsOf(sources, choices.sources), ...one });
    case 'interactionType':
      return staticSelect({ options: optionsOf(interactionTypes, choices.interactions), ...one });
    case 'publicTender':
      return radio({ options: optionsOf(tenderChoices, choices.tenders), ...oneOf(shown.values[name]) });
    case 'helpNeeded':
      return multiSelect({ options: optionsOf(helpKinds, choices.help), ...many });
    case 'distributor':
      return staticSelect({
        options: options.distributors.slice(0, mostOptions).map(({ partnerId, name: own }) => option(own, partnerId)),
        ...one,
      });
    case 'dealOwner':
      return staticSelect({ options: ownerOptions(options, form), ...one });
    case 'expectedCloseOn':
    case 'interactionOn':
    case 'tenderPublishedOn':
      return datePicker({ ...oneOf(shown.values[name]) });
    case 'estimatedAmount':
    case 'termMonths':
      return text(amountLength);
    case 'useCase':
      return text(fieldLimits.useCase, true);
    case 'consent':
      return checkboxes({
        options: [option(form.consentOption, 'yes', form.consentDetail(options.roeVersion))],
        ...manyOf(shown.values[name]),
      });
    case 'customerDomain':
      return text(2000);
    case 'contactPhone':
      return text(40);
    case 'evidence':
      return text(fieldLimits.evidence);
    case 'evidenceFiles':
      return evidenceFileInput(options.keptFiles);
    case 'keptFiles':
      return checkboxes({ options: keptFileOptions(options, form), ...manyOf(shown.values[name]) });
    case 'evidenceNote':
      return text(fieldLimits.evidence, true);
    default:
      return text(fieldLimits[name]);
  }
}

type Words = Readonly<Record<string, string>>;

function optionsOf(values: readonly string[], words: Words) {
  return values.map((value) => option(words[value] ?? value, value));
}

function currencyOptions(own: string) {
  const others = currencies.filter((code) => code !== own);
  return [own, ...others].map((code) => option(code, code));
}

function ownerOptions({ owners }: FormOptions, form: { ownerMe(name: string): string; me: string }) {
  return owners.slice(0, mostOptions).map(({ value, name }) => {
    if (value !== 'me') return option(name, value);
    return option(name === '' ? form.me : form.ownerMe(name), value);
  });
}

function keptFileOptions({ keptFiles }: FormOptions, form: { unnamedFile: string }) {
  return keptFiles.map(({ fileId, name }) => option(name ?? form.unnamedFile, fileId));
}

export function isFilled(value: FormValues[string] | undefined): boolean {
  return value !== undefined && value !== null && value.length > 0;
}

function oneOf(value: FormValues[string] | undefined): { initial?: string } {
  return typeof value === 'string' && value !== '' ? { initial: value } : {};
}

function manyOf(value: FormValues[string] | undefined): { initial?: readonly string[] } {
  return Array.isArray(value) ? { initial: value as readonly string[] } : {};
}

/** Longer than the input takes would be refused by Slack: what a forged form brought is cut. */
function textOf(value: FormValues[string] | undefined, maxLength: number): { initial?: string } {
  return typeof value === 'string' && value !== '' ? { initial: value.slice(0, maxLength) } : {};
}
