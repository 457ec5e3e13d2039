import { createHolidays } from '#core/calendar/holidays.ts';
import { worldHolidays } from '#core/calendar/holidays-world.ts';
import type { DealDetails } from '#features/deals/field-schemas.ts';
import { dealSettings } from '#features/deals/rules/settings.ts';
import type { DealSettings } from '#features/deals/rules/settings.ts';
import type { Deal } from '#features/deals/schemas.ts';
import { defaultSettings } from '#features/program/rules.ts';

export const holidays = createHolidays(worldHolidays);

/** The rates of domain §16.1, and reserved domains as in the sandbox. */
export const fixtureDeals = {
  allowReservedDomains: true,
  fx: { on: '2026-11-16', source: 'fixture', usdPerMillion: { EUR: 1_100_000, GBP: 1_280_000, JPY: 6700 } },
};

export function settingsOf(change: Partial<DealSettings> = {}): DealSettings {
  const deals = { ...defaultSettings.deals, ...fixtureDeals };
  const vendor = { ...defaultSettings.vendor, names: ['Lumenforge'], domains: ['lumenforge.example'] };
  return { ...dealSettings({ ...defaultSettings, vendor, deals }, holidays), ...change };
}

/** S01 of domain §16.4. */
export function detailsOf(change: Partial<DealDetails> = {}): DealDetails {
  return {
    registrationType: 'co_sell',
    customerLegalName: 'Elmstone Clinics',
    customerDomain: 'elmstone-clinics.example',
    noWebsiteReason: null,
    customerCountry: 'DE',
    customerCity: null,
    customerTaxId: null,
    division: null,
    industry: null,
    contactName: 'Dr. Carla Weiss',
    contactTitle: 'Head of IT',
    contactEmail: 'weiss@elmstone-clinics.example',
    contactPhone: null,
    products: ['Vault'],
    useCase: 'Patient records must be kept for thirty years.',
    estimatedAmount: { amountMinor: 4_800_000, currency: 'EUR' },
    amountType: 'first_year',
    termMonths: null,
    expectedCloseOn: '2027-02-26',
    stage: 'qualified',
    source: 'partner_sourced',
    interactionType: 'demo',
    interactionOn: '2026-11-11',
    competitors: null,
    incumbentPartner: null,
    publicTender: false,
    tenderPublishedOn: null,
    vendorContact: null,
    helpNeeded: [],
    distributor: null,
    otherPartners: null,
    dealOwner: { name: 'Sam Seller', person: null },
    evidence: [],
    consent: true,
    ...change,
  };
}

/** A deal as stored; in review unless `change` says otherwise. */
export function dealOf(change: Partial<Deal> = {}): Deal {
  const at = new Date('2026-11-13T14:20:00Z');
  return {
    dealId: 'DR-2026-0142',
    partnerId: 'P-0005',
    status: 'in_review',
    version: 1,
    lastDelivery: null,
    draftId: null,
    externalRef: null,
    scenario: false,
    details: detailsOf(),
    roeVersion: 1,
    submittedAt: at,
    submittedBy: null,
    completeAt: at,
    sequence: 1,
    amountUsd: { amountMinor: 5_280_000, currency: 'USD' },
    fx: null,
    normalizedName: 'elmstone clinics',
    accountId: null,
    searchKeys: [],
    matchedAt: at,
    accountsAsOf: null,
    matchClass: 'none',
    findings: [],
    matchReasons: [],
    eligibility: [],
    warnings: [],
    approverStaffId: null,
    clock: null,
    triagedAt: at,
    firstContactAt: null,
    infoRequests: [],
    decision: null,
    protection: null,
    protectedUntilOn: null,
    extensions: [],
    reinstatement: null,
    heldKeys: [],
    lastUpdateAt: null,
    nextStep: null,
    nextStepOn: null,
    stageSince: null,
    forecast: null,
    lastReview: null,
    secondInLine: null,
    win: null,
    closedReason: null,
    closedAt: null,
    credit: null,
    thread: null,
    history: [],
    timers: [],
    nextStepAt: null,
    ...change,
  };
}
