import { describe, expect, test } from 'vitest';
import type { MatchClass } from '#features/deals/matching/classes.ts';
import { comparedFieldsOf } from '#features/deals/matching/fields.ts';
import type { Customer } from '#features/deals/matching/fields.ts';
import { askedFor } from '#features/deals/pre-check-rules.ts';
import { accountOf, registered, useDealDatabase } from './accounts-kit.ts';

const database = useDealDatabase();
const zone = 'Europe/Berlin';

function fieldsOf(customerLegalName: string, customerDomain: string | null, more: Partial<Customer> = {}) {
  return comparedFieldsOf({ customerLegalName, customerDomain, customerCountry: 'DE', ...more });
}

/** What is found for a customer: ids with their class, in the order of ids. */
async function matches(...customer: Parameters<typeof fieldsOf>): Promise<Record<string, MatchClass>> {
  const { registrations, accounts } = await database.finder.search(fieldsOf(...customer), zone);
  const all = [
    ...registrations.map(({ candidate, comparison }) => [candidate.dealId, comparison.match] as const),
    ...accounts.map(({ candidate, comparison }) => [candidate.accountId, comparison.match] as const),
  ];
  return Object.fromEntries(all.filter(([, match]) => match !== 'none').toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

describe('the search', () => {
  test('finds registrations and accounts by domain, tax number and name, and nothing else', async () => {
    await database.register(
      registered(1),
      registered(
        2,
        {},
        { customerLegalName: 'Opalvale Bank', customerDomain: 'opalvale.example', customerTaxId: 'DE 811-111' },
      ),
      registered(3, {}, { customerLegalName: 'Fablestone', customerDomain: null, noWebsiteReason: 'none yet' }),
    );
    await database.save([accountOf({ accountId: 'ACC-7', legalName: 'Fable Stone Inc.', domain: null })]);
    expect(await matches('Anything', 'elmstone-clinics.example')).toEqual({ 'DR-2026-0001': 'same' });
    expect(await matches('Anything', null, { customerTaxId: 'DE811111' })).toEqual({ 'DR-2026-0002': 'same' });
    expect(await matches('Fablestone', null)).toEqual({ 'ACC-7': 'same', 'DR-2026-0003': 'same' });
    expect(await matches('Quartzdale', 'quartzdale.example')).toEqual({});
  });

  test('finds what shares only the city or the contact’s domain, where the names are near', async () => {
    await database.register(
      registered(
        1,
        {},
        { customerLegalName: 'Kestrelmere Clinics', customerDomain: 'a.example', customerCity: 'Kiel' },
      ),
    );
    expect(await matches('Teaselgate Clinics', 'b.example', { customerCity: 'kiel' })).toEqual({
      'DR-2026-0001': 'possible',
    });
    expect(await matches('Teaselgate Clinics', 'b.example', { customerCity: 'Ulm' })).toEqual({});
  });

  test('leaves out what is over, but for wins and expiries', async () => {
    const closedAt = new Date('2026-11-01T00:00:00Z');
    await database.register(
      registered(1, { status: 'withdrawn', closedAt }),
      registered(2, { status: 'won', closedAt }),
      registered(3, { status: 'expired', closedAt: new Date('2026-11-09T23:30:00Z') }),
    );
    expect(Object.keys(await matches('Elmstone Clinics', null))).toEqual(['DR-2026-0002', 'DR-2026-0003']);
    const { registrations } = await database.finder.search(fieldsOf('Elmstone Clinics', null), zone);
    const days = registrations.map(({ candidate }) => candidate.closedOn).toSorted();
    expect(days).toEqual(['2026-11-01', '2026-11-10']);
  });

  test('follows the account list: another name, another domain, another company of the group', async () => {
    await database.save([
      accountOf({
        accountId: 'ACC-1',
        legalName: 'International Brindle Exchange',
        domain: 'brindle.example',
        aliases: { domains: ['brindle-labs.example'], names: ['IBX'] },
        affiliateGroup: 'brindle',
      }),
      accountOf({
        accountId: 'ACC-2',
        legalName: 'Moorcroft Mills',
        domain: 'moorcroft.example',
        affiliateGroup: 'brindle',
      }),
    ]);
    await database.register(
      registered(1, {}, { customerLegalName: 'International Brindle Exchange', customerDomain: 'brindle.example' }),
      registered(2, {}, { customerLegalName: 'Brindle Labs', customerDomain: 'brindle-labs.example' }),
      registered(3, {}, { customerLegalName: 'Moorcroft Mills GmbH', customerDomain: null, noWebsiteReason: 'none' }),
    );
    const group = { 'ACC-2': 'affiliate', 'DR-2026-0002': 'affiliate', 'DR-2026-0003': 'affiliate' };
    expect(await matches('IBX Ltd', null)).toEqual({ ...group, 'ACC-1': 'same', 'DR-2026-0001': 'same' });
    expect(await matches('Labs', 'brindle-labs.example')).toEqual({
      ...group,
      'ACC-1': 'affiliate',
      'DR-2026-0001': 'affiliate',
      'DR-2026-0002': 'same',
    });
  });

  test('says so when more is alike than it looks at, and still finds the equal domain', async () => {
    const alike = {
      customerLegalName: 'Elmstone',
      customerDomain: null,
      noWebsiteReason: 'none',
      customerCountry: 'FR',
    };
    const many = Array.from({ length: 401 }, (_, n) => registered(n + 2, {}, alike));
    const { insertedCount } = await database.connection
      .collection<{ _id: string }>('deals')
      .insertMany(many.map(({ dealId, ...deal }) => ({ _id: dealId, ...deal })));
    await database.register(registered(900, {}, { customerLegalName: 'Zed', customerDomain: 'elmstone.example' }));
    const { registrations, isTruncated } = await database.finder.search(fieldsOf('Elmstone', 'elmstone.example'), zone);
    expect(insertedCount).toBe(401);
    expect(isTruncated).toBe(true);
    expect(registrations.find(({ comparison }) => comparison.match === 'same')?.candidate.dealId).toBe('DR-2026-0900');
  });

  test('inside a write sees what that write has done', async () => {
    await database.inOneWrite(async (write) => {
      await database.connection
        .collection<{ _id: string }>('accounts')
        .insertOne({ ...stored(), _id: 'ACC-9' }, { session: write.session.transaction as never });
      const related = await database.finder.search(
        fieldsOf('Elmstone Clinics', 'elmstone-clinics.example'),
        zone,
        write,
      );
      expect(related.accounts.map(({ candidate }) => candidate.accountId)).toEqual(['ACC-9']);
    });
  });
});

function stored() {
  const { accountId: _accountId, ...fields } = accountOf();
  return { ...fields, searchKeys: ['d:elmstone-clinics.example'] };
}

test('a report from the database names the account and the first conflict', async () => {
  await database.save([
    accountOf({ directOnlyListVersion: 7 }),
    accountOf({ accountId: 'ACC-2', domain: 'x.example', country: 'FR' }),
  ]);
  await database.register(registered(1, { partnerId: 'P-0002', status: 'approved' }));
  const fields = fieldsOf('Elmstone Clinics', 'elmstone-clinics.example');
  const registration = { ...askedFor('P-0001', 'elmstone-clinics.example'), fields };
  const report = await database.finder.findConflicts({ registration, today: '2026-11-16', zone });
  expect(report.findings.map((finding) => finding.class)).toEqual(['C14', 'C2']);
  expect(report).toMatchObject({ accountId: 'ACC-1', matchClass: 'same', isTruncated: false });
});

test('an account saved again is found by what it is now', async () => {
  await database.save([accountOf({ directOnlyListVersion: 6 })]);
  await database.save([accountOf({ legalName: 'Quartzdale', domain: 'quartzdale.example', directOnlyListVersion: 7 })]);
  expect(await matches('Elmstone Clinics', 'elmstone-clinics.example')).toEqual({});
  expect(await matches('Quartzdale', null)).toEqual({ 'ACC-1': 'same' });
});
