import { z } from 'zod';
import { blockerCategories } from '#core/blockers.ts';
import { touchSteps } from '#core/contributions/touch-content.ts';
import { languages } from '#core/language.ts';
import { touchIds } from '#core/touches.ts';
import { EarlierDate, PlainDateText, Section, Shift, TouchSchedule } from './schedule-schemas.ts';

export const TouchId = z.enum(touchIds);
export type TouchId = z.infer<typeof TouchId>;

/** domain §2.4. */
export const occurrenceStates = [
  'scheduled',
  'prepared',
  'sent',
  'partial',
  'completed',
  'completed_partial',
  'missed',
  'skipped',
  'cancelled',
] as const;
export const OccurrenceState = z.enum(occurrenceStates);
export type OccurrenceState = z.infer<typeof OccurrenceState>;

/** What the sweep does next to an occurrence; at one instant in this order. A business review has those of core too. */
export const steps = ['prepare', 'prompt', 'remind', 'gaps', 'summary', ...touchSteps, 'close'] as const;
export const Step = z.enum(steps);
export type Step = z.infer<typeof Step>;

/**
 * domain §3.2; `comment` is the free text beside them. H1 channel, F1 referral, S services, T technology, A alliance,
 * N onboarding: the questions that a partner type adds.
 */
// prettier-ignore
export const questionIds = [
  'C1', 'C2', 'C3', 'C4', 'C5',
  'D1', 'D2', 'D3', 'D4', 'D5', 'W1', 'W2', 'B1', 'B2', 'B3', 'B4',
  'M1', 'M2', 'M3', 'M4', 'M5', 'M6',
  'Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7', 'Q8',
  'H1', 'F1', 'S1', 'S2', 'T1', 'T2', 'T3', 'T4', 'A1', 'A2', 'N1', 'N2', 'N3',
  'comment',
] as const;
export const QuestionId = z.enum(questionIds);
export type QuestionId = z.infer<typeof QuestionId>;

export const ratings = ['1', '2', '3', '4', '5'] as const;
export const Rating = z.enum(ratings);
export type Rating = z.infer<typeof Rating>;

export const prospectTalks = ['yes', 'not_yet', 'need_help'] as const;
export const ProspectTalk = z.enum(prospectTalks);
export type ProspectTalk = z.infer<typeof ProspectTalk>;

/** domain §3.6, and `none`. */
export const obstacles = ['none', ...blockerCategories] as const;
export const Obstacle = z.enum(obstacles);
export type Obstacle = z.infer<typeof Obstacle>;

export const needs = ['demo_help', 'pricing', 'collateral', 'training', 'intro', 'nothing'] as const;
export const Need = z.enum(needs);
export type Need = z.infer<typeof Need>;

export const efforts = ['1', '2', '3', '4', '5', '6', '7'] as const;
export const Effort = z.enum(efforts);
export type Effort = z.infer<typeof Effort>;

export const Respondent = z.object({
  contactId: z.string().nullable(),
  name: z.string().nullable(),
  teamId: z.string(),
  userId: z.string(),
});
export type Respondent = z.infer<typeof Respondent>;

/** How an answer came in; `confirmed`: filled in from an earlier period and confirmed with another answer. */
export const answerSources = ['button', 'form', 'words', 'confirmed'] as const;
export const AnswerSource = z.enum(answerSources);
export type AnswerSource = z.infer<typeof AnswerSource>;

const Value = z.union([z.string(), z.array(z.string())]);

/** What was known before asking, shown for confirming: an answer of the period named. */
export const PrefilledAnswer = z.object({ questionId: QuestionId, value: Value, periodKey: z.string() });
export type PrefilledAnswer = z.infer<typeof PrefilledAnswer>;

/** A reply in the thread that is no answer, kept as it was written; for our team only. */
export const KeptReply = z.object({ text: z.string(), by: Respondent, at: z.date(), afterClose: z.boolean() });
export type KeptReply = z.infer<typeof KeptReply>;

/** One answer as given. The list of an occurrence is append-only: the last one of a question counts (domain §3.1). */
export const GivenAnswer = z.object({
  questionId: QuestionId,
  /** The deal or goal asked about, a `subjectId` of the snapshot's items; null for what is asked once. */
  subjectId: z.string().nullable(),
  version: z.int().positive(),
  value: Value,
  by: Respondent,
  at: z.date(),
  late: z.boolean(),
  source: AnswerSource,
});
export type GivenAnswer = z.infer<typeof GivenAnswer>;

/** A question of one occurrence in its wording: catalogue key `C1.v1` (design §9). */
export const AskedQuestion = z.object({ questionId: QuestionId, version: z.int().positive() });
export type AskedQuestion = z.infer<typeof AskedQuestion>;

/** What a feature had to show, as its `take` answered (core/contributions/touch-content.ts). */
export const TakenContent = z.object({ name: z.string(), params: z.unknown() });
export type TakenContent = z.infer<typeof TakenContent>;

/** It was closed after it was asked about: nothing is asked of it any more. */
export const ClosedItem = z.object({ name: z.string(), at: z.coerce.date() });
export type ClosedItem = z.infer<typeof ClosedItem>;

