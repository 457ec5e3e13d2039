import { z } from 'zod';
import { Day } from './field-schemas.ts';

const products = z.array(z.string().min(1).max(100)).max(20);
const division = z.string().max(80).nullable();

/** A deal of our own sales team (from the CRM). */
export const DirectOpportunity = z.object({
  opportunityId: z.string(),
  openedOn: Day,
  lastActivityOn: Day,
  /** Our colleague; the partner reads this name (C6). */
  repName: z.string().min(1).max(80),
  division,
  /** Product families; empty: unknown. */
  products,
  expectedCloseOn: Day.nullable(),
  status: z.enum(['open', 'won', 'lost']),
});
export type DirectOpportunity = z.infer<typeof DirectOpportunity>;

/** A customer of ours, or a company that we sell to: who it is, and what bears on a registration (domain §4.4, §4.5). */
export const Account = z.object({
  accountId: z.string(),
  legalName: z.string().min(1).max(200),
  /** Registrable domain. */
  domain: z.string().nullable(),
  /** ISO 3166 alpha-2. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  city: z.string().max(80).nullable(),
  taxId: z.string().max(40).nullable(),
  /** Other registrable domains and names, kept by staff; acronyms have to be here to be found. */
  aliases: z.object({ domains: z.array(z.string()).max(50), names: z.array(z.string()).max(50) }),
  /** Accounts with the same word here are one group. */
  affiliateGroup: z.string().min(1).max(80).nullable(),
  /** Its divisions buy each for itself, so a registration names one (domain §4.2 no. 6). */
  multiDivision: z.boolean().default(false),
  /** Who transacted the latest sale (C8). */
  incumbentPartnerId: z.string().nullable(),
  contract: z.object({ endsOn: Day.nullable(), products, division }).nullable(),
  /** Version of the list that names it as served directly (C14); null: not on it. */
  directOnlyListVersion: z.int().min(1).nullable(),
  opportunities: z.array(DirectOpportunity).max(200),
});
export type Account = z.infer<typeof Account>;

export const preCheckOutcomes = ['free', 'taken', 'talk_to_us', 'own'] as const;

/** One question "is this domain free?" (issue 5 item 2). Kept 90 days, to see who fishes; never shown to partners. */
export const PreCheck = z.object({
  preCheckId: z.string(),
  partnerId: z.string(),
  person: z.object({ teamId: z.string(), userId: z.string() }),
  domain: z.string(),
  outcome: z.enum(preCheckOutcomes),
  /** The partner's own registration, for `own`. */
  ownDealId: z.string().nullable(),
  at: z.date(),
});
export type PreCheck = z.infer<typeof PreCheck>;
