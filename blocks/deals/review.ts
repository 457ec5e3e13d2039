import type { Language } from '#core/language.ts';
import type { DealDetails } from '#features/deals/field-schemas.ts';
import { countryText } from './countries.ts';
import { labelOf } from './form-inputs.ts';
import { choiceText, textsFor } from './texts.ts';
import { amountText, dayText, listText, nameText } from './words.ts';

const longText = 300;

/** Everything that was entered, before it is submitted: the customer, then the opportunity. */
export function reviewLines(details: Partial<DealDetails>, language: Language): readonly string[] {
  const texts = textsFor(language);
  const groups = [customerLines(details, language), opportunityLines(details, language)];
  return groups.map((lines, index) => [...(index === 0 ? [texts.form.reviewTitle] : []), ...lines].join('\n'));
}

function customerLines(details: Partial<DealDetails>, language: Language): string[] {
  const { choices } = textsFor(language);
  return lines(language, [
    ['registrationType', details.registrationType && choices.types[details.registrationType]],
    ['customerLegalName', named(details.customerLegalName)],
    ['customerDomain', named(details.customerDomain)],
    ['noWebsiteReason', named(details.noWebsiteReason)],
    ['customerCountry', details.customerCountry && countryText(details.customerCountry, language)],
    ['customerCity', named(details.customerCity)],
    ['division', named(details.division)],
    ['industry', details.industry && nameText(choiceText(choices.industries, details.industry))],
    ['contactName', named(details.contactName)],
    ['contactTitle', named(details.contactTitle)],
    ['contactEmail', named(details.contactEmail)],
    ['contactPhone', named(details.contactPhone)],
  ]);
}

function opportunityLines(details: Partial<DealDetails>, language: Language): string[] {
  const { choices } = textsFor(language);
  const day = (on: string | null | undefined) => on && dayText(on, language);
  const amount = details.estimatedAmount && amountText(details.estimatedAmount, language);
  const amountFor = details.amountType && choices.amountTypes[details.amountType];
  const interaction = details.interactionType && choices.interactions[details.interactionType];
  return lines(language, [
    ['products', details.products && listText(details.products)],
    ['useCase', details.useCase && nameText(details.useCase, longText)],
    ['estimatedAmount', amount && `${amount}${amountFor ? ` · ${amountFor}` : ''}`],
    ['termMonths', details.termMonths ? String(details.termMonths) : null],
    ['expectedCloseOn', day(details.expectedCloseOn)],
    ['stage', details.stage && choices.stages[details.stage]],
    ['source', details.source && choices.sources[details.source]],
    ['interactionType', interaction && [interaction, day(details.interactionOn) ?? ''].filter(Boolean).join(', ')],
    ['publicTender', details.publicTender ? tenderText(details, language) : null],
    ['dealOwner', named(details.dealOwner?.name)],
    ['competitors', named(details.competitors)],
    ['incumbentPartner', named(details.incumbentPartner)],
    ['vendorContact', named(details.vendorContact)],
    ['helpNeeded', details.helpNeeded?.map((kind) => choices.help[kind]).join(', ')],
    ['distributor', named(details.distributor)],
    ['otherPartners', named(details.otherPartners)],
  ]);
}

function tenderText({ tenderPublishedOn }: Partial<DealDetails>, language: Language): string {
  const { tenders } = textsFor(language).choices;
  return tenderPublishedOn ? `${tenders.published}, ${dayText(tenderPublishedOn, language)}` : tenders.unpublished;
}

function named(text: string | null | undefined): string | null {
  return text ? nameText(text) : null;
}

function lines(language: Language, shown: readonly (readonly [string, string | null | undefined])[]): string[] {
  return shown.flatMap(([name, text]) => {
    const label = labelOf(name, language);
    return text ? [`${label}${label.endsWith('?') ? '' : ':'} *${text}*`] : [];
  });
}
