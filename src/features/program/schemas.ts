import { z } from 'zod';
import { isPlainDate } from '#core/calendar/dates.ts';
import { isKnownZone, isWallTime } from '#core/calendar/instants.ts';
import { DealSettings, defaultDeals } from './deal-settings.ts';
import { defaultTouches } from './touch-defaults.ts';

const WallTimeText = z.string().refine(isWallTime, 'not a time of day (HH:mm)');
const wholeNumber = (min: number, max: number) => z.int().min(min).max(max);

/** Wall-clock times of the reader's zone; `to` earlier than `from` means overnight. */
export const TimeWindow = z.strictObject({ from: WallTimeText, to: WallTimeText });
export type TimeWindow = z.infer<typeof TimeWindow>;

/** A wall-clock time some business days after the day of the touch (domain §2.2). */
export const TouchMoment = z.strictObject({ businessDays: wholeNumber(0, 60), at: WallTimeText });
export type TouchMoment = z.infer<typeof TouchMoment>;

/** Which question, in which wording (`<id>.v<wording>`), in every how many touches (C5: every 3rd month). */
export const TouchQuestion = z.strictObject({
  id: z.string().regex(/^[A-Z]+\d+$/),
  wording: wholeNumber(1, 99),
  everyNth: wholeNumber(1, 12),
});
export type TouchQuestion = z.infer<typeof TouchQuestion>;

/** A touch held on the nth given weekday (Monday 1) of a month; all times are the partner's (domain §2.2). */
export const MonthlyTouch = z.strictObject({
  anchor: z.strictObject({ nth: wholeNumber(1, 4), weekday: wholeNumber(1, 7) }),
  prepare: TouchMoment,
  prompt: TouchMoment,
  answersDue: TouchMoment,
  reminders: z.array(TouchMoment).max(2),
  pmList: TouchMoment,
  summary: TouchMoment,
  close: TouchMoment,
  /** A holiday may move the touch by so many business days; beyond that it is skipped (domain §2.5 rule 2). */
  shiftLimitBusinessDays: wholeNumber(0, 20),
  questions: z.array(TouchQuestion).min(1).max(10),
});
export type MonthlyTouch = z.infer<typeof MonthlyTouch>;

/** A wall-clock time some business days after (before, when negative) the day on which the touch is held. */
export const OffsetMoment = z.strictObject({ businessDays: wholeNumber(-60, 60), at: WallTimeText });
export type OffsetMoment = z.infer<typeof OffsetMoment>;

const touchTiming = {
  prepare: OffsetMoment,
  prompt: OffsetMoment,
  /** null where nothing is asked. */
  answersDue: OffsetMoment.nullable(),
  reminders: z.array(OffsetMoment).max(2),
  pmList: OffsetMoment,
  summary: OffsetMoment.nullable(),
  close: OffsetMoment,
  shiftLimitBusinessDays: wholeNumber(0, 20),
  questions: z.array(TouchQuestion).max(12),
};

/** A touch on a weekday (Monday 1) of every nth week; the partner may prefer one of the listed weekdays instead. */
export const WeeklyTouch = z.strictObject({
  anchor: z.strictObject({ weekday: wholeNumber(1, 7), everyWeeks: wholeNumber(1, 8) }),
  preferredWeekdays: z.array(wholeNumber(1, 7)).max(7),
  ...touchTiming,
});
export type WeeklyTouch = z.infer<typeof WeeklyTouch>;

/** A touch on the nth business day of its month or quarter. */
export const BusinessDayTouch = z.strictObject({
  anchor: z.strictObject({ businessDay: wholeNumber(1, 15) }),
  ...touchTiming,
});
export type BusinessDayTouch = z.infer<typeof BusinessDayTouch>;

/** A meeting on a business day of the quarter, with its preparation counted back from it (domain §2.2, §8.5). */
export const QbrTouch = z.strictObject({
  anchor: z.strictObject({
    businessDay: wholeNumber(1, 40),
    at: WallTimeText,
    earliestBusinessDay: wholeNumber(1, 40),
    latestBusinessDay: wholeNumber(1, 40),
  }),
  slots: OffsetMoment,
  agenda: OffsetMoment,
  actions: OffsetMoment,
  minutes: OffsetMoment,
  progress: OffsetMoment,
  ...touchTiming,
});
export type QbrTouch = z.infer<typeof QbrTouch>;