/** A deal or goal that is asked about by itself, as its feature named it. */
export const AskedItem = z.object({
  contentName: z.string(),
  subjectId: z.string(),
  kind: z.enum(['deal', 'goal']),
  title: z.string(),
  ownerContactId: z.string().nullable(),
  prefill: z.record(z.string(), z.string()),
  closed: ClosedItem.optional(),
});
export type AskedItem = z.infer<typeof AskedItem>;

/** An answer about it was left out: it is over, or a colleague's (domain §18 J3). */
export const LeftItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('closed'), subjectId: z.string(), title: z.string(), ...ClosedItem.shape }),
  z.object({ kind: z.literal('owned'), subjectId: z.string(), title: z.string(), ownerName: z.string() }),
]);
export type LeftItem = z.infer<typeof LeftItem>;

/**
 * What the prompt shows; immutable, so that what was shown can be told later (domain §2.4), but for whose its items are
 * and which are closed by now. A business review asks before its numbers are frozen: its content comes later, once.
 */
export const Snapshot = z.object({
  takenAt: z.date(),
  partnerSinceOn: PlainDateText.nullable(),
  nextOn: PlainDateText,
  questions: z.array(AskedQuestion),
  prefill: z.array(PrefilledAnswer),
  /** When the content was read; null: not yet, or there is none. */
  contentAt: z.date().nullable(),
  /** In the order of the agenda. */
  content: z.array(TakenContent),
  /** Worst first, at most eight. */
  items: z.array(AskedItem),
  /** The one before was missed: the prompt says so, and nothing more (domain §2.2). */
  missedBefore: z.boolean().optional(),
  pmStaffId: z.string().nullable(),
  pmName: z.string().nullable(),
});
export type Snapshot = z.infer<typeof Snapshot>;

export const tiers = ['strategic', 'core', 'emerging'] as const;
export const Tier = z.enum(tiers);
export type Tier = z.infer<typeof Tier>;

export const Frozen = z.object({
  tier: Tier,
  zone: z.string(),
  settingsVersion: z.int(),
  language: z.enum(languages),
  channelId: z.string(),
});
export type Frozen = z.infer<typeof Frozen>;

export const Occurrence = z.object({
  /** `monthly_checkin:P-0016:2026-12`; a period built again after a cancellation adds `:2`. */
  occurrenceId: z.string(),
  /** `touchId:partnerId:periodKey` (domain §2.4). */
  occurrenceKey: z.string(),
  touchId: TouchId,
  tier: Tier,
  partnerId: z.string(),
  periodKey: z.string(),
  /** False once cancelled before it was sent: the period is free again. */
  live: z.boolean(),
  state: OccurrenceState,
  /** Why it was skipped or cancelled. */
  reason: z.string().nullable(),
  /** Before any shift; of a business review the default day of the meeting. */
  anchorOn: PlainDateText,
  /** The day of the prompt, of a business review the day of the meeting; null when planned as skipped. */
  heldOn: PlainDateText.nullable(),
  /** `HH:mm` of a business review. */
  meetingTime: z.string().nullable(),
  /** The instant of its prompt as planned, or when that would have been. */
  decidedAt: z.date(),
  shift: Shift.nullable(),
  /** The anchor when it is held on another day. */
  shiftedFrom: PlainDateText.nullable(),
  /** Key of the occurrence that takes its content over (domain §2.5 rule 3); this one is then skipped. */
  mergedInto: z.string().nullable(),
  /** Keys of the occurrences whose content it takes over: their sections are shown and asked here. */
  absorbs: z.array(z.string()),
  sections: z.array(Section),
  /** Whom the partner asked us to write to; null: whoever is first. */
  contactId: z.string().nullable(),
  /** Days on which it was to be held before, oldest first. */
  dates: z.array(EarlierDate),
  /** The zone that `schedule` was computed in. */
  zone: z.string(),
  /** null only when it was planned as skipped. */
  schedule: TouchSchedule.nullable(),
  nextAction: Step.nullable(),
  nextActionAt: z.date().nullable(),
  snapshot: Snapshot.nullable(),
  frozen: Frozen.nullable(),
  promptQueuedAt: z.date().nullable(),
  sentAt: z.date().nullable(),
  message: z.object({ channelId: z.string(), ts: z.string() }).nullable(),
  /** The last reminder. */
  remindedAt: z.date().nullable(),
  remindersSent: z.int(),
  closedAt: z.date().nullable(),
  /** Our side has read the answers (domain §2.2, vendor side). */
  reviewedAt: z.date().nullable().default(null),
  reviewedBy: z.string().nullable().default(null),
  answers: z.array(GivenAnswer),
  afterClose: z.array(GivenAnswer),
  replies: z.array(KeptReply),
  /** Form deliveries already taken, so that a repeated one overrides nobody. */
  deliveries: z.array(z.string()),
  counts: z.object({ required: z.int(), answered: z.int(), people: z.int(), late: z.int() }),
});
export type Occurrence = z.infer<typeof Occurrence>;

/** The rhythm of one touch for one partner; a row without `nextPlanAt` rests. */
export const Cadence = z.object({
  cadenceId: z.string(),
  touchId: TouchId,
  tier: Tier,
  partnerId: z.string(),
  /** What is decided before this instant is stored, or was never to be: no backlog after a pause (domain §1.4). */
  since: z.date(),
  /** The settings by which `nextPlanAt` was worked out. */
  settingsVersion: z.int(),
  nextPlanAt: z.date().nullable(),
});
export type Cadence = z.infer<typeof Cadence>;
