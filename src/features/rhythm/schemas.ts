import { z } from 'zod';
import { touchIds } from '#core/touches.ts';

export const TouchName = z.enum(touchIds);
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Time = z.string().regex(/^\d{2}:\d{2}$/);

/** What a partner chose of an offer. */
export const Choice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('moved'), on: Day, time: Time }),
  z.object({ kind: z.literal('contact'), name: z.string() }),
  z.object({ kind: z.literal('skipped') }),
]);
export type Choice = z.infer<typeof Choice>;

/** "Move, ask somebody else, or skip": made once for each occurrence that was missed (domain §2.2). */
export const Offer = z.object({
  /** The occurrence that was missed. */
  offerId: z.string(),
  partnerId: z.string(),
  touchId: TouchName,
  /** The coming one, which the choices are about. */
  periodKey: z.string(),
  heldOn: Day,
  time: Time,
  zone: z.string(),
  thread: z.object({ key: z.string(), channelId: z.string() }),
  offeredAt: z.date(),
  choice: Choice.nullable(),
});
export type Offer = z.infer<typeof Offer>;

export const OfferParams = z.object({
  offerId: z.string(),
  touchId: TouchName,
  heldOn: Day,
  time: Time,
  zone: z.string(),
  choice: Choice.nullable(),
});
export type OfferParams = z.infer<typeof OfferParams>;

/** To the partner manager: the first miss, or the third with a note that they may send. */
export const MissedParams = z.object({
  partnerId: z.string(),
  partnerName: z.string(),
  touchId: TouchName,
  heldOn: Day,
  inARow: z.int().positive(),
  /** The executive on the partner's side, for the note; strategic and core partners only. */
  sponsorName: z.string().nullable(),
});
export type MissedParams = z.infer<typeof MissedParams>;

/** A change of one partner's plan as it stands in a form's metadata; checked again by the verb. */
export const WantedChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('move'), touchId: TouchName, periodKey: z.string(), on: Day, time: Time }),
  z.object({ kind: z.literal('skip'), touchId: TouchName, periodKey: z.string() }),
  z.object({ kind: z.literal('pause'), until: Day.nullable() }),
  z.object({ kind: z.literal('contact'), contactId: z.string() }),
]);
export type WantedChange = z.infer<typeof WantedChange>;

/** A touch that lies ahead: the partner's day and time of its prompt, of a business review those of the meeting. */
export interface ComingTouch {
  touchId: Offer['touchId'];
  periodKey: string;
  heldOn: string;
  time: string;
}

/** One line of what a change does: before and after, null where it is not held. */
export interface PlanLine {
  touchId: Offer['touchId'];
  before: Pick<ComingTouch, 'heldOn' | 'time'> | null;
  after: Pick<ComingTouch, 'heldOn' | 'time'> | null;
}
