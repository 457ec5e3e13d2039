import { z } from 'zod';
import { blockerCategories } from '#core/blockers.ts';

/** domain §3.4. */
export const followUpStates = ['open', 'in_progress', 'waiting_partner', 'done', 'wont_do', 'cancelled'] as const;
export const FollowUpState = z.enum(followUpStates);
export type FollowUpState = z.infer<typeof FollowUpState>;

/** Rules that start from an answer (domain §3.4). */
export const answerRuleIds = [
  'R1',
  'R2',
  'R3',
  'R4',
  'R5',
  'R6',
  'R7',
  'R8',
  'R9',
  'R10',
  'R11',
  'R12',
  'R13',
  'R14',
  'R15',
  'R16',
] as const;
/** Beside them, missed touches (domain §2.2): two in a row, three in a row. */
export const ruleIds = [...answerRuleIds, 'MISSED', 'T-SILENT'] as const;
export const RuleId = z.enum(ruleIds);
export type RuleId = z.infer<typeof RuleId>;

/** What a rule creates: work, an escalation, an at-risk trigger, or an issue of the whole programme (domain §3.4). */
export const followUpKinds = ['task', 'escalation', 'trigger', 'programme_issue'] as const;
export const FollowUpKind = z.enum(followUpKinds);
export type FollowUpKind = z.infer<typeof FollowUpKind>;

export const sides = ['vendor', 'partner'] as const;
export type Side = (typeof sides)[number];

export const BlockerCategory = z.enum(blockerCategories);
export type BlockerCategory = z.infer<typeof BlockerCategory>;

/** Who a rule gives work to; people come from the directory and from the programme settings. */
export const ownerFunctions = [
  'pm',
  'pm_lead',
  'vp',
  'solutions_engineering',
  'product_liaison',
  'deal_desk',
  'legal',
  'partner_ops',
  'partner_marketing',
  'finance',
  'deal_owner',
] as const;
export const OwnerFunction = z.enum(ownerFunctions);
export type OwnerFunction = z.infer<typeof OwnerFunction>;

/** Keys of the catalogue's `titles`; what a title names comes from its params, of free text only a commitment's. */
export const titleKeys = [
  'call',
  'word',
  'satisfaction_drop',
  'detractor',
  'advocacy',
  'deal_blocker',
  'blocker',
  'programme_blocker',
  'promise',
  'commitment',
  'deal_closed',
  'deal_help',
  'effort',
  'help',
  'capacity',
  'people_change',
  'numbers',
  'missed_touch',
  'silent',
] as const;
export const Title = z.object({
  key: z.enum(titleKeys),
  params: z.object({
    category: BlockerCategory.optional(),
    /** A choice of C2, C4 or W2. */
    topic: z.string().optional(),
    dealId: z.string().optional(),
    outcome: z.enum(['won', 'lost']).optional(),
    /** What we committed to in a business review, as our minutes say it to the partner. */
    commitment: z.string().max(200).optional(),
  }),
});
export type Title = z.infer<typeof Title>;

/** What the sweep does next (domain §2.2 vendor side, §3.4). */
export const steps = ['remind_before', 'remind_due', 'overdue_pm', 'overdue_lead', 'overdue_vp'] as const;
export const Step = z.enum(steps);
export type Step = z.infer<typeof Step>;

/** How far up an overdue one has gone. */
export const escalationLevels = ['none', 'pm', 'pm_lead', 'vp'] as const;
export const EscalationLevel = z.enum(escalationLevels);
export type EscalationLevel = z.infer<typeof EscalationLevel>;

const PlainDateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The answer from which it came; the same source, partner and rule are one follow-up, whatever is run again. */
export const Source = z.object({
  /** `monthly_checkin:P-0016:2026-12`, or `programme:2026-12` for what belongs to no partner. */
  occurrenceKey: z.string(),
  questionId: z.string(),
  /** How many answers to this question there were, this one included. */
  answerVersion: z.int().positive(),
  /** A category, a topic or a deal, where one answer can have several; else ''. */
  subject: z.string(),
});
export type Source = z.infer<typeof Source>;

/** The message under which the partner reads about it. */
export const Thread = z.object({ key: z.string(), channelId: z.string() });
export type Thread = z.infer<typeof Thread>;

/** Never part of any message to a partner. */
export const InternalNote = z.object({ text: z.string(), by: z.string().nullable(), at: z.date() });
export type InternalNote = z.infer<typeof InternalNote>;

export const FollowUp = z.object({
  /** `FU-0123`: unique, with gaps. */
  followUpId: z.string().regex(/^FU-\d{4,}$/),
  /** null for an issue of the programme. */
  partnerId: z.string().nullable(),
  kind: FollowUpKind,
  rule: RuleId,
  side: z.enum(sides),
  title: Title,
  ownerFunction: OwnerFunction,
  /** To whom the owner hands over (R6), or who is asked next (R10). */
  thenFunction: OwnerFunction.nullable(),
  /** null only where nobody on our side is known. */
  ownerStaffId: z.string().nullable(),
  /** Counts owners, so that each gets a card of their own. */
  ownerRound: z.int().positive(),
  state: FollowUpState,
  partnerVisible: z.boolean(),
  openedAt: z.date(),
  dueAt: z.date(),
  /** The day of `dueAt` where the owner was when it was set. */
  dueOn: PlainDateText,
  zone: z.string(),
  source: Source,
  /** `source` and rule as one text, for the unique index. */
  sourceKey: z.string(),
  thread: Thread.nullable(),
  /** The sentence that the partner reads when it is done. */
  result: z.string().nullable(),
  /** Why it was not done or is not needed: typed for `wont_do`, a code for `cancelled` by a rule. */
  reason: z.string().nullable(),
  notes: z.array(InternalNote),
  waitingSince: z.date().nullable(),
  closedAt: z.date().nullable(),
  /** The delivery that closed it: taken a second time it changes nothing. */
  closedByDelivery: z.string().nullable(),
  reminders: z.int().min(0),
  escalation: EscalationLevel,
  nextStep: Step.nullable(),
  nextStepAt: z.date().nullable(),
});
export type FollowUp = z.infer<typeof FollowUp>;

export const resultMaxLength = 500;
export const noteMaxLength = 1000;
const sentence = (max: number) => z.string().trim().max(max, 'too_long');

/** What closes a follow-up; a message of an issue is a key of the catalogue's `fieldErrors`. */
export const ClosingForm = z.object({
  sentence: z.string('required').pipe(sentence(resultMaxLength).min(1, 'required')),
  note: sentence(noteMaxLength)
    .nullish()
    .transform((text) => (text === undefined || text === '' ? null : text)),
});
export type ClosingForm = z.infer<typeof ClosingForm>;

/** One follow-up as staff see it in a list. */
export interface FollowUpLine {
  followUpId: string;
  partnerId: string | null;
  partnerName: string | null;
  title: Title;
  state: FollowUpState;
  dueAt: Date;
  zone: string;
  overdue: boolean;
  ownerName: string | null;
}

/** All that a partner may see of one (domain §3.4). */
export interface PartnerLine {
  followUpId: string;
  title: Title;
  state: FollowUpState;
  dueAt: Date;
  ownerName: string | null;
}
