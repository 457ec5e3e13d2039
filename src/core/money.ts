/** An amount in whole minor units (cents, yen) of an ISO 4217 currency (domain §0.2). */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

export type MoneyProblem = 'not_a_number' | 'too_many_decimals' | 'ambiguous' | 'out_of_range';

/** A checked amount. RangeError on a fraction of a minor unit, an unsafe integer or an unknown currency. */
export function moneyOf(amountMinor: number, currency: string): Money {
  minorDigits(currency);
  return { amountMinor: safeMinor(amountMinor), currency };
}

export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

/** Decimals of a currency: JPY and KRW 0, EUR 2, KWD 3. RangeError on an unknown code. */
export function minorDigits(currency: string): number {
  if (!isCurrency(currency)) throw new RangeError(`not an ISO 4217 currency: ${currency}`);
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Reads what a person typed: `48000`, `48,000.50`, `48.000,50`, `5,20,00,000`, `EUR 48 000`, `$5`, in any notation that has
 * only one reading for this currency. The problem, when there is one, is meant for a field error.
 */
export function parseMoney(text: string, currency: string): { money: Money } | { problem: MoneyProblem } {
  const digits = minorDigits(currency);
  const typed = /^([-−]?)\s*([\d\s.,'’]*\d)$/.exec(withoutMark(text.trim(), currency));
  if (!typed?.[2]) return { problem: 'not_a_number' };
  const read = readDecimal(typed[2].replace(/\s/g, ' ').replace(/’/g, "'"), digits);
  if ('problem' in read) return read;
  if (read.fraction.length > digits) return { problem: 'too_many_decimals' };
  const amount = Number(read.whole + read.fraction.padEnd(digits, '0'));
  if (!Number.isSafeInteger(amount)) return { problem: 'out_of_range' };
  return { money: { amountMinor: typed[1] ? negated(amount) : amount, currency } };
}

/** The amount with its currency as people of `locale` write it, exact for every safe integer. */
export function formatMoney(money: Money, locale: string): string {
  const digits = minorDigits(money.currency);
  const amount = safeMinor(money.amountMinor);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const decimal = `${amount < 0 ? '-' : ''}${text.slice(0, text.length - digits)}.${text.slice(text.length - digits)}0`;
  // A string and not a quotient: a double cannot hold every cent of the safe range.
  return new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency }).format(decimal as `${number}`);
}

/** RangeError on different currencies or an unsafe sum. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${b.currency} to ${a.currency}`);
  return moneyOf(safeMinor(a.amountMinor) + safeMinor(b.amountMinor), a.currency);
}

/** Rounds to a whole number, ties away from zero, so that a clawback mirrors what it takes back. */
export function roundHalfUp(value: number): number {
  const rounded = Math.round(Math.abs(value));
  return safeMinor(value < 0 ? negated(rounded) : rounded);
}

/** A share of an amount in basis points (2750 is 27.5 %), computed exactly and rounded half up once. */
export function applyBasisPoints(money: Money, basisPoints: number): Money {
  return applyRatio(money, basisPoints, 10_000);
}

/** `numerator / denominator` of an amount, such as 7/12 for a clawback; exact, rounded half up once (domain §0.2). */
export function applyRatio(money: Money, numerator: number, denominator: number): Money {
  const over = BigInt(safeMinor(denominator));
  if (over <= 0n) throw new RangeError(`not a denominator: ${denominator}`);
  const product = BigInt(safeMinor(money.amountMinor)) * BigInt(safeMinor(numerator));
  const size = product < 0n ? -product : product;
  const rounded = Number((size * 2n + over) / (over * 2n));
  return moneyOf(product < 0n ? negated(rounded) : rounded, money.currency);
}

/**
 * Splits a whole amount by whole, non-negative weights so that the parts sum exactly to it; what is left over goes to
 * the largest remainders, the earlier part first (domain §0.2: 10000 in three is 3334, 3333, 3333).
 */
export function splitByLargestRemainder(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(wholeWeight(weight)), 0n);
  if (sum === 0n) throw new RangeError('a split needs at least one weight above zero');
  const size = BigInt(Math.abs(safeMinor(total)));
  const shares = weights.map((weight, index) => {
    const product = size * BigInt(weight);
    return { index, part: Number(product / sum), remainder: product % sum };
  });
  const left = Number(size) - shares.reduce((all, share) => all + share.part, 0);
  const byRemainder = shares.toSorted((a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder));
  for (const share of byRemainder.slice(0, left)) share.part += 1;
  return shares.map(({ part }) => (total < 0 ? negated(part) : part));
}

/** Drops the currency's own code or symbol before or after the number. */
function withoutMark(text: string, currency: string): string {
  const sign = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    .formatToParts(0)
    .find((part) => part.type === 'currency');
  for (const mark of [currency, sign?.value ?? currency]) {
    if (text.toUpperCase().startsWith(mark.toUpperCase())) return text.slice(mark.length).trim();
    if (text.toUpperCase().endsWith(mark.toUpperCase())) return text.slice(0, -mark.length).trim();
  }
  return text;
}

type Decimal = { whole: string; fraction: string };

function readDecimal(text: string, digits: number): Decimal | { problem: MoneyProblem } {
  const mark = decimalMark(text, digits);
  if (mark === 'ambiguous') return { problem: 'ambiguous' };
  const at = mark === undefined ? text.length : text.lastIndexOf(mark);
  const whole = text.slice(0, at) || '0';
  const fraction = text.slice(at + 1).replace(/0+$/, '');
  if (!isGrouped(whole) || !/^\d*$/.test(fraction)) return { problem: 'not_a_number' };
  return { whole: whole.replace(/\D/g, ''), fraction };
}

/** The character that starts the decimals; undefined when there are none. */
function decimalMark(text: string, digits: number): '.' | ',' | 'ambiguous' | undefined {
  const last = text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
  const count = text.split(last).length - 1;
  if (count === 0) return undefined;
  if (text.includes(last === '.' ? ',' : '.')) return last;
  if (count > 1) return undefined;
  if (!/^[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return last;
  return digits >= 3 ? 'ambiguous' : undefined;
}

function isGrouped(whole: string): boolean {
  return /^\d+$|^\d{1,3}([ '.,])(\d{3}\1)*\d{3}$|^\d{1,2}([ '.,])(\d{2}\3)*\d{3}$/.test(whole);
}

function negated(amount: number): number {
  return amount === 0 ? 0 : -amount;
}

function safeMinor(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe whole number: ${value}`);
  return value;
}

function wholeWeight(weight: number): number {
  if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError(`not a weight: ${weight}`);
  return weight;
}
