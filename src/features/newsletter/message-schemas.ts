import { z } from 'zod';

/** To staff, about one issue: what to do and by when. */
export const NoteParams = z.object({
  issueKey: z.string(),
  purpose: z.enum(['draft', 'review', 'approved', 'withdrawn', 'late']),
  /** Days of the vendor's calendar. */
  approveBy: z.coerce.date(),
  zone: z.string(),
  goesOutOn: z.string(),
  byName: z.string().nullable(),
});
export type NoteParams = z.infer<typeof NoteParams>;

/** To the partner manager: people of a partner want to hear more. */
export const InterestParams = z.object({
  issueKey: z.string(),
  partnerId: z.string(),
  partnerName: z.string(),
  label: z.string(),
  people: z.array(z.string()).min(1),
});
export type InterestParams = z.infer<typeof InterestParams>;
