/** How surely two customers are one, the surest first (domain §4.4). `affiliate`: one group, maybe two buying entities. */
export const matchClasses = ['same', 'affiliate', 'probable', 'possible', 'none'] as const;
export type MatchClass = (typeof matchClasses)[number];

/** Least name scores in the same country (domain §4.4). */
export const sameScore = 0.96;
export const probableScore = 0.92;
export const possibleScore = 0.88;
