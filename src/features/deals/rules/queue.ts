/** How far a promise is used up: the queue shows it for every registration (domain §4.7). */
export type AgeBucket = 'under_half' | 'under_three_quarters' | 'under_due' | 'late' | 'very_late';

export function bucketOf(usedPercent: number): AgeBucket {
  if (usedPercent < 50) return 'under_half';
  if (usedPercent < 75) return 'under_three_quarters';
  if (usedPercent < 100) return 'under_due';
  return usedPercent < 150 ? 'late' : 'very_late';
}
