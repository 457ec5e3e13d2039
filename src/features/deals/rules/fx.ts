import { applyRatio, minorDigits } from '#core/money.ts';
import type { Money } from '#core/money.ts';
import type { DealDetails } from '../field-schemas.ts';
import type { FxUsed } from '../schemas.ts';
import type { DealSettings } from './settings.ts';

/** A monthly amount counts as a year of it (domain §4.2 field 16). */
export function reportedAmount({
  estimatedAmount,
  amountType,
}: Pick<DealDetails, 'estimatedAmount' | 'amountType'>): Money {
  return amountType === 'mrr' ? { ...estimatedAmount, amountMinor: estimatedAmount.amountMinor * 12 } : estimatedAmount;
}

export interface InUsd {
  amountUsd: Money | null;
  fx: FxUsed | null;
}

const million = 1_000_000;

/** The amount in US dollars with the rate that was used, for reporting only (domain §0.2); null without a rate. */
export function inUsd(amount: Money, { fx }: Pick<DealSettings, 'fx'>): InUsd {
  if (amount.currency === 'USD') return { amountUsd: amount, fx: null };
  const usdPerMillion = fx.usdPerMillion[amount.currency];
  if (usdPerMillion === undefined) return { amountUsd: null, fx: null };
  const used = { usdPerMillion, on: fx.on, source: fx.source };
  return { amountUsd: atRate(amount, usdPerMillion), fx: used };
}

/** At a rate that was stored before, so that a figure does not move with the market. */
export function atRate(amount: Money, usdPerMillion: number): Money {
  const shift = minorDigits('USD') - minorDigits(amount.currency);
  const cents = { amountMinor: amount.amountMinor, currency: 'USD' };
  return applyRatio(cents, usdPerMillion * 10 ** Math.max(shift, 0), million * 10 ** Math.max(-shift, 0));
}
