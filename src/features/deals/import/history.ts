import { addBusinessDays } from '#core/calendar/business-days.ts';
import { addBusinessMinutes } from '#core/calendar/business-hours.ts';
import { daysBetween } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { minorDigits } from '#core/money.ts';
import type { Money } from '#core/money.ts';
import type { PartnerCard } from '#features/directory/public.ts';
import type { DealDetails } from '../field-schemas.ts';
import { matchFieldsOf } from '../matching/fields.ts';
import type { Extension } from '../part-schemas.ts';
import { blankDeal } from '../rules/blank-deal.ts';
import { inUsd, reportedAmount } from '../rules/fx.ts';
import { heldKeysOf } from '../rules/opportunity.ts';
import { allowedTypes } from '../rules/registration-types.ts';
import type { DealSettings } from '../rules/settings.ts';
import type { Deal } from '../schemas.ts';
import type { DealRow, ExtensionCell } from './deal-rows.ts';

export interface HistoryContext {
  card: PartnerCard;
  settings: DealSettings;
  /** `operator:ann`, for the deal's story. */
  by: string;
  at: Date;
}

/** Numbers that only the write can give. */
export const unnumbered = { dealId: 'DR-0000-0000', sequence: 1 } as const;

const wasApproved: readonly string[] = ['approved', 'expired', 'won', 'lost', 'revoked'];

/**
 * A row as a deal that is history: never checked for eligibility, its decision taken as it stands, without a clock
 * (domain §16: fixtures load as history). What is still open gets its clock and timers from `import/opening.ts`.
 */
export function historyOf(row: DealRow, context: HistoryContext): Deal {
  const { by, at } = context;
  const details = detailsOf(row, context);
  const { normalizedName, searchKeys } = matchFieldsOf(details);
  const status = row.status === 'submitted' ? 'in_review' : row.status;
  const isApproved = wasApproved.includes(status);
  const zone = context.card.timeZone;
  return {
    ...blankDeal,
    ...unnumbered,
    ...{ details, normalizedName, status },
    ...moneyOf(row, details, context),
    dealId: row.dealId ?? unnumbered.dealId,
    externalRef: row.externalRef ?? null,
    scenario: row.scenario ?? false,
    partnerId: context.card.partnerId,
    draftId: null,
    roeVersion: context.settings.roeVersion,
    submittedAt: row.submittedAt,
    submittedBy: null,
    completeAt: row.submittedAt,
    searchKeys: [...searchKeys],
    clock: null,
    infoRequests: askedOf(row, context),
    decision: decisionOf(row, by, isApproved),
    protection: isApproved ? protectionOf(row, context.card) : null,
    protectedUntilOn: isApproved ? (row.protectedUntilOn ?? null) : null,
    extensions: (row.extensions ?? []).map((cell) => extensionOf(cell, by, details)),
    heldKeys: status === 'approved' ? heldKeysOf({ ...details, normalizedName }) : [],
    lastUpdateAt: row.lastUpdateAt ?? (status === 'approved' ? at : null),
    nextStep: row.nextStep ?? null,
    nextStepOn: row.nextStepOn ?? null,
    win: status === 'won' ? winOf(row, by, zone) : null,
    closedReason: row.closedReason ?? row.rejectReason ?? null,
    closedAt: row.closedAt ?? (status === 'rejected' ? (row.decidedAt ?? null) : null),
    credit: isApproved ? (row.credit ?? creditOf(row)) : null,
    thread: null,
    history: [{ at, action: 'imported', by, status, note: null }],
  };
}

function detailsOf(row: DealRow, { card }: HistoryContext): DealDetails {
  const { noWebsiteReason, division, industry, contactName, contactTitle, contactEmail, contactPhone } = row;
  const { useCase, termMonths, expectedCloseOn, interactionType, interactionOn, competitors } = row;
  const { incumbentPartner, tenderPublishedOn, vendorContact, otherPartners } = row;
  return {
    ...orNull({ noWebsiteReason, division, industry, contactName, contactTitle, contactEmail, contactPhone }),
    ...orNull({ useCase, termMonths, expectedCloseOn, interactionType, interactionOn, competitors }),
    ...orNull({ incumbentPartner, tenderPublishedOn, vendorContact, otherPartners }),
    registrationType: row.type ?? allowedTypes(card)[0] ?? 'referral',
    customerLegalName: row.customer,
    customerDomain: row.domain ?? null,
    customerCountry: row.country ?? null,
    customerCity: row.city ?? null,
    customerTaxId: row.taxId ?? null,
    products: row.products,
    estimatedAmount: row.amount,
    amountType: row.amountType ?? 'first_year',
    stage: row.stage ?? 'qualified',
    source: row.source ?? 'partner_sourced',
    publicTender: tenderPublishedOn !== undefined,
    helpNeeded: row.helpNeeded ?? [],
    distributor: row.distributor ?? null,
    dealOwner: { name: row.dealOwner ?? '', person: null },
    evidence: [],
    consent: false,
  };
}

