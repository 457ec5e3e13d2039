import { z } from 'zod';
import { TakenStanding } from '#core/standing.ts';

/** When a partner last heard from us in its main channel, as far as it was looked. */
export const Watch = z.object({
  partnerId: z.string(),
  /** Active with a channel since then: silence before counts for nothing. */
  since: z.date(),
  /** The last word of one of our people. */
  spokenAt: z.date().nullable(),
  /** The last word from us, bot or person, when it was looked last. */
  heardAt: z.date().nullable(),
  /** null while the partner is not to be written to. */
  nextLookAt: z.date().nullable(),
});
export type Watch = z.infer<typeof Watch>;

/** The message, frozen when it is owed. */
export const PostParams = z.object({
  partnerId: z.string(),
  standing: TakenStanding,
  /** Whom the partner can turn to. */
  contactName: z.string().nullable(),
});
export type PostParams = z.infer<typeof PostParams>;
