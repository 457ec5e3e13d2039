import { z } from 'zod';
import { addDays, isPlainDate } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { amountIn, wholeNumberIn } from './rules/amounts.ts';
import { closedStances, questionShapes } from './question-schemas.ts';
import type { QuestionId } from './schemas.ts';

export const commentMaxLength = 500;
/** domain §3.2 D2. */
export const stepMaxLength = 200;
const longestAheadDays = 5 * 366;

/** Field of the form (= block_id) of each question; of a deal or goal its position follows (`nextStep.2`). */
export const fieldOf: Readonly<Record<QuestionId, string>> = {
  C1: 'rating',
  C2: 'talkedToProspect',
  C3: 'inYourWay',
  C4: 'nextNeed',
  C5: 'effort',
  D1: 'stance',
  D2: 'nextStep',
  D3: 'closeDate',
  D4: 'blockedBy',
  D5: 'forecast',
  W1: 'toRegister',
  W2: 'helpWanted',
  B1: 'newOpportunities',
  B2: 'toDiscuss',
  B3: 'resourcing',
  B4: 'satisfaction',
  M1: 'numbersAgreed',
  M2: 'progress',
  M3: 'biggestBlocker',
  M4: 'notDelivered',
  M5: 'satisfaction',
  M6: 'commitment',
  Q1: 'winsAndLosses',
  Q2: 'pipeline',
  Q3: 'startStopContinue',
  Q4: 'peopleChanges',
  Q5: 'enablementPlan',
  Q6: 'marketingIdeas',
  Q7: 'executiveTopics',
  Q8: 'recommendation',
  H1: 'activeResellers',
  F1: 'referralsFollowedUp',
  S1: 'deliveryCapacity',
  S2: 'goLivesAtRisk',
  T1: 'integration',
  T2: 'roadmapDependency',
  T3: 'jointCustomers',
  T4: 'activeInstalls',
  A1: 'initiative',
  A2: 'executiveMeeting',
  N1: 'tasksDone',
  N2: 'stuckWhere',
  N3: 'pitchConfidence',
  comment: 'comment',
};

/** One question as the form asks it: `index` is the position of its deal or goal in the prompt. */
export interface FormAsk {
  questionId: QuestionId;
  required: boolean;
  index: number | null;
  /** Values of a choice that is made anew each time (B2). */
  choices?: readonly string[];
  /** A step that stands in the field beforehand. */
  known?: string;
}

export function fieldNameOf({ questionId, index }: Pick<FormAsk, 'questionId' | 'index'>): string {
  return index === null ? fieldOf[questionId] : `${fieldOf[questionId]}.${index}`;
}

/** The day that belongs to a step or a commitment. */
export function dayFieldOf(ask: Pick<FormAsk, 'questionId' | 'index'>): string {
  return `${fieldNameOf(ask)}.day`;
}

/** Field → what was sent, checked and in the form in which answers are stored. */
export type AnswerForm = Readonly<Record<string, string | string[] | null | undefined>>;

type FieldSchema = z.ZodType<string | string[] | null | undefined>;

/** The form of these questions, and the comment; a message of an issue is a key of the catalogue's `fieldErrors`. */
export function answerFormFor(asks: readonly FormAsk[], today: PlainDate): z.ZodType<AnswerForm> {
  const fields = asks.flatMap((ask): [string, FieldSchema][] => {
    const own: [string, FieldSchema] = [fieldNameOf(ask), fieldSchema(ask, today)];
    return hasDay(ask) ? [own, [dayFieldOf(ask), dateSchema(today).nullish()]] : [own];
  });
  const shape = Object.fromEntries([...fields, ['comment', textSchema(commentMaxLength).nullish()]]);
  return z.object(shape).superRefine((form, problems) => {
    for (const ask of asks.filter(hasDay)) checkStep(ask, form, problems);
  });
}

export function hasDay({ questionId }: Pick<FormAsk, 'questionId'>): boolean {
  return questionShapes[questionId].type === 'deal_update';
}

function fieldSchema(ask: FormAsk, today: PlainDate): FieldSchema {
  const { type, choices = ask.choices } = questionShapes[ask.questionId];
  const schema = schemaOf(type, choices, today);
  const isLater = type === 'deal_update';
  if (ask.required && !isLater && ask.index === null) return schema;
  return z.preprocess((value) => (isLeftOut(value) ? null : value), schema.nullish());
}

function isLeftOut(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

function schemaOf(type: string, choices: readonly string[] | undefined, today: PlainDate): FieldSchema {
  switch (type) {
    case 'multi':
      return severalOf(choices ?? []);
    case 'number':
      return readBy(wholeNumberIn, 'whole_number');
    case 'money':
      return readBy(amountIn, 'money');
    case 'date':
      return dateSchema(today);
    case 'deal_update':
      return textSchema(stepMaxLength, 'step_too_long');
    default:
      return choices === undefined
        ? textSchema(commentMaxLength).min(1, 'fill_in')
        : z.enum(choices as readonly [string, ...string[]], 'required');
  }
}

function severalOf(choices: readonly string[]): FieldSchema {
  return z
    .array(z.enum(choices as readonly [string, ...string[]], 'required'), 'required')
    .min(1, 'required')
    .refine((chosen) => chosen.length === 1 || !chosen.includes('none'), 'none_and_more');
}

function textSchema(max: number, tooLong = 'comment_too_long') {
  return z.string('fill_in').trim().max(max, tooLong);
}

/** Text of which `read` makes the stored form; null is nonsense. */
function readBy(read: (text: string) => string | null, code: string): FieldSchema {
  return z.string(code).transform((text, problems) => {
    const value = read(text);
    if (value !== null) return value;
    problems.addIssue({ code: 'custom', message: code });
    return z.NEVER;
  });
}

function dateSchema(today: PlainDate) {
  return z
    .string('date_invalid')
    .refine(isPlainDate, { error: 'date_invalid', abort: true })
    .refine((date) => date >= today, { error: 'date_past', abort: true })
    .refine((date) => date <= addDays(today, longestAheadDays), 'date_far');
}

/** A step needs its day, a day its step; both are needed of a deal that goes on. */
function checkStep(ask: FormAsk, form: AnswerForm, problems: z.RefinementCtx): void {
  const stance = ask.index === null ? null : form[fieldNameOf({ questionId: 'D1', index: ask.index })];
  const isNeeded = ask.index === null ? ask.required : isGoingOn(stance);
  const [step, day] = [form[fieldNameOf(ask)] ?? '', form[dayFieldOf(ask)] ?? ''];
  const isUntouched = step === (ask.known ?? '') && day === '';
  if (isUntouched && !isNeeded) return;
  if (step === '' && (isNeeded || day !== '')) {
    problems.addIssue({ code: 'custom', message: 'step_needed', path: [fieldNameOf(ask)] });
  }
  if (day === '' && (isNeeded || step !== '')) {
    problems.addIssue({ code: 'custom', message: 'day_needed', path: [dayFieldOf(ask)] });
  }
}

function isGoingOn(stance: AnswerForm[string]): boolean {
  return typeof stance === 'string' && !closedStances.includes(stance);
}
