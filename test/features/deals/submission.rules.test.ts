import { describe, expect, it } from 'vitest';
import type { DealDetails } from '#features/deals/field-schemas.ts';
import { atRate, inUsd, reportedAmount } from '#features/deals/rules/fx.ts';
import { problemsOf } from '#features/deals/rules/submission.ts';
import type { SubmissionContext } from '#features/deals/rules/submission.ts';
import { detailsOf, holidays, settingsOf } from './kit-deals.ts';

const settings = settingsOf();

function contextOf(change: Partial<SubmissionContext['partner']> = {}): SubmissionContext {
  return {
    today: '2026-11-16',
    partner: {
      primaryType: 'system_integrator',
      secondaryTypes: [],
      products: [],
      names: ['Otterbrook Consulting GmbH'],
      domains: ['otterbrook.example'],
      cal: holidays.calendarFor('DE'),
      ...change,
    },
    buysByDivision: false,
    vendor: { names: ['Lumenforge Inc.'], domains: ['lumenforge.example'] },
    settings,
  };
}

const problems = (change: Partial<DealDetails>, context = contextOf()) =>
  problemsOf(detailsOf(change), context, true).map(({ field, code, params, isWarning }) => ({
    field,
    code,
    ...(params ? { params } : {}),
    ...(isWarning ? { isWarning } : {}),
  }));

