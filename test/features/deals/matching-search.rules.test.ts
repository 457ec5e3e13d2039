import { describe, expect, test } from 'vitest';
import { compareCustomers } from '#features/deals/matching/compare.ts';
import { matchFieldsOf } from '#features/deals/matching/fields.ts';
import { changes, createNames } from './matching-names.ts';
import type { Change } from './matching-names.ts';

const seed = 16;
const each = 60;
const cities = ['Kiel', 'Bonn', 'Ulm'];
const fieldsOf = (
  customerLegalName: string,
  customerCity: string | null = null,
  customerCountry: string | null = 'DE',
) => matchFieldsOf({ customerLegalName, customerDomain: null, customerCountry, customerCity });
type Fields = ReturnType<typeof fieldsOf>;

function shareKey(one: Fields, other: Fields): boolean {
  return one.searchKeys.some((key) => other.searchKeys.includes(key));
}

/** A name and what somebody made of it, where the rules class the two as anything but `none`. */
function changedPairs(change: Change): readonly { one: Fields; other: Fields; match: string }[] {
  const names = createNames(seed);
  return Array.from({ length: each }, () => {
    const [name, city] = [names.name(), names.pick(cities)];
    const [one, other] = [fieldsOf(name, city), fieldsOf(names.changed(name, change), city)];
    return { one, other, match: compareCustomers(one, other).match };
  }).filter(({ match }) => match !== 'none');
}

describe('the keys find what the rules would class', () => {
  test.each(changes.filter((change) => change !== 'two slips' && change !== 'slip and order'))(
    'with %s: every one',
    (change) => {
      const pairs = changedPairs(change);
      expect(pairs.length).toBeGreaterThan(each / 3);
      const missed = pairs.filter(({ one, other }) => !shareKey(one, other));
      expect(missed.map(({ one, other }) => `${one.normalizedName} / ${other.normalizedName}`)).toEqual([]);
    },
  );

  test.each(['two slips', 'slip and order'] as const)('with %s: at least 19 of 20', (change) => {
    const pairs = changedPairs(change);
    const found = pairs.filter(({ one, other }) => shareKey(one, other));
    expect(found.length / pairs.length).toBeGreaterThanOrEqual(0.95);
  });

  test.each([null, 'FR'])('in another country (%s): the same name in other words', (country) => {
    const names = createNames(seed);
    for (const change of ['other order', 'joined', 'split'] as const) {
      for (let n = 0; n < 20; n += 1) {
        const name = names.name();
        const [one, other] = [fieldsOf(name), fieldsOf(names.changed(name, change), null, country)];
        if (compareCustomers(one, other).match === 'affiliate') expect(shareKey(one, other), name).toBe(true);
      }
    }
    const group = fieldsOf('Kestrelmere Clinics Deutschland GmbH', null, country);
    expect(shareKey(fieldsOf('Kestrelmere Clinics'), group)).toBe(true);
  });

  test('against brute force over a corpus: every `same`, nearly every likeness', () => {
    const names = createNames(seed + 1);
    const corpus = Array.from({ length: 150 }, () => names.name()).flatMap((name) => {
      const city = names.pick(cities);
      return [fieldsOf(name, city), fieldsOf(names.changed(name, names.pick(changes)), city)];
    });
    const counts = { same: [0, 0], probable: [0, 0], possible: [0, 0] };
    for (const [at, one] of corpus.entries()) {
      for (const other of corpus.slice(at + 1)) {
        const { match } = compareCustomers(one, other);
        if (match === 'none' || match === 'affiliate') continue;
        counts[match][0]! += 1;
        if (shareKey(one, other)) counts[match][1]! += 1;
      }
    }
    const recall = (match: keyof typeof counts) => counts[match][1]! / counts[match][0]!;
    expect(recall('same')).toBe(1);
    expect(recall('probable')).toBeGreaterThan(0.9);
    expect(recall('possible')).toBe(1);
  });

  test.each([
    ['Brindlewick Foods', 'Brindlewyck Food'],
    ['Foods Brindlewick', 'Brindlewick Foods'],
    ['Fablestone', 'Fable Stone Inc.'],
    ['Kestrelmere Clinics', 'Kestrelmere Clinics Deutschland GmbH'],
    ['Brindlewick Foods', 'Brindlewick Freight'],
  ])('%s and %s of domain §4.4', (one, other) => expect(shareKey(fieldsOf(one), fieldsOf(other))).toBe(true));

  test('Kestrelmere Clinics and Teaselgate Clinics only where a second signal makes them alike', () => {
    expect(shareKey(fieldsOf('Kestrelmere Clinics'), fieldsOf('Teaselgate Clinics'))).toBe(false);
    expect(shareKey(fieldsOf('Kestrelmere Clinics', 'Kiel'), fieldsOf('Teaselgate Clinics', 'Kiel'))).toBe(true);
  });

  test('a customer has few of them', () => {
    const names = createNames(seed);
    const counts = Array.from({ length: 200 }, () => fieldsOf(names.name(), 'Kiel').searchKeys.length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(48);
  });
});
