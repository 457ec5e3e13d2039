import { z } from 'zod';
import { list, oneOf, text, yesNo } from '#core/csv/cells.ts';
import { isCurrency, minorDigits, parseMoney } from '#core/money.ts';
import {
  Day,
  amountTypes,
  dealStages,
  fieldLimits,
  helpKinds,
  interactionTypes,
  registrationTypes,
  sources,
} from '../field-schemas.ts';
import { registrableDomainOf } from '../matching/domains.ts';
import { rejectReasons } from '../state-schemas.ts';
import type { DealColumn } from './deal-columns.ts';

/** All but drafts; what is still to be matched is in review with its import. */
const statuses = [
  'submitted',
  'in_review',
  'info_needed',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
  'revoked',
  'won',
  'lost',
] as const;

/** `P005` and `P-0005` are one. */
export const PartnerRef = z
  .string()
  .regex(/^P-?\d{1,6}$/, 'not a partner id (P-0005 or P005)')
  .transform((ref) => `P-${ref.replace(/\D/g, '').replace(/^0+/, '').padStart(4, '0')}`);

/** A day is its noon in UTC: the same day nearly everywhere, and whole days between two of them. */
const Moment = z.string().transform((cell, issues) => {
  const at = new Date(Day.safeParse(cell).success ? `${cell}T12:00:00Z` : isMoment.test(cell) ? cell : Number.NaN);
  if (!Number.isNaN(at.getTime())) return at;
  issues.addIssue({ code: 'custom', message: 'not a day (YYYY-MM-DD) or moment (2026-11-13T14:20:00Z)' });
  return z.NEVER;
});
const isMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** What was let in elsewhere is taken over, so reserved endings too; whatever names no customer is not. */
export const CustomerDomain = z.string().transform((cell, issues) => {
  const found = registrableDomainOf(cell, { allowReservedDomains: true });
  if ('domain' in found) return found.domain;
  issues.addIssue({ code: 'custom', message: `not a customer’s domain (${found.problem})` });
  return z.NEVER;
});

/** `askedAt|decidedAt|endedOn|endsOn` */
const ExtensionCell = z.string().transform((cell, issues) => {
  const [askedAt, decidedAt, endedOn, endsOn, ...rest] = cell.split('|').map((part) => part.trim());
  const read = Extended.safeParse({ askedAt, decidedAt: decidedAt || undefined, endedOn, endsOn: endsOn || undefined });
  const isWhole = read.success && (read.data.decidedAt === undefined) === (read.data.endsOn === undefined);
  if (isWhole && rest.length === 0) return read.data;
  issues.addIssue({ code: 'custom', message: 'not askedAt|decidedAt|endedOn|endsOn' });
  return z.NEVER;
});
const Extended = z.object({ askedAt: Moment, decidedAt: Moment.optional(), endedOn: Day, endsOn: Day.optional() });
export type ExtensionCell = z.infer<typeof ExtensionCell>;

const months = z
  .string()
  .regex(/^([1-9]|[1-5]\d|60)$/, 'not a number of months from 1 to 60')
  .transform(Number);

/** What it is in its currency is read with the whole row. */
const someAmount = z.string().regex(/\d/, 'not an amount');

const cells = {
  externalRef: text(100).optional(),
  dealId: z
    .string()
    .regex(/^DR-\d{4}-\d{4,9}$/, 'not an id such as DR-2026-0142')
    .optional(),
  partner: PartnerRef,
  customer: text(fieldLimits.customerLegalName),
  domain: CustomerDomain.optional(),
  noWebsiteReason: text(fieldLimits.noWebsiteReason).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'not a country code (ISO 3166, two capitals)')
    .optional(),
  city: text(fieldLimits.customerCity).optional(),
  taxId: text(40).optional(),
  division: text(fieldLimits.division).optional(),
  industry: text(80).optional(),
  contactName: text(fieldLimits.contactName).optional(),
  contactTitle: text(fieldLimits.contactTitle).optional(),
  contactEmail: text(fieldLimits.contactEmail).optional(),
  contactPhone: text(20).optional(),
  type: oneOf(registrationTypes).optional(),
  products: list(text(100)),
  useCase: text(fieldLimits.useCase).optional(),
  amount: someAmount,
  currency: z.string().refine(isCurrency, 'not a currency code (ISO 4217)'),
  amountUsd: someAmount.optional(),
  amountType: oneOf(amountTypes).optional(),
  termMonths: months.optional(),
  expectedCloseOn: Day.optional(),
  stage: oneOf(dealStages).optional(),
  source: oneOf(sources).optional(),
  interactionType: oneOf(interactionTypes).optional(),
  interactionOn: Day.optional(),
  competitors: text(fieldLimits.competitors).optional(),
  incumbentPartner: text(fieldLimits.incumbentPartner).optional(),
  tenderPublishedOn: Day.optional(),
  vendorContact: text(fieldLimits.vendorContact).optional(),
  helpNeeded: list(oneOf(helpKinds)).optional(),
  distributor: PartnerRef.optional(),
  otherPartners: text(fieldLimits.otherPartners).optional(),
  dealOwner: text(200).optional(),
  status: oneOf(statuses),
  submittedAt: Moment,
  decidedAt: Moment.optional(),
  rejectReason: oneOf(rejectReasons).optional(),
  partnerText: text(3000).optional(),
  asCoSell: yesNo.optional(),
  protectedUntilOn: Day.optional(),
  extensions: list(ExtensionCell).optional(),
  meetingOn: Day.optional(),
  proofOn: Day.optional(),
  lastUpdateAt: Moment.optional(),
  nextStep: text(fieldLimits.nextStep).optional(),
  nextStepOn: Day.optional(),
  question: text(3000).optional(),
  askedAt: Moment.optional(),
  contractOn: Day.optional(),
  wonAmount: someAmount.optional(),
  closedAt: Moment.optional(),
  closedReason: text(100).optional(),
  credit: oneOf(['sourced', 'influenced']).optional(),
  scenario: yesNo.optional(),
} satisfies Record<DealColumn, z.ZodType>;

