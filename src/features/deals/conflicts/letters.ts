import { addMonths } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import type { CustomerLetter } from '../letter-schemas.ts';
import { compareCustomers } from '../matching/compare.ts';
import { comparedFieldsOf } from '../matching/fields.ts';
import { scopeDifferences } from '../matching/opportunity.ts';
import { surenessOf } from './finding.ts';
import type { Registration } from './types.ts';

/** A letter says who the customer wanted then; after a year it is asked again. */
const heldMonths = 12;

/** The partner that the customer of this very opportunity chose in its newest letter (domain §4.5 C15); null: none. */
export function chosenPartnerOf(
  registration: Pick<Registration, 'fields' | 'division' | 'products' | 'expectedCloseOn'>,
  newestFirst: readonly CustomerLetter[],
  today: PlainDate,
): string | null {
  const letter = newestFirst.find(({ about, receivedOn }) => {
    const isHeld = receivedOn <= today && receivedOn >= addMonths(today, -heldMonths);
    const isSame = surenessOf(compareCustomers(registration.fields, comparedFieldsOf(about))) === 'same';
    return isHeld && isSame && scopeDifferences(registration, about).length === 0;
  });
  return letter?.chosenPartnerId ?? null;
}
