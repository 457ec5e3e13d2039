/** A share with its parts, in basis points; null where there is nothing to share. */
export interface Share {
  part: number;
  whole: number;
  basisPoints: number | null;
}

/** Business minutes: the middle one and the one that nine of ten do not exceed. */
export interface Spread {
  count: number;
  median: number | null;
  p90: number | null;
}

/** The figures of domain §4.13 that follow from what we store; coverage and appeals wait for their features. */
export interface DealKpis {
  submitted: number;
  /** Checked, and seen by a person, within the targets of domain §4.7. */
  triagedInTime: Share;
  firstContactInTime: Share;
  firstContact: Spread;
  decision: Spread;
  decidedInTime: Share;
  approvalRate: Share;
  infoNeededRate: Share;
  conflictRate: Share;
  conversion: Share;
  expiryRate: Share;
  /** Median of whole days from completeness to the confirmed win. */
  daysToWin: number | null;
  /** Minor units of US dollars of everything approved now; what cannot be converted is counted beside it. */
  protectedUsdMinor: number;
  protectedWithoutRate: number;
}
