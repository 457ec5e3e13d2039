import { z } from 'zod';
import type { RegistrationType } from './field-schemas.ts';

/** Inputs of the registration form, step by step (domain §4.2); an input's name is its block_id. */
export const formSteps = {
  1: [
    ...(['registrationType', 'customerLegalName', 'customerDomain', 'noWebsiteReason', 'customerCountry'] as const),
    ...(['customerCity', 'division', 'industry', 'contactName', 'contactTitle', 'contactEmail'] as const),
    'contactPhone',
  ],
  2: [
    ...(['products', 'useCase', 'estimatedAmount', 'currency', 'amountType', 'termMonths', 'expectedCloseOn'] as const),
    ...(['stage', 'source', 'interactionType', 'interactionOn', 'publicTender', 'tenderPublishedOn'] as const),
    ...(['dealOwner', 'competitors', 'incumbentPartner', 'vendorContact', 'helpNeeded', 'distributor'] as const),
    'otherPartners',
  ],
  3: ['evidence', 'evidenceFiles', 'keptFiles', 'evidenceNote', 'consent'],
} as const;
export type FormStep = keyof typeof formSteps;
export type FormField = (typeof formSteps)[FormStep][number];
export const allFields: readonly FormField[] = [...formSteps[1], ...formSteps[2], ...formSteps[3]];

/** What a type of registration has no use for. */
const without: Readonly<Record<RegistrationType, readonly FormField[]>> = {
  resale: [],
  referral: ['termMonths', 'distributor', 'otherPartners', 'incumbentPartner'],
  managed: ['distributor'],
  co_sell: ['distributor'],
  services_attach: ['termMonths', 'distributor', 'incumbentPartner'],
  embedded: ['distributor', 'incumbentPartner', 'publicTender', 'tenderPublishedOn'],
  renewal_expansion: ['distributor', 'competitors'],
};
/** Types whose revenue recurs, so that the term is asked for at once. */
const recurring: readonly RegistrationType[] = ['managed', 'embedded', 'renewal_expansion'];
/** With these the customer is contacted through the person named (domain §4.2 no. 10). */
const emailNeeded: readonly RegistrationType[] = ['referral', 'resale'];

const optional: readonly FormField[] = [
  ...([
    'noWebsiteReason',
    'customerCity',
    'division',
    'industry',
    'contactPhone',
    'termMonths',
    'competitors',
  ] as const),
  ...(['incumbentPartner', 'vendorContact', 'helpNeeded', 'distributor', 'otherPartners'] as const),
  'evidenceNote',
];

export interface ShownFields {
  options: Pick<FormOptions, 'distributors' | 'takesFiles'>;
  step: FormStep;
  type: RegistrationType;
  /** Whether the optional fields are wanted; those that hold something are shown anyway. */
  withOptional: boolean;
  filled: (field: FormField) => boolean;
}

/** The fields of one step in the order of the form. */
export function fieldsShown({ step, type, options, withOptional, filled }: ShownFields): readonly FormField[] {
  return formSteps[step].filter((field) => {
    if (without[type].includes(field) || !isOffered(field, options)) return false;
    if (field === 'keptFiles') return filled(field);
    return withOptional || !isHidden(field, type) || filled(field);
  });
}

/** True when "optional details" would bring something new. */
export function hasMore(shown: readonly FormField[], rest: Omit<ShownFields, 'withOptional'>): boolean {
  return fieldsShown({ ...rest, withOptional: true }).length > shown.length;
}

/** Nothing to choose from, or nothing that Slack lets us ask for. */
export function isOffered(field: FormField, options: ShownFields['options']): boolean {
  if (field === 'distributor') return options.distributors.length > 0;
  return field !== 'evidenceFiles' || options.takesFiles;
}

function isHidden(field: FormField, type: RegistrationType): boolean {
  return optional.includes(field) && !(field === 'termMonths' && recurring.includes(type));
}

export function applies(field: FormField, type: RegistrationType): boolean {
  return !without[type].includes(field);
}

/** Slack itself refuses an empty one; the website has its own rule. */
export function isRequired(field: FormField, type: RegistrationType): boolean {
  if (field === 'contactEmail') return emailNeeded.includes(type);
  return (
    !([...optional, ...formSteps[3], 'customerDomain', 'tenderPublishedOn'] as readonly FormField[]).includes(field) ||
    field === 'consent'
  );
}

/** Who may work a deal, as an option of the form. */
export interface OwnerOption {
  /** `me` or a contact id. */
  value: string;
  name: string;
  person: { teamId: string; userId: string } | null;
}

/** What this person may choose from and what is filled in, for one partner. */
export interface FormOptions {
  partnerId: string;
  types: readonly RegistrationType[];
  /** Empty: not known, so they are typed. */
  products: readonly string[];
  country: string | null;
  currency: string;
  owners: readonly OwnerOption[];
  distributors: readonly { partnerId: string; name: string }[];
  /** Slack lets only an app with the scope `files:read` show a file field (slack.md §6). */
  takesFiles: boolean;
  /** Chosen when the form stood here before: Slack shows them in no file field again. */
  keptFiles: readonly { fileId: string; name: string | null }[];
  roeVersion: number;
  allowReservedDomains: boolean;
}

export const tenderChoices = ['no', 'unpublished', 'published'] as const;
export const industries = [
  ...(['agriculture', 'construction', 'education', 'energy', 'finance', 'government', 'health'] as const),
  ...(['hospitality', 'it', 'logistics', 'manufacturing', 'media', 'professional', 'retail', 'other'] as const),
] as const;

/** Currencies offered besides the partner's own; amounts in others go through an import. */
export const currencies = (
  'AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW MAD MXN MYR NGN NOK ' +
  'NZD PEN PHP PLN QAR RON RSD SAR SEK SGD THB TRY TWD UAH USD VND ZAR'
).split(' ');

/** private_metadata of the form: ids and flags only, authorised again on submit. */
export const FormMetadata = z.object({
  partnerId: z.string(),
  step: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  more: z.boolean(),
});
export type FormMetadata = z.infer<typeof FormMetadata>;

/** Of the small forms about one deal: the version that the person saw goes back with the decision. */
export const DealMetadata = z.object({ dealId: z.string(), version: z.int().positive() });
export type DealMetadata = z.infer<typeof DealMetadata>;
/** Which finding of which deal. */
export const FindingMetadata = DealMetadata.extend({ class: z.string(), subjectId: z.string().nullable() });
export const PartnerMetadata = z.object({ partnerId: z.string() });

/** Params of `deals.pre-check`: the answer to one person, of one shape whatever it says. */
export const PreCheckParams = z.object({
  partnerId: z.string(),
  domain: z.string(),
  outcome: z.enum(['free', 'taken', 'talk_to_us', 'own']),
  ownDealId: z.string().nullable(),
});
export type PreCheckParams = z.infer<typeof PreCheckParams>;