describe('a registration', () => {
  it('S01 has nothing against it', () => {
    expect(problems({})).toEqual([]);
  });

  it('S31: under the least amount is refused with it', () => {
    const small = { estimatedAmount: { amountMinor: 300_000, currency: 'EUR' } };
    expect(problems(small)).toEqual([
      { field: 'estimatedAmount', code: 'amount_too_small', params: { minimumUsd: 5000 } },
    ]);
    expect(problems({ ...small, amountType: 'mrr', termMonths: 12 })).toEqual([]);
  });

  it('S32: with the domain of a mail provider is refused', () => {
    expect(problems({ customerDomain: 'gmail.com', contactEmail: null })).toEqual([
      { field: 'customerDomain', code: 'free_mail', params: { host: 'gmail.com' } },
    ]);
  });

  it('S33: closing 240 days ahead is refused with both numbers; an OEM has twelve months', () => {
    expect(problems({ expectedCloseOn: '2027-07-14' })).toEqual([
      { field: 'expectedCloseOn', code: 'close_too_far', params: { days: 240, limitDays: 180 } },
    ]);
    const oem = contextOf({ primaryType: 'oem' });
    const embedded = { registrationType: 'embedded', expectedCloseOn: '2027-11-16' } as const;
    expect(problems(embedded, oem)).toEqual([]);
    expect(problems({ ...embedded, expectedCloseOn: '2027-11-17' }, oem)).toMatchObject([{ code: 'close_too_far' }]);
  });

  it.each([
    [{ registrationType: 'resale' }, 'registrationType', 'type_not_allowed'],
    [{ customerLegalName: 'X' }, 'customerLegalName', 'too_short'],
    [{ customerLegalName: '\u202E\u2066 ' }, 'customerLegalName', 'no_name'],
    [{ customerLegalName: 'gmail.com' }, 'customerLegalName', 'free_mail'],
    [{ customerLegalName: 'OTTERBROOK CONSULTING' }, 'customerLegalName', 'own_company'],
    [{ customerLegalName: 'Lumenforge' }, 'customerLegalName', 'our_company'],
    [{ customerDomain: 'otterbrook.example', contactEmail: null }, 'customerDomain', 'own_company'],
    [{ customerDomain: 'lumenforge.example', contactEmail: null }, 'customerDomain', 'our_company'],
    [{ customerDomain: null, contactEmail: null }, 'customerDomain', 'required'],
    [{ contactEmail: 'not an address' }, 'contactEmail', 'not_an_email'],
    [{ useCase: 'too few words' }, 'useCase', 'too_short'],
    [{ estimatedAmount: { amountMinor: 0, currency: 'EUR' } }, 'estimatedAmount', 'amount_not_positive'],
    [{ estimatedAmount: { amountMinor: 5_000_000_001, currency: 'EUR' } }, 'estimatedAmount', 'amount_too_large'],
    [{ estimatedAmount: { amountMinor: 50_000_001, currency: 'JPY' } }, 'estimatedAmount', 'amount_too_large'],
    [{ amountType: 'mrr' }, 'termMonths', 'required'],
    [{ expectedCloseOn: '2026-11-16' }, 'expectedCloseOn', 'close_in_past'],
    [{ interactionOn: '2026-11-17' }, 'interactionOn', 'interaction_in_future'],
    [{ interactionOn: '2026-08-17' }, 'interactionOn', 'interaction_too_old'],
    [{ consent: false }, 'consent', 'required'],
    [{ contactName: null }, 'contactName', 'required'],
    [{ registrationType: 'referral', contactEmail: null }, 'contactEmail', 'required'],
  ] as const)('with %j is refused at %s: %s', (change, field, code) => {
    expect(problems(change as Partial<DealDetails>)).toMatchObject([{ field, code }]);
  });

  it('warns the reviewer of another mail domain and of an old conversation, and goes on', () => {
    expect(problems({ contactEmail: 'weiss@clinic-it.example', interactionOn: '2026-11-06' })).toEqual([
      { field: 'contactEmail', code: 'email_domain_differs', isWarning: true },
      { field: 'interactionOn', code: 'interaction_late', isWarning: true },
    ]);
  });

  it('of a customer without a website needs the reason instead', () => {
    const without = { customerDomain: null, contactEmail: null };
    expect(problems({ ...without, noWebsiteReason: 'A new company, the site is not up yet.' })).toEqual([]);
  });

  it('names products only where the partner carries them', () => {
    expect(problems({}, contextOf({ products: ['Flow'] }))).toEqual([
      { field: 'products', code: 'product_not_allowed', params: { product: 'Vault' } },
    ]);
  });

  it('takes the reserved ending in the sandbox only', () => {
    const context = { ...contextOf(), settings: { ...settings, allowReservedDomains: false } };
    expect(problemsOf({ customerDomain: 'acme.example' }, context, false)).toMatchObject([{ code: 'reserved_domain' }]);
  });

  it('half filled in, is judged by what is there', () => {
    expect(problemsOf({}, contextOf(), false)).toEqual([]);
    expect(problemsOf({}, contextOf(), true).map(({ field }) => field)).toEqual([
      ...['registrationType', 'customerLegalName', 'customerDomain', 'customerCountry', 'contactName', 'contactTitle'],
      ...['products', 'useCase', 'estimatedAmount', 'amountType', 'expectedCloseOn', 'stage', 'source'],
      ...['interactionType', 'interactionOn', 'dealOwner', 'consent'],
    ]);
  });
});

describe('an amount in US dollars', () => {
  it('is exact, keeps its rate, and knows currencies without decimals', () => {
    expect(inUsd({ amountMinor: 4_800_000, currency: 'EUR' }, settings)).toEqual({
      amountUsd: { amountMinor: 5_280_000, currency: 'USD' },
      fx: { usdPerMillion: 1_100_000, on: '2026-11-16', source: 'fixture' },
    });
    expect(atRate({ amountMinor: 18_000_000, currency: 'JPY' }, 6700)).toEqual({
      amountMinor: 12_060_000,
      currency: 'USD',
    });
    expect(inUsd({ amountMinor: 100, currency: 'CHF' }, settings)).toEqual({ amountUsd: null, fx: null });
    expect(inUsd({ amountMinor: 100, currency: 'USD' }, settings).amountUsd?.amountMinor).toBe(100);
  });

  it('of a month counts twelve times', () => {
    const estimatedAmount = { amountMinor: 1000, currency: 'EUR' };
    expect(reportedAmount({ estimatedAmount, amountType: 'mrr' }).amountMinor).toBe(12_000);
    expect(reportedAmount({ estimatedAmount, amountType: 'tcv' }).amountMinor).toBe(1000);
  });
});
