import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MatchClass } from '#features/deals/matching/classes.ts';
import { compareCustomers, knownAsNothingElse } from '#features/deals/matching/compare.ts';
import type { Customer } from '#features/deals/matching/fields.ts';
import { matchFieldsOf } from '#features/deals/matching/fields.ts';
import { jaroWinkler } from '#features/deals/matching/jaro-winkler.ts';
import { nameScore, normalizeName } from '#features/deals/matching/names.ts';
import { scopeDifferences } from '#features/deals/matching/opportunity.ts';

const runs = { seed: 5, numRuns: 200 };
const customer = (customerLegalName: string, more: Partial<Customer> = {}): Customer => ({
  customerLegalName,
  customerDomain: null,
  customerCountry: 'DE',
  ...more,
});
const compared = (one: Customer, other: Customer) => compareCustomers(matchFieldsOf(one), matchFieldsOf(other));

describe('the verified vectors of domain §4.4', () => {
  const vectors: readonly (readonly [string, string, string, MatchClass])[] = [
    ['Brindlewick Foods Ltd', 'BRINDLEWICK FOODS LIMITED', '1.000', 'same'],
    ['Brindlewick Foods', 'Brindlewyck Food', '0.964', 'same'],
    ['Foods Brindlewick', 'Brindlewick Foods', '1.000', 'same'],
    ['Société Opalvale S.A.', 'Societe Opalvale', '1.000', 'same'],
    ['Fablestone', 'Fable Stone Inc.', '0.982', 'same'],
    ['Kestrelmere Clinics', 'Kestrelmere Clinics Deutschland GmbH', '0.923', 'probable'],
    ['Brindlewick Foods', 'Brindlewick Freight', '0.890', 'none'],
    ['Kestrelmere Clinics', 'Teaselgate Clinics', '0.881', 'none'],
    ['Opalvale Bank', 'Opalvale Insurance', '0.873', 'none'],
    ['IBX', 'International Brindle Exchange', '0.620', 'none'],
  ];

  test.each(vectors)('%s and %s score %s, in one country %s', (one, other, score, match) => {
    expect(nameScore(normalizeName(one), normalizeName(other)).toFixed(3)).toBe(score);
    expect(compared(customer(one), customer(other)).match).toBe(match);
  });

  test('without a boost threshold, as the last of them needs', () => {
    expect(jaroWinkler('ibx', 'international brindle exchange').toFixed(3)).toBe('0.620');
    expect(jaroWinkler('', 'x')).toBe(0);
    expect(jaroWinkler('martha', 'marhta').toFixed(3)).toBe('0.961');
    expect(jaroWinkler('dixon', 'dicksonx').toFixed(3)).toBe('0.813');
  });
});

describe('one account or two', () => {
  test('an equal domain or tax number is the same account, whatever the names and countries', () => {
    const domain = { customerDomain: 'opalvale.example' };
    const byDomain = compared(customer('Opalvale Bank', domain), customer('OVB', { ...domain, customerCountry: 'FR' }));
    expect(byDomain.match).toBe('same');
    expect(byDomain.likenesses.map(({ rule }) => rule)).toEqual(['domain_equal', 'country_differs']);
    const byTax = compared(
      customer('Opalvale Bank', { customerTaxId: 'DE 123.456.789' }),
      customer('OVB', { customerTaxId: 'de123456789' }),
    );
    expect(byTax.match).toBe('same');
  });

  test('another country makes an affiliate at best, an unknown one too', () => {
    expect(compared(customer('Opalvale'), customer('Opalvale', { customerCountry: 'FR' })).match).toBe('affiliate');
    expect(compared(customer('Opalvale'), customer('Opalvale', { customerCountry: null })).match).toBe('affiliate');
    const likeness = compared(
      customer('Brindlewick Foods', { customerCity: 'Kiel' }),
      customer('Brindlewick Freight', { customerCity: 'Kiel', customerCountry: 'DK' }),
    );
    expect(likeness.match).toBe('none');
  });

  test('0.88 to 0.92 needs the same city or the same contact domain', () => {
    const one = { customerCity: 'Kiel', contactEmail: 'a@brindle-group.example' };
    const match = (more: Partial<Customer>) =>
      compared(customer('Brindlewick Foods', one), customer('Brindlewick Freight', more)).match;
    expect(match({ customerCity: 'KIEL' })).toBe('possible');
    expect(match({ contactEmail: 'b@mail.brindle-group.example' })).toBe('possible');
    expect(match({ customerCity: 'Köln', contactEmail: 'b@other.example' })).toBe('none');
  });

  test('a mail provider is no second signal', () => {
    const mail = { contactEmail: 'buyer@gmail.com' };
    expect(compared(customer('Brindlewick Foods', mail), customer('Brindlewick Freight', mail)).match).toBe('none');
  });

  test('what the account list knows makes a short name the account, and an alias domain an affiliate', () => {
    const known = {
      ...knownAsNothingElse,
      names: new Set(['international brindle exchange']),
      aliasDomains: new Set(['brindle-labs.example']),
      groupNames: new Set(['brindle labs']),
    };
    const ours = matchFieldsOf(customer('IBX'));
    const against = (theirs: Customer) => compareCustomers(ours, matchFieldsOf(theirs), known);
    expect(against(customer('International Brindle Exchange Ltd')).match).toBe('same');
    expect(against(customer('Labs', { customerDomain: 'brindle-labs.example' })).match).toBe('affiliate');
    expect(against(customer('Brindle Labs GmbH')).match).toBe('affiliate');
    expect(compareCustomers(ours, matchFieldsOf(customer('International Brindle Exchange'))).match).toBe('none');
  });

  test('who is compared with whom does not matter', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'ä', ' '), minLength: 1, maxLength: 24 });
    const any = fc.record({
      customerLegalName: word,
      customerDomain: fc.constantFrom(null, 'a.example', 'b.example'),
      customerCountry: fc.constantFrom(null, 'DE', 'FR'),
      customerCity: fc.constantFrom(null, 'Kiel', 'Köln'),
      contactEmail: fc.constantFrom(null, 'a@a.example', 'a@gmail.com'),
    });
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(compared(one, other).match).toBe(compared(other, one).match);
      }),
      runs,
    );
  });

  test('a customer is the same as itself, if it has a name and a country', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        if (normalizeName(name) === '') return;
        expect(compared(customer(name), customer(name)).match).toBe('same');
      }),
      runs,
    );
  });
});

