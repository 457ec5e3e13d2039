import { describe, expect, it } from 'vitest';
import { creditOf } from '#features/deals/rules/findings.ts';
import { account, found, opportunity, registration } from './conflicts-kit.ts';

const completeOn = '2026-11-16';
const credit = (directActivityOn: string | null, asCoSell = false) =>
  creditOf('partner_sourced', asCoSell, { directActivityOn, completeOn });

describe('credit (domain §4.6 rule 8)', () => {
  it('is sourced where we were not active in the 90 days before, else influenced', () => {
    expect([null, '2026-08-17', '2026-08-18', '2026-11-16'].map((on) => credit(on))).toEqual([
      ...['sourced', 'sourced', 'influenced', 'influenced'],
    ]);
    expect(credit(null, true)).toBe('influenced');
    expect(creditOf('vendor_lead', false, { directActivityOn: null, completeOn })).toBe('influenced');
    expect(creditOf('joint', false, { directActivityOn: null, completeOn })).toBe('sourced');
  });

  it('looks at everything that we sold at this very customer, and at nobody else’s', () => {
    const mine = registration({ customer: 'Opalvale Bank', products: ['Flow'] });
    const activity = (customer: string, change: Parameters<typeof opportunity>[0]) =>
      found({ ours: mine, accounts: [account({ customer, opportunities: [opportunity(change)] })] }).directActivityOn;
    const other = {
      products: ['Vault'],
      status: 'lost' as const,
      openedOn: '2026-05-01',
      lastActivityOn: '2026-09-01',
    };
    expect(activity('Opalvale Bank', other)).toBe('2026-09-01');
    expect(activity('Teaselgate Clinics', other)).toBeNull();
    expect(activity('Opalvale Bank', { openedOn: '2026-11-17', lastActivityOn: '2026-11-18' })).toBeNull();
    expect(found({ ours: mine }).directActivityOn).toBeNull();
  });
});
