import { businessDaysBetween } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { addDays, addMonths, daysBetween } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { minorDigits } from '#core/money.ts';
import type { DealDetails, DealField, FieldProblem } from '../field-schemas.ts';
import { companyDomainOf, registrableDomainOf } from '../matching/domains.ts';
import { normalizeName } from '../matching/names.ts';
import { linkProblem } from './evidence.ts';
import { inUsd, reportedAmount } from './fx.ts';
import { allowedTypes } from './registration-types.ts';
import type { DealSettings } from './settings.ts';

export interface SubmissionContext {
  /** Where the partner is. */
  today: PlainDate;
  partner: {
    primaryType: string;
    secondaryTypes: readonly string[];
    products: readonly string[];
    names: readonly string[];
    domains: readonly string[];
    cal: WorkCalendar;
  };
  /** The customer is surely an account whose divisions buy each for itself. */
  buysByDivision: boolean;
  /** Names and domains of the vendor, which is no customer. */
  vendor: { names: readonly string[]; domains: readonly string[] };
  settings: Pick<
    DealSettings,
    'minimumUsd' | 'maximumUnits' | 'closeLimit' | 'interaction' | 'allowReservedDomains' | 'fx' | 'evidenceHosts'
  >;
}

type Stated = Partial<DealDetails>;
type Check = (details: Stated, context: SubmissionContext) => FieldProblem | null;

const shortestUseCase = 20;
const mailWithAddress = /^[^\s@<>]{1,64}@[^\s@<>]{3,253}$/;
/** With these the customer is contacted through the person named. */
const needsEmail = ['referral', 'resale'];

/**
 * Everything of domain §4.1 to §4.3 that these fields themselves break, in the order of the form; with `complete` also
 * what is missing. Warnings are for the reviewer and stop nothing.
 */
export function problemsOf(details: Stated, context: SubmissionContext, complete: boolean): readonly FieldProblem[] {
  const missing = complete ? missingFields(details).map((field): FieldProblem => ({ field, code: 'required' })) : [];
  const wrong = checks.flatMap((check) => check(details, context) ?? []);
  const all = [...missing, ...wrong.filter(({ field }) => !missing.some((other) => other.field === field))];
  return all.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
}

function missingFields(details: Stated): readonly DealField[] {
  const isEmpty = (field: DealField) => {
    const value = details[field];
    return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  };
  const always: readonly DealField[] = [
    ...(['registrationType', 'customerLegalName', 'customerCountry', 'contactName', 'contactTitle'] as const),
    ...(['products', 'useCase', 'estimatedAmount', 'amountType', 'expectedCloseOn', 'stage', 'source'] as const),
    ...(['interactionType', 'interactionOn', 'dealOwner'] as const),
  ];
  return [
    ...always.filter(isEmpty),
    ...(isEmpty('customerDomain') && isEmpty('noWebsiteReason') ? (['customerDomain'] as const) : []),
    ...(needsEmail.includes(details.registrationType ?? '') && isEmpty('contactEmail')
      ? (['contactEmail'] as const)
      : []),
    ...(details.amountType === 'mrr' && isEmpty('termMonths') ? (['termMonths'] as const) : []),
    ...(details.consent === true ? [] : (['consent'] as const)),
  ];
}

const checks: readonly Check[] = [
  ({ registrationType: type }, { partner }) =>
    type && !allowedTypes(partner).includes(type) ? { field: 'registrationType', code: 'type_not_allowed' } : null,
  ({ customerLegalName: name }, context) => (name ? nameProblem(name, context) : null),
  ({ customerDomain: domain }, context) => (domain ? domainProblem(domain, context) : null),
  ({ division }, { buysByDivision }) =>
    buysByDivision && !division ? { field: 'division', code: 'division_needed' } : null,
  ({ contactEmail: email, customerDomain }, { settings }) => {
    if (!email) return null;
    if (!mailWithAddress.test(email)) return { field: 'contactEmail', code: 'not_an_email' };
    const differs = customerDomain ? companyDomainOf(email, settings) !== customerDomain : false;
    return differs ? { field: 'contactEmail', code: 'email_domain_differs', isWarning: true } : null;
  },
  ({ products }, { partner }) => {
    const foreign = (products ?? []).find((product) => !partner.products.includes(product));
    return foreign !== undefined && partner.products.length > 0
      ? { field: 'products', code: 'product_not_allowed', params: { product: foreign } }
      : null;
  },
  ({ useCase }) =>
    useCase && useCase.trim().length < shortestUseCase ? { field: 'useCase', code: 'too_short' } : null,
  (details, context) => amountProblem(details, context),
  ({ expectedCloseOn: on }, context) => (on ? closeProblem(on, context) : null),
  ({ interactionOn: on }, context) => (on ? interactionProblem(on, context) : null),
  ({ evidence }, { settings }) => linkProblem(evidence ?? [], settings.evidenceHosts),
];