describe('a name as it is compared', () => {
  test.each([
    ['Müller & Söhne GmbH & Co. KG', 'muller and sohne'],
    ['Smith and Co', 'smith'],
    ['Limited', 'limited'],
    ['Co. Ltd.', 'co'],
    ['Nordwind Group International', 'nordwind group international'],
    ["O'Brien’s Bakery, Pty Ltd", 'obriens bakery'],
    ['Opalvale S. A.', 'opalvale'],
    ['ＯＰＡＬＶＡＬＥ', 'opalvale'],
    ['Straße Łódź ApS', 'strasse lodz'],
    ['株式会社こがね', '株式会社こかね'],
  ])('%s is %s', (name, normal) => expect(normalizeName(name)).toBe(normal));

  test('is the same when made twice, and short, whatever was typed', () => {
    const hostile = fc.string({
      unit: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 3 }),
        fc.constantFrom(' s a', ' and co', ' gmbh', '<@U1>', '&amp;'),
      ),
      maxLength: 120,
    });
    fc.assert(
      fc.property(hostile, (name) => {
        const normal = normalizeName(name);
        expect(normalizeName(normal)).toBe(normal);
        expect(normal).toMatch(/^(?:[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*)?$/u);
        expect(normal.length).toBeLessThanOrEqual(200);
      }),
      runs,
    );
  });
});

describe('hostile names', () => {
  const honest = normalizeName('Opalvale Bank');

  test.each([
    ['Cyrillic and Greek look-alikes', 'Орalvаlе Ваnk'],
    ['a word of look-alikes alone', 'Opalvale Ваnκ'],
    ['right-to-left overrides and zero-width characters', '\u202EOpal\u200Bvale\u202C Ba\u00ADnk'],
    ['control characters', 'Opalvale\u0000 \u0007Bank'],
    ['Slack control sequences', '<!channel> Opalvale <@U0123> Bank <#C1|>'],
    ['a Slack link', '<https://evil.example|Opalvale> Bank'],
    ['mathematical letters', '𝐎𝐩𝐚𝐥𝐯𝐚𝐥𝐞 𝐁𝐚𝐧𝐤'],
  ])('%s hide nothing', (_, name) => expect(normalizeName(name)).toBe(honest));

  test('a truly Cyrillic or Greek name keeps its letters, and loses its legal form', () => {
    expect(normalizeName('Мельница ООО')).toBe('мельница');
    expect(normalizeName('Ελληνική Γη')).toBe('ελληνικη γη');
  });

  test('10,000 characters are cut, compared and found by few keys', () => {
    const long = matchFieldsOf(customer('ab '.repeat(3334)));
    expect(long.normalizedName.length).toBeLessThanOrEqual(200);
    expect(long.searchKeys.length).toBeLessThan(40);
    expect(compareCustomers(long, matchFieldsOf(customer('ab '.repeat(5000)))).match).toBe('same');
  });

  test('a name without a letter has no key and no likeness', () => {
    const fields = matchFieldsOf(customer('🙂 ***'));
    expect(fields.searchKeys).toEqual([]);
    expect(compareCustomers(fields, fields).match).toBe('none');
  });
});

describe('one opportunity or two', () => {
  const scope = { division: null, products: ['Flow'], expectedCloseOn: '2026-12-01' };

  test('one, when product families overlap, dates are near and divisions are equal or blank', () => {
    const other = { division: 'Retail', products: ['flow', 'Vault'], expectedCloseOn: '2027-05-30' };
    expect(scopeDifferences(scope, other)).toEqual([]);
    expect(scopeDifferences({ ...scope, division: ' RETAIL ' }, other)).toEqual([]);
  });

  test.each([
    ['another division', { division: 'Insurance' }, 'division_differs'],
    ['another product family', { products: ['Edge'] }, 'products_differ'],
    ['close dates 181 days apart', { expectedCloseOn: '2027-05-31' }, 'close_dates_apart'],
  ])('two with %s', (_, change, difference) => {
    const one = { ...scope, division: 'Retail' };
    expect(scopeDifferences(one, { ...one, ...change })).toEqual([difference]);
    expect(scopeDifferences({ ...one, ...change }, one)).toEqual([difference]);
  });

  test('what is unknown does not make two of one', () => {
    expect(scopeDifferences(scope, { division: 'Retail', products: [], expectedCloseOn: null })).toEqual([]);
  });
});
