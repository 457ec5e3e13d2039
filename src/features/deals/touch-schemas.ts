import { z } from 'zod';
import { touchIds } from '#core/touches.ts';
import { Amount, Day, DealStage } from './field-schemas.ts';
import { Forecast } from './schemas.ts';

/** Why a review asks about a deal, the worst first (domain §2.3). */
export const flags = ['ending', 'stale', 'close_past', 'stuck'] as const;

/** An approved deal as a review shows it; the partner's own. */
const ReviewedDeal = z.object({
  dealId: z.string(),
  customer: z.string(),
  amount: Amount,
  stage: DealStage,
  daysInStage: z.int().min(0),
  expectedCloseOn: Day.nullable(),
  daysLeft: z.int(),
  flags: z.array(z.enum(flags)),
  nextStep: z.string().nullable(),
  nextStepOn: Day.nullable(),
  forecast: Forecast.nullable(),
  ownerContactId: z.string().nullable(),
});
export type ReviewedDeal = z.infer<typeof ReviewedDeal>;

const StageLine = z.object({ stage: DealStage, count: z.int().positive(), totals: z.array(Amount) });

/** What a deal or pipeline review shows: what is open by stage, and the deals that need an answer, worst first. */
export const DealReview = z.object({
  touchId: z.enum(touchIds),
  approved: z.int().min(0),
  undecided: z.int().min(0),
  /** In the last seven days. */
  changed: z.int().min(0),
  stages: z.array(StageLine),
  deals: z.array(ReviewedDeal),
});
export type DealReview = z.infer<typeof DealReview>;

/** Where a partner stands: "2 registrations open, next decision by Tue 17 Nov". */
export const DealStanding = z.object({
  open: z.int().positive(),
  nextDecisionAt: z.coerce.date().nullable(),
});
export type DealStanding = z.infer<typeof DealStanding>;

/** The calendar month before a performance review. */
export const DealMonth = z.object({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  submitted: z.int().min(0),
  approved: z.int().min(0),
  won: z.int().min(0),
  lost: z.int().min(0),
});
export type DealMonth = z.infer<typeof DealMonth>;

/** A button, and in a review with nothing to ask about the question that it answers. */
export const RegisterOffer = z.object({ partnerId: z.string(), nothingOpen: z.boolean().default(false) });
export type RegisterOffer = z.infer<typeof RegisterOffer>;
