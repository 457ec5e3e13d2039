import { z } from 'zod';
import type { Priority } from '#core/intent.ts';

/** Params of `attention.this-week`; the outbox puts in the members' lines when it renders. */
export const WeekParams = z.strictObject({
  partnerId: z.string(),
  bundleKey: z.string(),
  lines: z.array(z.string()).default([]),
});
export type WeekParams = z.infer<typeof WeekParams>;

/** Params of `attention.low-response`, to the partner manager. */
export const LowResponseParams = z.strictObject({
  partnerId: z.string(),
  partnerName: z.string(),
  asked: z.int(),
  answered: z.int(),
  days: z.int(),
});
export type LowResponseParams = z.infer<typeof LowResponseParams>;

/** The value of "no preference" in the form: Slack takes no empty one. */
export const noChoice = 'none';

const chosen = z.string().transform((value) => (value === noChoice ? null : value));

/** The filled-in preferences form; what may be chosen is checked by the directory's verb. */
export const PreferencesForm = z.object({
  sendWeekday: chosen.transform((day) => (day === null ? null : Number(day))),
  sendTime: chosen,
  mutedTopics: z
    .array(z.string())
    .nullish()
    .transform((topics) => topics ?? []),
});

export const PreferencesMetadata = z.object({ partnerId: z.string() });

export interface ShownPreferences {
  partnerId: string;
  zone: string;
  sendWeekday: number | null;
  sendTime: string | null;
  mutedTopics: readonly string[];
  /** What may be chosen: the partner's working days, full hours of the send window. */
  weekdays: readonly number[];
  times: readonly string[];
}

export interface ReportLine {
  key: string;
  message: string;
  priority: Priority;
  at: Date;
  reason: string | null;
  /** Counts to no cap. */
  isFree: boolean;
}

/** What staff see of a partner's week; the counts are those of the main channel. */
export interface AttentionReport {
  partnerId: string;
  displayName: string;
  tier: string;
  zone: string;
  posts: number;
  postCap: number;
  content: number;
  contentCap: number;
  today: number;
  dayCap: number;
  posted: readonly ReportLine[];
  waiting: readonly ReportLine[];
  dropped: readonly ReportLine[];
}
