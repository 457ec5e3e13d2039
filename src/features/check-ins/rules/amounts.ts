import { isCurrency } from '#core/money.ts';

const currencyOfSign: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY', '₹': 'INR' };
const factors: Readonly<Record<string, number>> = {
  k: 1000,
  tsd: 1000,
  thousand: 1000,
  m: 1_000_000,
  mio: 1_000_000,
  million: 1_000_000,
  millionen: 1_000_000,
};
const mostDigits = 7;
const largestAmount = 1e12;

/** `12`, `1,200`, `1.200` → `1200`; null for what is no whole number of at most seven digits. */
export function wholeNumberIn(text: string): string | null {
  const digits = /^(?:\d{1,3}(?:[.,' ]\d{3})+|\d+)$/.test(text.trim()) ? text.replace(/\D/g, '') : '';
  return digits === '' || digits.length > mostDigits ? null : String(Number(digits));
}

/** `EUR 48,000`, `48.000 €`, `$1.2m`, `250k` → `EUR 48000`, `USD 1200000`, `250000`: major units; null for nonsense. */
export function amountIn(text: string): string | null {
  const marks = text.match(/\b[A-Za-z]{3}\b|[€$£¥₹]/gu) ?? [];
  const currencies = marks.flatMap((mark) => currencyOf(mark) ?? []);
  const rest = marks.filter((mark) => currencyOf(mark) !== null).reduce((left, mark) => left.replace(mark, ''), text);
  const [, number = '', unit = ''] = /^\s*(\d[\d.,' ]*?)\s*([a-z]*)\.?\s*$/i.exec(rest) ?? [];
  const factor = unit === '' ? 1 : factors[unit.toLowerCase()];
  const amount = factor === undefined ? null : decimalIn(number, unit !== '');
  if (amount === null || factor === undefined || new Set(currencies).size > 1) return null;
  const whole = Math.round(amount * factor * 100) / 100;
  if (whole > largestAmount) return null;
  return currencies[0] === undefined ? String(whole) : `${currencies[0]} ${whole}`;
}

function currencyOf(mark: string): string | null {
  const code = currencyOfSign[mark] ?? mark.toUpperCase();
  return code.length === 3 && isCurrency(code) ? code : null;
}

/** `1.200` is a thousand and two hundred, but `1.2` and, before a unit, `1.250` are fractions. */
function decimalIn(text: string, hasUnit: boolean): number | null {
  const plain = text.trim().replace(/[' ]/g, '');
  if (/^\d+$/.test(plain)) return Number(plain);
  if (!hasUnit && /^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/.test(plain)) return Number(plain.replace(/\D/g, ''));
  const [, whole = '', fraction = ''] = /^(\d+|\d{1,3}(?:[.,]\d{3})+)[.,](\d{1,3})$/.exec(plain) ?? [];
  return whole === '' ? null : Number(`${whole.replace(/\D/g, '')}.${fraction}`);
}
