/** Words in touches and posts of other features. Names, days and amounts come in ready to show. */
export const touches = {
  review: (approved: number, changed: number) =>
    `${approved === 1 ? '1 approved registration' : `${approved} approved registrations`}, ${changed} changed in the last week`,
  undecided: (count: number) => `${count} waiting for our decision`,
  stage: (stage: string, count: number, totals: string) => `${stage}: ${count} · ${totals}`,
  inStage: (stage: string, days: number) => `${stage}, ${days === 1 ? '1 day' : `${days} days`}`,
  close: (day: string) => `close ${day}`,
  closePast: (day: string) => `close ${day} has passed`,
  left: (days: number) => `${days === 1 ? '1 day' : `${days} days`} protected`,
  standing: (open: number) => (open === 1 ? '1 registration open' : `${open} registrations open`),
  nextDecision: (day: string) => `next decision by ${day}`,
  month: (month: string, counts: readonly string[]) => `Deals in ${month}: ${counts.join(' · ')}`,
  submitted: (count: number) => `${count} registered`,
  approved: (count: number) => `${count} approved`,
  won: (count: number) => `${count} won`,
  lost: (count: number) => `${count} lost`,
  nothingOpen: 'Nothing open. Register one?',
  closing: {
    won: '🎉 You said *won* in the review. Add contract date and amount, and it counts.',
    lost: 'You said *lost* in the review. Tell us why, and it is closed.',
  },
};
