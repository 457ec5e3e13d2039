import { z } from 'zod';

export const PlainDateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** domain §8.5; `prepareAt` of its schedule is the data freeze, `summaryAt` the pack. */
export const QbrSchedule = z.object({
  slotsAt: z.date(),
  agendaAt: z.date(),
  meetingAt: z.date(),
  actionsAt: z.date(),
  minutesAt: z.date(),
  progressAt: z.date(),
  /** When Q8 is asked by itself, after business day 5 (domain §2.5 rule 4); null when the pre-work asks it. */
  npsAt: z.date().nullable(),
});
export type QbrSchedule = z.infer<typeof QbrSchedule>;

/** All instants of an occurrence (domain §2.2); run in the order of the instants, not of the fields. */
export const TouchSchedule = z.object({
  prepareAt: z.date(),
  promptAt: z.date(),
  /** null where nothing is asked. */
  dueAt: z.date().nullable(),
  remindersAt: z.array(z.date()).readonly(),
  /** To the partner manager: on one of the vendor's business days. */
  gapsAt: z.date(),
  /** The pack of a business review; null where nothing is asked. */
  summaryAt: z.date().nullable(),
  closeAt: z.date(),
  /** null but for a business review. */
  qbr: QbrSchedule.nullable(),
});
export type TouchSchedule = z.infer<typeof TouchSchedule>;

/** Why a day cannot be used (domain §2.5 rules 2 to 5). */
export const shiftCauses = ['holiday', 'closed_period', 'quarter_start', 'collision'] as const;
export type ShiftCause = (typeof shiftCauses)[number];

/** What stands behind a held day that is not the anchor. */
export const Shift = z.enum([...shiftCauses, 'moved']);
export type Shift = z.infer<typeof Shift>;

/** What a message is made of, in this order; one section stands for one touch, but for the last two. */
export const sections = [
  'deals',
  'pipeline',
  'performance',
  'checkin',
  'qbr',
  'newsletter',
  'carried_over',
  'quarter_end_focus',
] as const;
export const Section = z.enum(sections);
export type Section = z.infer<typeof Section>;

/** A day on which an occurrence was to be held before it was moved (domain §2.4), and what moved it. */
export const EarlierDate = z.object({
  heldOn: PlainDateText.nullable(),
  at: z.date(),
  /** `job:check-ins` or the person's Slack id. */
  by: z.string(),
  cause: z.string(),
});
export type EarlierDate = z.infer<typeof EarlierDate>;
