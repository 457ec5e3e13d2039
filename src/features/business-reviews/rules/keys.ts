/** One review for each partner and quarter. */
export function reviewIdOf(partnerId: string, quarter: string): string {
  return `${partnerId}.${quarter}`;
}

/** The partner of a review id, without a look into the database. */
export function partnerOfReviewId(reviewId: string): string {
  return reviewId.split('.')[0] ?? '';
}

export const purposes = [
  'date',
  'agenda',
  'pack',
  'prework',
  'commitments',
  'minutes',
  'progress',
  'survey',
  'plan-card',
  'pack-card',
  'minutes-card',
  'progress-card',
  'late',
  'reply-note',
  'noted',
  'missed',
] as const;
export type Purpose = (typeof purposes)[number];

/** `nth`: where one review can owe several messages of this purpose. */
export function messageKeyOf(purpose: Purpose, reviewId: string, nth?: number | string): string {
  const key = `business-reviews:${purpose}:${reviewId}`;
  return nth === undefined ? key : `${key}:${nth}`;
}

/** The review whose thread stands under this message; null for messages that take no replies. */
export function reviewOfThread(rootKey: string): string | null {
  return /^business-reviews:(?:pack|minutes):([^:]+)$/.exec(rootKey)?.[1] ?? null;
}

/** Under which answers of one person are kept apart from everybody's: their change cancels nothing of a colleague's. */
export function surveyKeyOf(reviewId: string, contactId: string): string {
  return `nps:${reviewId}:${contactId}`;
}
