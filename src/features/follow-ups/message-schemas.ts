import { z } from 'zod';
import { FollowUpKind, FollowUpState, OwnerFunction, RuleId, Title } from './schemas.ts';

/** Params of this feature's messages: all that a renderer needs, frozen when the message is owed (design §6.3). */
const Shown = z.object({
  followUpId: z.string(),
  title: Title,
  state: FollowUpState,
  dueAt: z.coerce.date(),
  ownerName: z.string().nullable(),
});

/** In the partner's thread: everything logged from one check-in, kept up to date by edits. */
export const LoggedParams = z.object({ zone: z.string(), items: z.array(Shown).min(1) });
export type LoggedParams = z.infer<typeof LoggedParams>;

/** In the partner's thread: how one ended. `sentence` was written by our staff for the partner. */
export const ClosedParams = z.object({
  followUpId: z.string(),
  outcome: z.enum(['done', 'wont_do']),
  sentence: z.string(),
});
export type ClosedParams = z.infer<typeof ClosedParams>;

/** In the partner's thread: a new date. */
export const NewDateParams = z.object({
  followUpId: z.string(),
  ownerName: z.string().nullable(),
  dueAt: z.coerce.date(),
  zone: z.string(),
});
export type NewDateParams = z.infer<typeof NewDateParams>;

/** About one follow-up, for staff. */
const AboutOne = Shown.extend({
  partnerId: z.string().nullable(),
  partnerName: z.string().nullable(),
  zone: z.string(),
});

/** The owner's card. `isMine` is false on the card of somebody who handed it on. */
export const CardParams = AboutOne.extend({
  kind: FollowUpKind,
  rule: RuleId,
  thenFunction: OwnerFunction.nullable(),
  partnerVisible: z.boolean(),
  isMine: z.boolean(),
  sentence: z.string().nullable(),
});
export type CardParams = z.infer<typeof CardParams>;

export const ReminderParams = AboutOne.extend({ isDueDay: z.boolean() });
export type ReminderParams = z.infer<typeof ReminderParams>;

export const EscalatedParams = AboutOne.extend({ businessDays: z.int() });
export type EscalatedParams = z.infer<typeof EscalatedParams>;

/** A copy for somebody above the owner, at once (R1, R4). */
export const CopyParams = AboutOne.extend({ rule: RuleId });
export type CopyParams = z.infer<typeof CopyParams>;

/** What a partner may see of what is with us: how much, and the next day. */
export const OpenPoints = z.object({ open: z.int().positive(), nextDueAt: z.coerce.date() });
export type OpenPoints = z.infer<typeof OpenPoints>;

/** To operations: nobody is named in the settings to whom this could go. */
export const LeadUnsetParams = z.object({ followUpId: z.string(), lead: z.enum(['pm_lead', 'vp']) });
export type LeadUnsetParams = z.infer<typeof LeadUnsetParams>;