type OrNull<Value> = { [Key in keyof Value]: Exclude<Value[Key], undefined> | null };

function orNull<Value extends object>(values: Value): OrNull<Value> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value ?? null])) as OrNull<Value>;
}

/** An amount in dollars that the file states is kept to the cent, with the rate that it implies. */
function moneyOf(row: DealRow, details: DealDetails, { settings }: HistoryContext): Pick<Deal, 'amountUsd' | 'fx'> {
  const reported = reportedAmount(details);
  if (row.amountUsd === null || reported.currency === 'USD') return inUsd(reported, settings);
  const computed = inUsd(reported, settings);
  if (computed.amountUsd?.amountMinor === row.amountUsd.amountMinor) return computed;
  const usdPerMillion = impliedRate(reported, row.amountUsd);
  const fx = usdPerMillion === null ? null : { usdPerMillion, on: null, source: 'import' };
  return { amountUsd: row.amountUsd, fx };
}

function impliedRate(amount: Money, amountUsd: Money): number | null {
  if (amount.amountMinor === 0) return null;
  const units = amount.amountMinor / 10 ** minorDigits(amount.currency);
  const rate = Math.round((amountUsd.amountMinor / 10 ** minorDigits('USD') / units) * 1_000_000);
  return rate >= 1 && Number.isSafeInteger(rate) ? rate : null;
}

function decisionOf(row: DealRow, by: string, isApproved: boolean): Deal['decision'] {
  if (row.decidedAt === undefined) return null;
  if (!isApproved && row.status !== 'rejected') return null;
  return {
    outcome: isApproved ? 'approved' : 'rejected',
    by,
    byName: '',
    at: row.decidedAt,
    reasonCode: isApproved ? null : (row.rejectReason ?? null),
    partnerText: row.partnerText ?? null,
    asCoSell: row.asCoSell ?? false,
  };
}

/** The window that was first granted; an extension comes on top of it. */
function protectionOf(row: DealRow, { timeZone, tier }: PartnerCard): Deal['protection'] {
  const { decidedAt, protectedUntilOn, extensions } = row;
  const firstEnd = extensions?.[0]?.endedOn ?? protectedUntilOn;
  if (decidedAt === undefined || firstEnd === undefined) return null;
  const windowDays = Math.max(1, daysBetween(localDateOf(decidedAt, timeZone), firstEnd));
  const { meetingOn = null, proofOn = null } = row;
  return { approvedAt: decidedAt, windowDays, zone: timeZone, tier, meetingOn, proofOn, closeSlips: 0 };
}

function askedOf(row: DealRow, { card, settings }: HistoryContext): Deal['infoRequests'] {
  const { status, question, askedAt } = row;
  if (status !== 'info_needed' || question === undefined || askedAt === undefined) return [];
  const on = localDateOf(askedAt, card.timeZone);
  const cal = settings.workingDays(card.calendar);
  const answerBy = addBusinessDays(on, settings.clocks.infoAnswerBusinessDays, cal);
  return [{ question, fields: [], askedAt, askedByName: '', answerBy, answer: null, answeredAt: null }];
}

/** Silence approves only what was checked when it was asked, which nobody can for a file. */
function extensionOf(cell: ExtensionCell, by: string, { expectedCloseOn }: DealDetails): Extension {
  const { askedAt, decidedAt = null, endedOn, endsOn = null } = cell;
  return {
    requestedAt: askedAt,
    requestedBy: by,
    newCloseOn: expectedCloseOn ?? endsOn ?? endedOn,
    activity: '',
    reason: null,
    silenceApproves: false,
    decideBy: decidedAt ?? askedAt,
    outcome: decidedAt === null ? 'pending' : 'approved',
    decidedAt,
    decidedBy: decidedAt === null ? null : by,
    previousEndsOn: endedOn,
    endsOn,
    isReinstatement: false,
  };
}

/** Pending requests are decided in working time of the reviewer (domain §4.7). */
export function withDeadline(
  extension: Extension,
  time: Parameters<typeof addBusinessMinutes>[2],
  { clocks }: Pick<DealSettings, 'clocks'>,
): Extension {
  if (extension.outcome !== 'pending') return extension;
  return { ...extension, decideBy: addBusinessMinutes(extension.requestedAt, clocks.extensionHours * 60, time) };
}

function winOf(row: DealRow, by: string, zone: string): Deal['win'] {
  const at = row.closedAt ?? row.submittedAt;
  return {
    contractOn: row.contractOn ?? localDateOf(at, zone),
    amount: row.wonAmount ?? row.amount,
    reportedBy: by,
    reportedAt: at,
    confirmedBy: by,
    confirmedAt: at,
  };
}

function creditOf({ source, asCoSell }: DealRow): 'sourced' | 'influenced' {
  return source === 'vendor_lead' || asCoSell === true ? 'influenced' : 'sourced';
}
