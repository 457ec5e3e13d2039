/** `not_checked`: what it asks about is not known; that refuses nothing, and staff are shown it. */
export type EligibilityState = 'met' | 'unmet' | 'not_checked';

/** One condition under which a partner may register deals (domain §4.1), contributed by whoever knows the facts. */
export interface EligibilityCheck {
  /** `status`, `agreement`, `certified_seller`: a key of the catalogue's `ineligible`. */
  check: string;
  stateOf(partnerId: string): Promise<EligibilityState>;
}
