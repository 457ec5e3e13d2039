import { z } from 'zod';
import { isPlainDate } from '#core/calendar/dates.ts';
import { isCurrency } from '#core/money.ts';

/** domain §4.2 field 1; which of them a partner may choose follows from its type (domain §1.1). */
export const registrationTypes = [
  'resale',
  'referral',
  'managed',
  'co_sell',
  'services_attach',
  'embedded',
  'renewal_expansion',
] as const;
export const RegistrationType = z.enum(registrationTypes);
export type RegistrationType = z.infer<typeof RegistrationType>;

export const dealStages = ['discovery', 'qualified', 'solution', 'proposal', 'negotiation'] as const;
export const DealStage = z.enum(dealStages);
export type DealStage = z.infer<typeof DealStage>;

export const amountTypes = ['first_year', 'tcv', 'mrr'] as const;
export const sources = ['partner_sourced', 'vendor_lead', 'joint'] as const;
export const interactionTypes = ['meeting', 'demo', 'poc', 'proposal', 'other'] as const;
export const helpKinds = ['technical', 'pricing', 'exec_intro', 'none'] as const;

/** Lengths of domain §4.2, for forms and for what is stored. */
export const fieldLimits = {
  customerLegalName: 120,
  noWebsiteReason: 200,
  customerCity: 80,
  division: 80,
  contactName: 80,
  contactTitle: 80,
  contactEmail: 254,
  useCase: 1000,
  competitors: 200,
  incumbentPartner: 120,
  vendorContact: 80,
  otherPartners: 200,
  evidence: 500,
  /** Of a note or a message; longer ones are cut. */
  evidenceWords: 2000,
  nextStep: 300,
} as const;

/** Of one form; more go into the thread. */
export const mostFilesInForm = 5;

export const Day = z.string().refine(isPlainDate, 'not a day (YYYY-MM-DD)');
/** Whole minor units of an ISO 4217 currency (`Money` of core/money). */
export const Amount = z.object({
  amountMinor: z.int().min(0),
  currency: z.string().refine(isCurrency, 'not an ISO 4217 currency'),
});
export const Person = z.object({ teamId: z.string(), userId: z.string() });

const text = (max: number) => z.string().min(1).max(max);
const optional = (max: number) => text(max).nullable();

/** Who works the deal on the partner's side; a name from an import has no person. */
export const DealOwner = z.object({ name: z.string(), person: Person.nullable() });
export type DealOwner = z.infer<typeof DealOwner>;

/** A link, words, or a file that stays in Slack: then `ref` is its id (domain §4.2 no. 31). */
export const Evidence = z.object({
  kind: z.enum(['link', 'file', 'note']),
  ref: text(fieldLimits.evidenceWords),
  /** Of a file, as Slack shows it. */
  name: z.string().optional(),
  permalink: z.string().optional(),
  /** Unknown of what was given before these were kept. */
  at: z.date().optional(),
  by: z.object({ userId: z.string(), name: z.string().nullable() }).optional(),
  /** `ts` of the message in the registration's thread that it came with. */
  messageTs: z.string().optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/**
 * What the partner states (domain §4.2), by the names that the form's inputs have. A field is null when it is optional
 * and empty, and where an import knew no better; what a new registration needs is checked by `rules/submission.ts`.
 */
export const DealDetails = z.object({
  registrationType: RegistrationType,
  customerLegalName: text(fieldLimits.customerLegalName),
  /** Registrable domain, lower case, punycode; null: the customer has no website, for the reason given. */
  customerDomain: z.string().nullable(),
  noWebsiteReason: optional(fieldLimits.noWebsiteReason),
  /** ISO 3166 alpha-2. */
  customerCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  customerCity: optional(fieldLimits.customerCity),
  /** Tax, VAT or DUNS number, where an import gave one. */
  customerTaxId: optional(40),
  division: optional(fieldLimits.division),
  industry: optional(80),
  contactName: optional(fieldLimits.contactName),
  contactTitle: optional(fieldLimits.contactTitle),
  contactEmail: optional(fieldLimits.contactEmail),
  /** E.164. */
  contactPhone: optional(20),
  products: z.array(text(100)).min(1).max(20),
  useCase: optional(fieldLimits.useCase),
  estimatedAmount: Amount,
  amountType: z.enum(amountTypes),
  termMonths: z.int().min(1).max(60).nullable(),
  expectedCloseOn: Day.nullable(),
  stage: DealStage,
  source: z.enum(sources),
  interactionType: z.enum(interactionTypes).nullable(),
  interactionOn: Day.nullable(),
  competitors: optional(fieldLimits.competitors),
  incumbentPartner: optional(fieldLimits.incumbentPartner),
  publicTender: z.boolean(),
  tenderPublishedOn: Day.nullable(),
  vendorContact: optional(fieldLimits.vendorContact),
  helpNeeded: z.array(z.enum(helpKinds)).max(helpKinds.length),
  /** Partner id of the active distributor through which it is bought. */
  distributor: optional(40),
  /** Free text: a list to choose from would reveal who else is a partner. */
  otherPartners: optional(fieldLimits.otherPartners),
  dealOwner: DealOwner,
  evidence: z.array(Evidence).max(60),
  /** "I may share this contact", given with the rules of engagement of the registration's `roeVersion`. */
  consent: z.boolean(),
});
export type DealDetails = z.infer<typeof DealDetails>;
export type DealField = keyof DealDetails;

/** One field that does not fit: `code` is a key of the catalogue's `fieldErrors` (domain §4.3). */
export interface FieldProblem {
  field: DealField;
  code: string;
  params?: Readonly<Record<string, string | number>>;
  /** The reviewer is told, the partner may go on. */
  isWarning?: true;
  /** The input that it is about, where the field has several. */
  input?: string;
}
