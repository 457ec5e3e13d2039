import { z } from 'zod';
import { isPlainDate } from '#core/calendar/dates.ts';
import { isCurrency } from '#core/money.ts';

const wholeNumber = (min: number, max: number) => z.int().min(min).max(max);
const days = wholeNumber(1, 3660);
const businessDays = wholeNumber(0, 60);
const businessHours = wholeNumber(1, 400);
const wholeUsd = wholeNumber(0, 1_000_000_000);
const byTier = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ emerging: value, core: value, strategic: value });

const Host = z.string().regex(/^(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}$/, 'not a domain such as sharepoint.com');

/** Deal registration (domain §4). Amounts in whole US dollars. */
export const DealSettings = z.strictObject({
  /** Open registrations of one partner at a time. */
  maxOpen: byTier(wholeNumber(0, 100_000)),
  requireCertifiedSeller: z.boolean(),
  /** Takes the reserved ending `.example`: sandbox only (domain §4.2 field 3). */
  allowReservedDomains: z.boolean(),
  minimumUsd: wholeUsd,
  /** The most that an amount may be, in whole units of its own currency. */
  maximumUnits: wholeNumber(1, 1_000_000_000),
  closeLimit: z.strictObject({
    days,
    /** For partners of the types named. */
    longMonths: wholeNumber(1, 60),
    longTypes: z.array(z.string().regex(/^[a-z_]+$/)).max(20),
  }),
  interaction: z.strictObject({ oldestDays: days, expectedBusinessDays: businessDays }),
  draftDays: days,
  preCheck: z.strictObject({
    perPersonPerDay: wholeNumber(0, 1000),
    perPartnerPerDay: wholeNumber(0, 10_000),
    /** The same for every answer, so that its speed says nothing. */
    delayMs: wholeNumber(0, 2500),
  }),
  /** Up to which amount who may approve; leadership above (domain §4.8). */
  authorityUsd: z.strictObject({ partnerManager: wholeUsd, pmLead: wholeUsd }),
  clocks: z.strictObject({
    triageHours: businessHours,
    firstContactHours: businessHours,
    decisionHours: byTier(businessHours),
    /** The last business days of a quarter, in which a decision is promised in half the time. */
    quarterEndBusinessDays: businessDays,
    shortestHours: businessHours,
    conflictHours: businessHours,
    /** Submissions within so many hours of each other are decided on evidence (C4). */
    evidenceWithinHours: wholeNumber(1, 240),
    infoAnswerBusinessDays: businessDays,
    infoWithdrawBusinessDays: businessDays,
    extensionHours: businessHours,
    offerBusinessDays: businessDays,
  }),
  protectionDays: byTier(days),
  /** Overrides the tier's for a type of registration. */
  protectionDaysByType: z.record(z.string().regex(/^[a-z_]+$/), days),
  milestones: z.strictObject({
    meetingDays: days,
    proofDays: byTier(days),
    /** Later close dates without a talk with the partner manager. */
    closeSlips: wholeNumber(0, 20),
  }),
  stale: z.strictObject({ askDays: days, leadDays: days, revokeDays: days, answerBusinessDays: businessDays }),
  extension: z.strictObject({
    days: byTier(days),
    most: byTier(wholeNumber(0, 20)),
    longestTotalDays: days,
    requestBusinessDays: businessDays,
    updateMaxAgeDays: days,
  }),
  graceBusinessDays: businessDays,
  reinstateBusinessDays: businessDays,
  /** A change of the amount by so much tells the reviewer. */
  amountChangePercent: wholeNumber(1, 100),
  autoApprove: z.strictObject({ enabled: z.boolean(), amountUsd: wholeUsd, samplePercent: wholeNumber(0, 100) }),
  /** When our accounts and opportunities are older, whoever approves looks into the CRM first (domain §18 J9). */
  crmFreshHours: wholeNumber(1, 8760).default(24),
  /** For reporting: US dollars for a million units of a currency; EUR 1.10 is 1100000 (domain §0.2). */
  fx: z.strictObject({
    on: z.string().refine(isPlainDate, 'not a calendar day (YYYY-MM-DD)').nullable(),
    source: z.string().max(40),
    usdPerMillion: z.record(z.string().refine(isCurrency, 'not a currency code'), wholeNumber(1, 1_000_000_000_000)),
  }),
  /** Domains from which links to evidence are taken, theirs below included; none: from everywhere (domain §4.2 no. 31). */
  evidenceHosts: z.array(Host).max(50).default([]),
  /** Of the published rules of engagement (domain §4.6). */
  roeVersion: wholeNumber(1, 1000),
});
export type DealSettings = z.infer<typeof DealSettings>;

/** The defaults of domain §1.2 and §4; every one of them is a decision of this product and can be changed. */
export const defaultDeals: DealSettings = {
  maxOpen: { emerging: 15, core: 40, strategic: 150 },
  requireCertifiedSeller: true,
  allowReservedDomains: false,
  minimumUsd: 5000,
  maximumUnits: 50_000_000,
  closeLimit: { days: 180, longMonths: 12, longTypes: ['oem', 'technology_alliance', 'strategic_alliance'] },
  interaction: { oldestDays: 90, expectedBusinessDays: 5 },
  draftDays: 14,
  preCheck: { perPersonPerDay: 10, perPartnerPerDay: 30, delayMs: 1500 },
  authorityUsd: { partnerManager: 100_000, pmLead: 500_000 },
  clocks: {
    triageHours: 4,
    firstContactHours: 8,
    decisionHours: { emerging: 16, core: 16, strategic: 8 },
    quarterEndBusinessDays: 5,
    shortestHours: 4,
    conflictHours: 24,
    evidenceWithinHours: 24,
    infoAnswerBusinessDays: 5,
    infoWithdrawBusinessDays: 5,
    extensionHours: 16,
    offerBusinessDays: 3,
  },
  protectionDays: { emerging: 60, core: 90, strategic: 120 },
  protectionDaysByType: {},
  milestones: { meetingDays: 30, proofDays: { emerging: 45, core: 60, strategic: 60 }, closeSlips: 2 },
  stale: { askDays: 30, leadDays: 45, revokeDays: 60, answerBusinessDays: 5 },
  extension: {
    days: { emerging: 30, core: 30, strategic: 45 },
    most: { emerging: 1, core: 2, strategic: 2 },
    longestTotalDays: 180,
    requestBusinessDays: 5,
    updateMaxAgeDays: 14,
  },
  graceBusinessDays: 10,
  reinstateBusinessDays: 10,
  amountChangePercent: 25,
  autoApprove: { enabled: false, amountUsd: 25_000, samplePercent: 10 },
  crmFreshHours: 24,
  fx: { on: null, source: 'none', usdPerMillion: {} },
  evidenceHosts: [],
  roeVersion: 1,
};