/** Last day of a quarter that follows no calendar month, as in a 4-4-5 year (domain §2.5 rule 6). */
export const QuarterEnd = z.strictObject({
  key: z.string().regex(/^\d{4}-Q[1-4]$/, 'not a quarter such as 2026-Q4'),
  endsOn: z.string().refine(isPlainDate, 'not a calendar day (YYYY-MM-DD)'),
});
export type QuarterEnd = z.infer<typeof QuarterEnd>;

/** `MM-DD`, first and last day of a yearly run of closed days; a run may cross the year's end. */
const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'not a day of the year (MM-DD)');

const OwnDomain = z.string().regex(/^(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}$/, 'not a domain such as lumenforge.com');

const StaffKey = z.string().regex(/^[a-z][a-z0-9._-]{0,40}$/, 'not a staff key such as greta');

/** What a programme manager may change without a deploy (design §9): numbers, choices and names, never sentences. */
export const ProgramSettings = z.strictObject({
  fiscalYearStartMonth: wholeNumber(1, 12),
  /** Earliest first; when given, quarters follow this list and 13 weeks each beyond it. */
  quarterEnds: z
    .array(QuarterEnd)
    .max(80)
    .refine((ends) => ends.every((end, n) => n === 0 || end.endsOn > (ends[n - 1]?.endsOn ?? '')), 'not in order')
    .default([]),
  vendor: z.strictObject({
    timeZone: z.string().refine(isKnownZone, 'not an IANA zone such as Europe/Berlin'),
    /** Whose holidays the vendor keeps, ISO 3166 alpha-2. */
    holidayCountry: z.string().regex(/^[A-Z]{2}$/),
    weekendDays: z.array(wholeNumber(1, 7)).max(6),
    /** What the vendor is called and its domains: it is no customer of its partners (domain §4.2 fields 2 and 3). */
    names: z.array(z.string().min(2).max(120)).max(20).default([]),
    domains: z.array(OwnDomain).max(50).default([]),
  }),
  /** When a business clock runs; eight hours are one business day (domain §0.2). */
  businessHours: TimeWindow,
  windows: z.strictObject({ send: TimeWindow, quietHours: TimeWindow, pushedDecision: TimeWindow }),
  caps: z.strictObject({
    postsPerWeek: z.strictObject({
      emerging: wholeNumber(0, 50),
      core: wholeNumber(0, 50),
      strategic: wholeNumber(0, 50),
    }),
    contentPostsPerWeek: wholeNumber(0, 50),
    postsPerDay: wholeNumber(0, 50),
    minutesBetweenPosts: wholeNumber(0, 1440),
    contentDropBusinessDays: wholeNumber(0, 60),
    remindersPerItem: wholeNumber(0, 2),
    mentionsPerPersonPerDay: wholeNumber(0, 50),
    mentionsPerPersonPerWeek: wholeNumber(0, 50),
  }),
  closedPeriods: z.array(z.strictObject({ from: MonthDay, to: MonthDay })).max(20),
  touches: z.strictObject({
    monthly_checkin: MonthlyTouch,
    weekly_deal_review: WeeklyTouch.default(defaultTouches.weekly_deal_review),
    biweekly_pipeline_review: WeeklyTouch.default(defaultTouches.biweekly_pipeline_review),
    monthly_performance_review: BusinessDayTouch.default(defaultTouches.monthly_performance_review),
    qbr_strategic: QbrTouch.default(defaultTouches.qbr_strategic),
    qbr_core: QbrTouch.default(defaultTouches.qbr_core),
    quarterly_newsletter: BusinessDayTouch.default(defaultTouches.quarterly_newsletter),
  }),
  /** Staff keys of those to whom overdue work goes up (domain §2.2, vendor side); null until somebody is named. */
  leads: z.strictObject({ pmLead: StaffKey.nullable(), vp: StaffKey.nullable() }).default({ pmLead: null, vp: null }),
  deals: DealSettings.default(defaultDeals),
});
export type ProgramSettings = z.infer<typeof ProgramSettings>;

/** Settings with their number; 0 stands for the defaults before anything was changed. */
export const VersionedSettings = z.object({ version: z.int().min(0), settings: ProgramSettings });
export type VersionedSettings = z.infer<typeof VersionedSettings>;

/** One stored version. */
export const SettingsVersion = VersionedSettings.extend({
  changedBy: z.string(),
  changedAt: z.date(),
  reason: z.string(),
});
export type SettingsVersion = z.infer<typeof SettingsVersion>;

/** One line of a difference: the path of a value, before and after; undefined where there was or is none. */
export interface SettingChange {
  path: string;
  before: unknown;
  after: unknown;
}