function nameProblem(name: string, { partner, vendor }: SubmissionContext): FieldProblem | null {
  const field = 'customerLegalName';
  if (name.trim().length < 2) return { field, code: 'too_short' };
  const normalized = normalizeName(name);
  if (normalized === '') return { field, code: 'no_name' };
  const asHost = registrableDomainOf(name.trim(), { allowReservedDomains: true });
  if ('problem' in asHost && asHost.problem === 'free_mail')
    return { field, code: 'free_mail', params: { host: name } };
  if (partner.names.some((own) => normalizeName(own) === normalized)) return { field, code: 'own_company' };
  return vendor.names.some((ours) => normalizeName(ours) === normalized) ? { field, code: 'our_company' } : null;
}

function domainProblem(domain: string, { partner, vendor, settings }: SubmissionContext): FieldProblem | null {
  const field = 'customerDomain';
  const found = registrableDomainOf(domain, settings);
  if ('problem' in found) return { field, code: found.problem, params: { host: found.host } };
  if (partner.domains.includes(found.domain)) return { field, code: 'own_company' };
  return vendor.domains.includes(found.domain) ? { field, code: 'our_company' } : null;
}

function amountProblem(details: Stated, { settings }: SubmissionContext): FieldProblem | null {
  const { estimatedAmount: amount, amountType = 'first_year' } = details;
  const field = 'estimatedAmount';
  if (!amount) return null;
  if (amount.amountMinor <= 0) return { field, code: 'amount_not_positive' };
  if (amount.amountMinor > settings.maximumUnits * 10 ** minorDigits(amount.currency)) {
    return { field, code: 'amount_too_large', params: { most: settings.maximumUnits } };
  }
  const { amountUsd } = inUsd(reportedAmount({ estimatedAmount: amount, amountType }), settings);
  const isSmall = amountUsd !== null && amountUsd.amountMinor < settings.minimumUsd * 100;
  return isSmall ? { field, code: 'amount_too_small', params: { minimumUsd: settings.minimumUsd } } : null;
}

/** 180 days ahead, twelve months for OEM and alliances (domain §4.1). */
function closeProblem(on: PlainDate, { today, partner, settings }: SubmissionContext): FieldProblem | null {
  const field = 'expectedCloseOn';
  const { closeLimit } = settings;
  if (on <= today) return { field, code: 'close_in_past' };
  const isLong = closeLimit.longTypes.includes(partner.primaryType);
  const limitOn = isLong ? addMonths(today, closeLimit.longMonths) : addDays(today, closeLimit.days);
  if (on <= limitOn) return null;
  const params = { days: daysBetween(today, on), limitDays: daysBetween(today, limitOn) };
  return { field, code: 'close_too_far', params };
}

function interactionProblem(on: PlainDate, { today, partner, settings }: SubmissionContext): FieldProblem | null {
  const field = 'interactionOn';
  const { oldestDays, expectedBusinessDays } = settings.interaction;
  if (on > today) return { field, code: 'interaction_in_future' };
  if (on < addDays(today, -oldestDays)) return { field, code: 'interaction_too_old', params: { days: oldestDays } };
  const isLate = businessDaysBetween(on, today, partner.cal) > expectedBusinessDays;
  return isLate ? { field, code: 'interaction_late', isWarning: true } : null;
}

const order: readonly DealField[] = [
  ...(['registrationType', 'customerLegalName', 'customerDomain', 'noWebsiteReason', 'customerCountry'] as const),
  ...(['customerCity', 'division', 'industry', 'contactName', 'contactTitle', 'contactEmail', 'contactPhone'] as const),
  ...(['products', 'useCase', 'estimatedAmount', 'amountType', 'termMonths', 'expectedCloseOn', 'stage'] as const),
  ...(['source', 'interactionType', 'interactionOn', 'publicTender', 'tenderPublishedOn', 'dealOwner'] as const),
  ...(['evidence', 'consent'] as const),
];
