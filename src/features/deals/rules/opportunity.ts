import { daysBetween } from '#core/calendar/dates.ts';
import type { DealDetails } from '../field-schemas.ts';
import { normalizeText } from '../matching/names.ts';
import { familyOf } from '../matching/opportunity.ts';

/** Close dates within so many days are one opportunity (domain §4.4). */
const sameOpportunityDays = 180;
const epoch = '2000-01-01';

type Opportunity = Pick<
  DealDetails,
  'customerDomain' | 'customerCountry' | 'division' | 'products' | 'expectedCloseOn'
> & { normalizedName: string };

/**
 * What of a customer's business an approval holds, one key for each product. Two deals with a key in common are one
 * opportunity for certain, so a unique index over these refuses a second approval; what else is one opportunity is
 * found by matching under the account's lock (domain §4.4, §20.1). `apartAs`: operations ruled that it is another one.
 */
export function heldKeysOf(opportunity: Opportunity, apartAs?: string): string[] {
  const { customerDomain, customerCountry, division, products, expectedCloseOn, normalizedName } = opportunity;
  const period = expectedCloseOn === null ? '' : Math.floor(daysBetween(epoch, expectedCloseOn) / sameOpportunityDays);
  const keys = products.map((product) =>
    [
      customerDomain ?? normalizedName,
      customerCountry ?? '',
      familyOf(product),
      normalizeText(division ?? ''),
      period,
      ...(apartAs === undefined ? [] : [apartAs]),
    ].join('|'),
  );
  return [...new Set(keys)].toSorted();
}
