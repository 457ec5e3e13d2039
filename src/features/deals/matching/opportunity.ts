import { daysBetween } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { normalizeText } from './names.ts';

/** What of a customer is bought, and when: with the customer, one opportunity (domain §4.4). */
export interface Scope {
  /** Blank: all of it. */
  division: string | null;
  /** Product families; empty: unknown, which overlaps with everything. */
  products: readonly string[];
  /** null: unknown. */
  expectedCloseOn: PlainDate | null;
}

export type ScopeDifference = 'division_differs' | 'products_differ' | 'close_dates_apart';

/** Expected close dates at most so far apart belong to one opportunity (domain §4.4). */
const closeDaysApart = 180;

/** Why two at one account are two opportunities; none: they are one (domain §4.4). Unknown counts as equal. */
export function scopeDifferences(one: Scope, other: Scope): readonly ScopeDifference[] {
  const differences: ScopeDifference[] = [];
  if (!isOneDivision(one.division, other.division)) differences.push('division_differs');
  if (!overlap(one.products, other.products)) differences.push('products_differ');
  if (!isOneTime(one.expectedCloseOn, other.expectedCloseOn)) differences.push('close_dates_apart');
  return differences;
}

export function isOneDivision(one: string | null, other: string | null): boolean {
  const [left, right] = [normalizeText(one ?? ''), normalizeText(other ?? '')];
  return left === '' || right === '' || left === right;
}

function overlap(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return true;
  const families = new Set(one.map(familyOf));
  return other.some((product) => families.has(familyOf(product)));
}

/** A product and its family have one name so far: Flow, Insight, Vault, Edge (domain §16). */
export function familyOf(product: string): string {
  return product.trim().toLowerCase();
}

function isOneTime(one: PlainDate | null, other: PlainDate | null): boolean {
  return one === null || other === null || Math.abs(daysBetween(one, other)) <= closeDaysApart;
}
