import { z } from 'zod';
import { TouchId, Tier } from './schemas.ts';
import { PlainDateText } from './schedule-schemas.ts';

const WallTimeText = z.string().regex(/^\d{2}:\d{2}$/);
const Place = z.object({ zone: z.string(), holidayCalendar: z.string(), weekendDays: z.array(z.int()) });
const Wishes = z.object({ sendWeekday: z.int().nullable(), sendTime: WallTimeText.nullable() });
const by = z.enum(['partner', 'pm']);

/** What of a partner decides its plan, as it stood when its first cadence began. */
export const BaselineFacts = z.object({
  tier: Tier,
  status: z.string(),
  ...Place.shape,
  launchAt: z.date().nullable(),
  cadenceAnchorDate: PlainDateText,
  ...Wishes.shape,
});
export type BaselineFacts = z.infer<typeof BaselineFacts>;

/** Start of a partner's history: with the events after it, it decides every occurrence (planner/plan.ts). */
export const Baseline = z.object({
  partnerId: z.string(),
  at: z.date(),
  facts: BaselineFacts,
  /** Later versions are events too, from the instant of their change. */
  settingsVersion: z.int(),
  /** How many events followed; raised with each, so that two changes at once cannot both be first. */
  events: z.int(),
});
export type Baseline = z.infer<typeof Baseline>;

/** A `PlanEvent` of planner/history.ts as it is stored: calendars by name, settings left to their own feature. */
export const EventPayload = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tier'), tier: Tier }),
  z.object({ kind: z.literal('status'), status: z.string(), launchAt: z.date().nullable() }),
  z.object({ kind: z.literal('zone'), ...Place.shape }),
  z.object({ kind: z.literal('preferences'), ...Wishes.shape }),
  z.object({
    kind: z.literal('move'),
    touchId: TouchId,
    periodKey: z.string(),
    on: PlainDateText,
    time: WallTimeText.nullable(),
    by,
  }),
  z.object({ kind: z.literal('skip'), touchId: TouchId, periodKey: z.string(), by }),
  z.object({ kind: z.literal('pause'), until: PlainDateText.nullable() }),
  z.object({ kind: z.literal('contact'), contactId: z.string() }),
  z.object({ kind: z.literal('qbr_date'), periodKey: z.string(), on: PlainDateText, time: WallTimeText }),
]);
export type EventPayload = z.infer<typeof EventPayload>;

export interface StoredEvent {
  readonly at: Date;
  readonly payload: EventPayload;
}
