import type { DealField } from '../field-schemas.ts';
import type { StoredStatus } from './states.ts';

/** What a partner may change while a deal is approved (domain §4.8 locking). */
const whileApproved: readonly DealField[] = ['stage', 'expectedCloseOn', 'estimatedAmount', 'products', 'dealOwner'];
/** Besides what the reviewer asked for. */
const withEveryAnswer: readonly DealField[] = ['stage', 'expectedCloseOn'];
/** Another customer or type is another registration: withdraw and register again. */
export const immutableFields: readonly DealField[] = [
  'registrationType',
  'customerLegalName',
  'customerDomain',
  'noWebsiteReason',
  'customerTaxId',
  'consent',
];

/** These say something only together: whoever may change one may change the other. */
const together: readonly (readonly DealField[])[] = [
  ['publicTender', 'tenderPublishedOn'],
  ['amountType', 'termMonths'],
];

export function withCompanions(fields: readonly DealField[]): readonly DealField[] {
  const others = together.filter((group) => group.some((field) => fields.includes(field)));
  return [...new Set([...fields, ...others.flat()])];
}

/** Fields that the partner may change; comments and evidence may always be added while a deal is open. */
export function editableFields(status: StoredStatus, asked: readonly string[] = []): readonly DealField[] {
  switch (status) {
    case 'info_needed':
      return withCompanions([...new Set([...asked.filter(isField), ...withEveryAnswer])]).filter(
        (field) => !immutableFields.includes(field),
      );
    case 'approved':
      return whileApproved;
    default:
      return [];
  }
}

/** The first of these fields that is locked. */
export function lockedField(
  status: StoredStatus,
  changed: readonly DealField[],
  asked: readonly string[] = [],
): DealField | null {
  const editable = editableFields(status, asked);
  return changed.find((field) => !editable.includes(field)) ?? null;
}

/** What a reviewer can ask for. */
export const askableFields: readonly DealField[] = [
  'customerCountry',
  'customerCity',
  'division',
  'industry',
  'contactName',
  'contactTitle',
  'contactEmail',
  'contactPhone',
  'products',
  'useCase',
  'estimatedAmount',
  'amountType',
  'termMonths',
  'stage',
  'source',
  'interactionType',
  'interactionOn',
  'competitors',
  'incumbentPartner',
  'publicTender',
  'tenderPublishedOn',
  'vendorContact',
  'distributor',
  'otherPartners',
  'evidence',
];

function isField(name: string): name is DealField {
  return (askableFields as readonly string[]).includes(name);
}

/** True when an amount moved by so many percent of what it was (domain §4.8: 25 %). */
export function isLargeChange(before: number, after: number, percent: number): boolean {
  return Math.abs(after - before) * 100 >= before * percent && after !== before;
}
