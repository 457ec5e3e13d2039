import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  addMoney,
  applyBasisPoints,
  applyRatio,
  formatMoney,
  isCurrency,
  minorDigits,
  moneyOf,
  parseMoney,
  roundHalfUp,
  splitByLargestRemainder,
} from '#core/money.ts';

const amount = fc.maxSafeInteger();

describe('money', () => {
  it('has the decimals of its currency', () => {
    expect(['JPY', 'KRW', 'EUR', 'USD', 'KWD'].map(minorDigits)).toEqual([0, 0, 2, 2, 3]);
    expect([isCurrency('EUR'), isCurrency('eur'), isCurrency('XYZ')]).toEqual([true, false, false]);
  });

  it('is whole minor units of a known currency', () => {
    expect(moneyOf(18_000_000, 'JPY')).toEqual({ amountMinor: 18_000_000, currency: 'JPY' });
    for (const wrong of [0.5, Number.NaN, Infinity, 2 ** 53]) expect(() => moneyOf(wrong, 'EUR')).toThrow(RangeError);
    expect(() => moneyOf(1, 'XYZ')).toThrow(RangeError);
  });

  it('adds in one currency only and never past the safe range', () => {
    expect(addMoney(moneyOf(150, 'EUR'), moneyOf(-50, 'EUR'))).toEqual(moneyOf(100, 'EUR'));
    expect(() => addMoney(moneyOf(1, 'EUR'), moneyOf(1, 'USD'))).toThrow('cannot add USD to EUR');
    expect(() => addMoney(moneyOf(Number.MAX_SAFE_INTEGER, 'EUR'), moneyOf(1, 'EUR'))).toThrow(RangeError);
  });
});

