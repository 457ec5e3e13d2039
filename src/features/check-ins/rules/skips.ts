/** Skips that are no news: somebody asked for them, or the content comes in another message (domain §2.5). */
const expected = [
  'absorbed_by_qbr',
  'merged_into_review',
  'already_asked',
  'quarter_end',
  'closed_period',
  'partner_skip',
  'pm_skip',
  'paused_until',
  'plan_changed',
  'no_content',
];

/** True when the partner manager is told of a skip at once; the ledger has them all. */
export function isToldToStaff(reason: string | null): boolean {
  return reason === null || !expected.includes(reason);
}
