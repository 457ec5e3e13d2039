import type { RegistrationType } from '../field-schemas.ts';

/** What a partner of each type may register (domain §1.1). `co_sell` may besides be the outcome of a review (C6). */
const byPartnerType: Readonly<Record<string, readonly RegistrationType[]>> = {
  reseller: ['resale', 'renewal_expansion', 'services_attach'],
  distributor: ['resale'],
  referral: ['referral'],
  affiliate: [],
  system_integrator: ['referral', 'co_sell', 'services_attach'],
  msp: ['managed'],
  isv: ['co_sell', 'referral'],
  technology_alliance: ['co_sell'],
  strategic_alliance: ['co_sell', 'resale'],
  oem: ['embedded'],
  agency: ['referral', 'services_attach'],
};

/** The types that this partner may choose, those of its main type first. */
export function allowedTypes(partner: {
  primaryType: string;
  secondaryTypes: readonly string[];
}): readonly RegistrationType[] {
  const types = [partner.primaryType, ...partner.secondaryTypes];
  return [...new Set(types.flatMap((type) => byPartnerType[type] ?? []))];
}