describe('parseMoney', () => {
  it.each([
    ['48000', 'EUR', 4_800_000],
    ['48,000.50', 'EUR', 4_800_050],
    ['48.000,5', 'EUR', 4_800_050],
    ['1.234', 'EUR', 123_400],
    ['EUR 48 000', 'EUR', 4_800_000],
    ['48000 eur', 'EUR', 4_800_000],
    ['€ 1,200', 'EUR', 120_000],
    ['$12.5', 'CAD', 1250],
    ["1'234.50", 'CHF', 123_450],
    ['5,20,00,000', 'INR', 5_200_000_000],
    ['18,000,000', 'JPY', 18_000_000],
    ['5000.00', 'JPY', 5000],
    ['.5', 'EUR', 50],
    ['-12.50', 'EUR', -1250],
    ['0', 'EUR', 0],
    ['-0', 'EUR', 0],
  ])('reads %j in %s', (text, currency, amountMinor) => {
    expect(parseMoney(text, currency)).toEqual({ money: { amountMinor, currency } });
  });

  it.each([
    ['', 'EUR', 'not_a_number'],
    ['50k', 'EUR', 'not_a_number'],
    ['USD 50', 'EUR', 'not_a_number'],
    ['1,2,3', 'EUR', 'not_a_number'],
    ['1.234.56', 'EUR', 'not_a_number'],
    ['12,34.567,8', 'EUR', 'not_a_number'],
    ['1e5', 'EUR', 'not_a_number'],
    ['12.345', 'KWD', 'ambiguous'],
    ['1234.567', 'EUR', 'too_many_decimals'],
    ['0.125', 'EUR', 'too_many_decimals'],
    ['1.5', 'JPY', 'too_many_decimals'],
    ['90071992547409.92', 'EUR', 'out_of_range'],
  ])('says about %j in %s: %s', (text, currency, problem) => {
    expect(parseMoney(text, currency)).toEqual({ problem });
  });

  it('reads back what each language writes', () => {
    const locale = fc.constantFrom('en', 'de', 'fr', 'sv', 'en-IN', 'de-CH', 'pt-BR', 'ja');
    fc.assert(
      fc.property(amount, locale, fc.constantFrom('EUR', 'JPY', 'INR', 'KRW'), (amountMinor, language, currency) => {
        const written = formatMoney({ amountMinor, currency }, language);
        const number = written.replace(/[^\d.,'’\s−-]/g, '').trim();
        expect(parseMoney(number, currency)).toEqual({ money: { amountMinor, currency } });
      }),
    );
  });
});

describe('formatMoney', () => {
  it('writes yen without decimals and cents always', () => {
    expect(formatMoney(moneyOf(18_000_000, 'JPY'), 'en')).toBe('¥18,000,000');
    expect(formatMoney(moneyOf(5, 'USD'), 'en')).toBe('$0.05');
    expect(formatMoney(moneyOf(-120_000, 'USD'), 'en')).toBe('-$1,200.00');
    expect(formatMoney(moneyOf(4_800_050, 'EUR'), 'de')).toBe('48.000,50\u00a0€');
  });

  it('is exact to the last cent of the safe range', () => {
    expect(formatMoney(moneyOf(Number.MAX_SAFE_INTEGER, 'USD'), 'en')).toBe('$90,071,992,547,409.91');
  });
});

describe('rounding', () => {
  it('goes half up, and the same way for what is taken back', () => {
    expect([0.5, 1.5, 2.4999, 0.49999999999999994, -0.5, -1.5, -0.4].map(roundHalfUp)).toEqual([1, 2, 2, 0, -1, -2, 0]);
    expect(() => roundHalfUp(Number.NaN)).toThrow(RangeError);
  });

  it('applies basis points exactly', () => {
    expect(applyBasisPoints(moneyOf(1_000_000, 'USD'), 2750)).toEqual(moneyOf(275_000, 'USD'));
    expect(applyBasisPoints(moneyOf(101, 'JPY'), 5000)).toEqual(moneyOf(51, 'JPY'));
    expect(applyBasisPoints(moneyOf(-101, 'JPY'), 5000)).toEqual(moneyOf(-51, 'JPY'));
    expect(applyBasisPoints(moneyOf(-1, 'JPY'), 1)).toEqual(moneyOf(0, 'JPY'));
    expect(applyBasisPoints(moneyOf(Number.MAX_SAFE_INTEGER, 'USD'), 10_000).amountMinor).toBe(Number.MAX_SAFE_INTEGER);
  });

  it.each([
    [5, 583_333],
    [7, 416_667],
    [11, 83_333],
  ])('takes back month %i of twelve pro rata (domain §5.5)', (month, amountMinor) => {
    expect(applyRatio(moneyOf(1_000_000, 'AUD'), 12 - month, 12)).toEqual(moneyOf(amountMinor, 'AUD'));
  });

  it('is never more than half a unit off, and a tie goes up', () => {
    const ratio = fc.record({ over: fc.integer({ min: 1, max: 1e6 }), under: fc.integer({ min: -1e6, max: 1e6 }) });
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), ratio, (amountMinor, { over, under }) => {
        const result = applyRatio(moneyOf(amountMinor, 'EUR'), under, over).amountMinor;
        const errorTwice = 2n * (BigInt(result) * BigInt(over) - BigInt(amountMinor) * BigInt(under));
        const outward = result < 0 ? -errorTwice : errorTwice;
        expect(outward <= BigInt(over) && outward > -BigInt(over)).toBe(true);
      }),
    );
  });

  it('refuses a fraction of a basis point and a denominator of zero', () => {
    expect(() => applyBasisPoints(moneyOf(100, 'EUR'), 0.5)).toThrow(RangeError);
    expect(() => applyRatio(moneyOf(100, 'EUR'), 1, 0)).toThrow(RangeError);
  });
});

describe('splitByLargestRemainder', () => {
  it('gives the odd units to the largest remainders, the earlier part first', () => {
    expect(splitByLargestRemainder(10_000, [1, 1, 1])).toEqual([3334, 3333, 3333]);
    expect(splitByLargestRemainder(100, [60, 30, 10])).toEqual([60, 30, 10]);
    expect(splitByLargestRemainder(10, [1, 2, 4])).toEqual([1, 3, 6]);
    expect(splitByLargestRemainder(-10_000, [1, 1, 1])).toEqual([-3334, -3333, -3333]);
    expect(splitByLargestRemainder(5, [0, 1])).toEqual([0, 5]);
  });

  it('sums exactly to the whole, and no part is a unit or more off its share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(amount, weights, (total, parts) => {
        const sum = parts.reduce((all, part) => all + part, 0);
        fc.pre(sum > 0);
        const split = splitByLargestRemainder(total, parts);
        expect(split.reduce((all, part) => all + BigInt(part), 0n)).toBe(BigInt(total));
        split.forEach((part, index) => {
          const off = BigInt(part) * BigInt(sum) - BigInt(total) * BigInt(parts[index] ?? 0);
          expect((off < 0n ? -off : off) < BigInt(sum)).toBe(true);
        });
      }),
    );
  });

  it.each([[[]], [[0, 0]], [[1, -1]], [[0.5, 0.5]]])('refuses the weights %j', (weights) => {
    expect(() => splitByLargestRemainder(100, weights)).toThrow(RangeError);
  });
});
