import type { DealDetails, DealField } from '../field-schemas.ts';
import { allFields, applies } from '../form-schemas.ts';

/** Inputs that are half of another field, or that everybody must give. */
const notCounted: readonly string[] = ['currency', 'evidenceNote', 'noWebsiteReason', 'publicTender', 'consent'];

/** How much of what the form asks for this type of registration was filled in, in whole percent (domain §18 J8). */
export function filledPercent(details: DealDetails): number {
  const fields = allFields.filter(
    (field) => !notCounted.includes(field) && applies(field, details.registrationType),
  ) as DealField[];
  const asked = fields.filter((field) => field !== 'tenderPublishedOn' || details.publicTender);
  const filled = asked.filter((field) => hasContent(details[field]));
  return Math.round((filled.length * 100) / asked.length);
}

function hasContent(value: DealDetails[DealField]): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}
