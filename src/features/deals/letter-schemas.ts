import { z } from 'zod';
import { DealDetails, Day, fieldLimits } from './field-schemas.ts';

/**
 * What a customer wrote about which partner it wants (domain §4.5 C15), with the opportunity that it is about: customer,
 * division, products and expected close as they stood on the registration on which it was recorded. Staff only.
 */
export const CustomerLetter = z.object({
  /** The delivery that recorded it. */
  letterId: z.string(),
  dealId: z.string(),
  about: DealDetails.pick({
    customerLegalName: true,
    customerDomain: true,
    customerCountry: true,
    customerCity: true,
    customerTaxId: true,
    contactEmail: true,
    division: true,
    products: true,
    expectedCloseOn: true,
  }),
  chosenPartnerId: z.string(),
  receivedOn: Day,
  /** Where it is kept: a link, or words. */
  ref: z.string().min(1).max(fieldLimits.evidence),
  /** Staff id. */
  recordedBy: z.string(),
  recordedAt: z.date(),
});
export type CustomerLetter = z.infer<typeof CustomerLetter>;
