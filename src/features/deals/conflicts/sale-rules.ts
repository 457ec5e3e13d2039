import type { Comparison } from '../matching/compare.ts';
import { familyOf, isOneDivision } from '../matching/opportunity.ts';
import type { FindingSource } from './finding.ts';
import { finding, surenessOf } from './finding.ts';
import type { Finding, Registration } from './types.ts';

/** What the customer has already bought, and through whom. */
export interface Sale {
  /** null: from us directly, or nobody knows. */
  partnerId: string | null;
  /** Empty: unknown. */
  products: readonly string[];
  division: string | null;
  /** Under contract, or bought lately; otherwise only renewals are the incumbent's. */
  isCurrent: boolean;
}

/**
 * C8 and C11 (domain §4.5): what was sold before stays with whoever sold it; a new product family or division may be
 * registered by anybody.
 */
export function findingOfSale(
  registration: Registration,
  sale: Sale,
  comparison: Comparison,
  source: FindingSource,
): Finding | undefined {
  if (surenessOf(comparison) !== 'same' || sale.partnerId === registration.partnerId) return undefined;
  if (!sale.isCurrent && registration.registrationType !== 'renewal_expansion') return undefined;
  const allowedProducts = allowedOf(registration, sale);
  if (allowedProducts.length > 0) {
    return finding(source, {
      class: 'C11',
      outcome: 'limit_scope',
      text: 'new_scope_only',
      params: { allowedProducts },
    });
  }
  if (sale.partnerId === null) {
    return finding(source, { class: 'C11', outcome: 'human_check', text: 'checking_detail' });
  }
  const rejectReason = 'incumbent_partner';
  return finding(source, { class: 'C8', outcome: 'reject', rejectReason, text: 'incumbent_renewal' });
}

function allowedOf({ products, division }: Registration, sale: Sale): readonly string[] {
  if (!isOneDivision(division, sale.division)) return products;
  if (sale.products.length === 0) return [];
  const sold = new Set(sale.products.map(familyOf));
  return products.filter((product) => !sold.has(familyOf(product)));
}