const moneyColumns = ['amount', 'wonAmount'] as const;

/** One row with everything read, amounts in minor units; a row that contradicts itself is told by column. */
export const DealRow = z.object(cells).transform((row, issues) => {
  const amountOf = (column: 'amount' | 'wonAmount' | 'amountUsd', cell: string, currency: string) => {
    const read = readAmount(cell, currency);
    if ('money' in read && read.money.amountMinor >= 0) return read.money;
    const problem = 'problem' in read ? read.problem.replaceAll('_', ' ') : 'below zero';
    issues.addIssue({ code: 'custom', path: [column], message: `not an amount in ${currency} (${problem})` });
    return null;
  };
  const [amount, wonAmount] = moneyColumns.map((column) => {
    const cell = row[column];
    return cell === undefined ? null : amountOf(column, cell, row.currency);
  });
  const amountUsd = row.amountUsd === undefined ? null : amountOf('amountUsd', row.amountUsd, 'USD');
  for (const [column, message] of contradictionsOf(row)) issues.addIssue({ code: 'custom', path: [column], message });
  return {
    ...row,
    amount: amount ?? { amountMinor: 0, currency: row.currency },
    wonAmount: wonAmount ?? null,
    amountUsd,
  };
});
export type DealRow = z.infer<typeof DealRow>;

/** As an export writes it, there is one reading only; else as people write amounts. */
function readAmount(cell: string, currency: string): ReturnType<typeof parseMoney> {
  const [whole = '', fraction = ''] = cell.split('.');
  const isExact = /^\d{1,13}(\.\d+)?$/.test(cell) && fraction.length === minorDigits(currency);
  return isExact ? { money: { amountMinor: Number(whole + fraction), currency } } : parseMoney(cell, currency);
}

type Row = z.infer<z.ZodObject<typeof cells>>;

const wasApproved = ['approved', 'expired', 'won', 'lost', 'revoked'];
const isOver = ['withdrawn', 'expired', 'revoked', 'won', 'lost'];

function contradictionsOf(row: Row): readonly (readonly [DealColumn, string])[] {
  const { status, submittedAt, decidedAt, closedAt, externalRef, dealId } = row;
  const approved = wasApproved.includes(status);
  const missing = (isMissing: boolean, column: DealColumn): readonly (readonly [DealColumn, string])[] =>
    isMissing ? [[column, `${status} needs this`]] : [];
  const order = (before: Date | undefined, after: Date | undefined, column: DealColumn) =>
    before && after && after < before ? ([[column, 'lies before what comes first']] as const) : [];
  return [
    ...(externalRef === undefined && dealId === undefined
      ? ([['externalRef', 'neither this nor dealId is given']] as const)
      : []),
    ...missing((approved || status === 'rejected') && decidedAt === undefined, 'decidedAt'),
    ...missing(approved && row.protectedUntilOn === undefined, 'protectedUntilOn'),
    ...missing(isOver.includes(status) && closedAt === undefined, 'closedAt'),
    ...missing(status === 'info_needed' && row.question === undefined, 'question'),
    ...missing(status === 'info_needed' && row.askedAt === undefined, 'askedAt'),
    ...order(submittedAt, decidedAt, 'decidedAt'),
    ...order(decidedAt ?? submittedAt, closedAt, 'closedAt'),
    ...order(submittedAt, row.askedAt, 'askedAt'),
  ];
}
