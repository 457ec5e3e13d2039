import type { PlainDate } from '#core/calendar/dates.ts';
import { nextStepOf, nextStepText } from '#core/contributions/touch-content.ts';
import { dayFieldOf, fieldNameOf, fieldOf, hasDay } from '../form-schemas.ts';
import type { AnswerForm, FormAsk } from '../form-schemas.ts';
import { findQuestion } from '../questions/bank.ts';
import type { AskedItem, GivenAnswer, QuestionId, Snapshot } from '../schemas.ts';
import { asksOf, currentAnswers, unansweredOf } from './answers.ts';
import type { AnswerValue, AskedTouch, NewAnswer } from './answers.ts';

/** A question of the form in its wording. */
export interface WordedAsk extends FormAsk {
  version: number;
}

const longestOption = 75;

/** Which part of the prompt a form asks: `shown` are positions of deals and goals. */
export interface FormScope {
  shown: readonly number[];
  /** With what is asked once; else it is about these deals and goals alone. */
  isWhole: boolean;
}

/**
 * Deals and goals that the form asks about: those with an open question; when all are answered, all. `left`: those about
 * which this person is not asked.
 */
export function shownItems(
  asked: AskedTouch,
  answers: readonly GivenAnswer[],
  left: ReadonlyMap<string, unknown> = new Map(),
): readonly number[] {
  const open = new Set(unansweredOf(asked, answers).map(({ subjectId }) => subjectId));
  const theirs = asked.items.flatMap(({ subjectId }, index) => (left.has(subjectId) ? [] : [{ subjectId, index }]));
  const unanswered = theirs.filter(({ subjectId }) => open.has(subjectId));
  return (unanswered.length === 0 ? theirs : unanswered).map(({ index }) => index);
}

/** The questions of the form: of these deals and goals, then what is asked once. */
export function formAsksOf(asked: AskedTouch, { shown, isWhole }: FormScope): readonly WordedAsk[] {
  const asks = asksOf(asked).map((ask): WordedAsk => {
    const { questionId, version, subjectId } = ask;
    const index = subjectId === null ? null : asked.items.findIndex((item) => item.subjectId === subjectId);
    const required = findQuestion(ask)?.required ?? false;
    return { questionId, version, required, index, ...extrasOf(questionId, index, asked.items) };
  });
  const ofItems = shown.flatMap((index) => asks.filter((ask) => ask.index === index));
  return [...ofItems, ...asks.filter(({ index }) => isWhole && index === null)];
}

/**
 * What stands in the form beforehand, by field: what was answered, else what is known. Of a deal that nobody answered a day
 * that has passed is left empty.
 */
export function givenIn(
  snapshot: Pick<Snapshot, 'prefill' | 'items'>,
  answers: readonly GivenAnswer[],
  today: PlainDate,
): Readonly<Record<string, AnswerValue>> {
  const known = [
    ...snapshot.prefill.map(({ questionId, value }) => ({ questionId, index: null, value })),
    ...snapshot.items.flatMap((item, index) => knownOf(item, today).map((entry) => ({ ...entry, index }))),
    ...[...currentAnswers(answers).values()].map(({ questionId, subjectId, value }) => {
      const index = subjectId === null ? null : snapshot.items.findIndex((item) => item.subjectId === subjectId);
      return { questionId, index, value };
    }),
  ];
  return Object.fromEntries(known.flatMap(({ value, ...ask }) => fieldsOf(ask, value, today)));
}

/**
 * The fields of a checked form as answers. What was left out stays as it was, an emptied comment is taken back; of a deal
 * about which nothing was said, what stood there beforehand is no answer.
 */
export function answersOfForm(
  form: AnswerForm,
  asks: readonly FormAsk[],
  items: readonly AskedItem[],
): readonly NewAnswer[] {
  const answers = asks.flatMap((ask): readonly NewAnswer[] => {
    const { questionId, index } = ask;
    const item = index === null ? null : (items[index] ?? null);
    const value = valueIn(form, ask);
    if (value === null || value.length === 0) return [];
    const isSaid = index === null || isFilled(form[fieldNameOf({ questionId: 'D1', index })]);
    if (!isSaid && item?.prefill[questionId] === value) return [];
    return [{ questionId, subjectId: item?.subjectId ?? null, value }];
  });
  return [...answers, { questionId: 'comment', subjectId: null, value: form[fieldOf.comment] ?? '' }];
}

function extrasOf(questionId: QuestionId, index: number | null, items: readonly AskedItem[]): Partial<FormAsk> {
  if (questionId === 'B2') {
    const titles = items.filter(({ kind }) => kind === 'deal').map(({ title }) => title.slice(0, longestOption));
    return { choices: [...new Set(titles)] };
  }
  const step = index === null ? null : nextStepOf(items[index]?.prefill[questionId] ?? '');
  return step === null ? {} : { known: step.step };
}

function knownOf({ prefill }: AskedItem, today: PlainDate): readonly { questionId: QuestionId; value: string }[] {
  const { D2, D3 = '', D5, M2 } = prefill;
  return [
    ...(D2 === undefined ? [] : [{ questionId: 'D2' as const, value: D2 }]),
    ...(D3 >= today ? [{ questionId: 'D3' as const, value: D3 }] : []),
    ...(D5 === undefined ? [] : [{ questionId: 'D5' as const, value: D5 }]),
    ...(M2 === undefined ? [] : [{ questionId: 'M2' as const, value: M2 }]),
  ];
}

function fieldsOf(
  ask: Pick<FormAsk, 'questionId' | 'index'>,
  value: AnswerValue,
  today: PlainDate,
): readonly [string, AnswerValue][] {
  if (!hasDay(ask) || typeof value !== 'string') return [[fieldNameOf(ask), value]];
  const step = nextStepOf(value);
  if (step === null) return [[fieldNameOf(ask), value]];
  const day: [string, AnswerValue][] = step.on >= today ? [[dayFieldOf(ask), step.on]] : [];
  return [[fieldNameOf(ask), step.step], ...day];
}

function valueIn(form: AnswerForm, ask: FormAsk): AnswerValue | null {
  const value = form[fieldNameOf(ask)] ?? null;
  if (!hasDay(ask)) return value;
  const day = form[dayFieldOf(ask)] ?? '';
  return typeof value === 'string' && value !== '' && typeof day === 'string' && day !== ''
    ? nextStepText({ on: day, step: value })
    : null;
}

function isFilled(value: AnswerForm[string]): boolean {
  return value !== undefined && value !== null && value.length > 0;
}
