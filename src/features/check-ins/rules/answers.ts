import { closedStances, scopeOf } from '../question-schemas.ts';
import { findQuestion } from '../questions/bank.ts';
import type { Measure } from '../questions/question.ts';
import type {
  AnswerSource,
  AskedQuestion,
  GivenAnswer,
  Occurrence,
  QuestionId,
  Respondent,
  Snapshot,
} from '../schemas.ts';

/** What one occurrence asks: once, and of each deal or goal. */
export type AskedTouch = Pick<Snapshot, 'questions' | 'items'>;

/** A question as it is asked once, or of one deal or goal. */
export interface Ask {
  questionId: QuestionId;
  subjectId: string | null;
}

export type AnswerValue = GivenAnswer['value'];

export interface NewAnswer extends Ask {
  value: AnswerValue;
}

/** `C1`, or `D1/DR-0123` of a deal. */
export function askKeyOf({ questionId, subjectId }: Ask): string {
  return subjectId === null ? questionId : `${questionId}/${subjectId}`;
}

/** Each question as often as it is asked; what is asked of persons one by one never stands in a prompt. */
export function asksOf({ questions, items }: AskedTouch): readonly (Ask & AskedQuestion)[] {
  const hasDeals = items.some(({ kind }) => kind === 'deal');
  return questions.flatMap((question): (Ask & AskedQuestion)[] => {
    const scope = scopeOf(question.questionId);
    // Which of the deals to discuss.
    if (question.questionId === 'B2' && !hasDeals) return [];
    if (scope === 'prompt') return [{ ...question, subjectId: null }];
    return items.filter(({ kind }) => kind === scope).map(({ subjectId }) => ({ ...question, subjectId }));
  });
}

/** What is asked once, in order: their numbers in the thread. */
export function numberedOf(asked: AskedTouch): readonly AskedQuestion[] {
  return asksOf(asked)
    .filter(({ subjectId }) => subjectId === null)
    .map(({ questionId, version }) => ({ questionId, version }));
}

/** What must be answered, as the answers stand: a deal that is won needs no next step, one that is over nothing more. */
export function requiredOf(asked: AskedTouch, answers: readonly GivenAnswer[]): readonly Ask[] {
  const current = currentAnswers(answers);
  const over = new Set(asked.items.filter(({ closed }) => closed !== undefined).map(({ subjectId }) => subjectId));
  return asksOf(asked).filter((ask) => {
    const question = findQuestion(ask);
    if (!question?.required) return false;
    if (ask.subjectId !== null && over.has(ask.subjectId) && !current.has(askKeyOf(ask))) return false;
    const { showIf } = question;
    const before = showIf && current.get(askKeyOf({ ...ask, questionId: showIf.questionId }));
    return !showIf || !before || showIf.oneOf.includes(String(before.value));
  });
}

/** By question, and by deal or goal, the answer that counts: the last one given. */
export function currentAnswers(answers: readonly GivenAnswer[]): ReadonlyMap<string, GivenAnswer> {
  return new Map(answers.map((answer) => [askKeyOf(answer), answer]));
}

/**
 * What is new in these answers. Pressing again what one has answered already is nothing new, nor is a form field left
 * as it stood; a colleague's press of the same button is theirs.
 */
export function newAnswers(
  given: readonly NewAnswer[],
  known: readonly GivenAnswer[],
  by: Respondent,
  via: 'button' | 'form' | 'words',
): readonly NewAnswer[] {
  const current = currentAnswers(known);
  return given.filter((answer) => {
    const before = current.get(askKeyOf(answer));
    if (before === undefined) return !isBlank(answer.value);
    if (!sameValue(before.value, answer.value)) return true;
    return via !== 'form' && !isSamePerson(before.by, by);
  });
}

/** A field of the form that was filled in beforehand and left as it stood is confirmed. */
export function sourceOf(
  answer: NewAnswer,
  via: 'button' | 'form' | 'words',
  { prefill, items }: Pick<Snapshot, 'prefill' | 'items'>,
): AnswerSource {
  const { questionId, subjectId } = answer;
  const item = items.find((candidate) => candidate.subjectId === subjectId);
  const before = item ? item.prefill[questionId] : prefill.find((known) => known.questionId === questionId)?.value;
  return via === 'form' && before !== undefined && sameValue(before, answer.value) ? 'confirmed' : via;
}

export function unansweredOf(asked: AskedTouch, answers: readonly GivenAnswer[]): readonly Ask[] {
  const current = currentAnswers(answers);
  return requiredOf(asked, answers).filter((ask) => !current.has(askKeyOf(ask)));
}

/** Those to whom the open questions of deals and goals belong (domain §3.1). */
export function ownersOfUnanswered(asked: AskedTouch, answers: readonly GivenAnswer[]): readonly string[] {
  const open = new Set(unansweredOf(asked, answers).map(({ subjectId }) => subjectId));
  const owners = asked.items.filter(({ subjectId }) => open.has(subjectId)).map(({ ownerContactId }) => ownerContactId);
  return [...new Set(owners)].filter((contactId) => contactId !== null);
}

export function countsOf(asked: AskedTouch, answers: readonly GivenAnswer[]): Occurrence['counts'] {
  const required = requiredOf(asked, answers).length;
  return {
    required,
    answered: required - unansweredOf(asked, answers).length,
    people: new Set(answers.map(({ by }) => `${by.teamId}/${by.userId}`)).size,
    late: answers.filter((answer) => answer.late).length,
  };
}

/** Auto-close (domain §2.4): half of what is required makes it partly completed. */
export function closesAs(counts: Occurrence['counts']): 'completed_partial' | 'missed' {
  return counts.answered * 2 >= counts.required ? 'completed_partial' : 'missed';
}

/** It is won or lost. */
export function isOver(subjectId: string, current: ReadonlyMap<string, GivenAnswer>): boolean {
  return closedStances.includes(String(current.get(askKeyOf({ questionId: 'D1', subjectId }))?.value));
}

export interface Concerns {
  /** CSAT of 2 or less (domain §3.4 R1). */
  unhappy: boolean;
  /** Something is in the way, or help is asked for. */
  asks: boolean;
  /** Something was written that only our team reads. */
  writes: boolean;
}

/** Choices that ask for nothing. */
const nothingAsked = ['none', 'nothing', 'yes', 'not_yet'];

/** What somebody on our side should see or do. */
export function concernsOf(answers: readonly GivenAnswer[]): Concerns {
  const current = [...currentAnswers(answers).values()].filter(({ value }) => !isBlank(value));
  const of = (...measures: readonly Measure[]): readonly GivenAnswer[] =>
    current.filter((answer) => measures.some((measure) => findQuestion(answer)?.mapsTo === measure));
  const chosen = of('blocker', 'prospect_talk', 'next_need', 'help_wanted').flatMap(({ value }) => value);
  const isInternal = (answer: GivenAnswer): boolean => findQuestion(answer)?.visibility === 'internal';
  return {
    unhappy: of('csat').some(({ value }) => value === '1' || value === '2'),
    asks: chosen.some((choice) => !nothingAsked.includes(choice)) || of('numbers_agreed').some(isNo),
    writes: current.some((answer) => answer.questionId === 'comment' || isInternal(answer)),
  };
}

function isNo({ value }: GivenAnswer): boolean {
  return value === 'no';
}

function isBlank(value: AnswerValue): boolean {
  return value.length === 0;
}

function sameValue(left: AnswerValue, right: AnswerValue): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return left === right;
  return left.length === right.length && left.every((entry) => right.includes(entry));
}

function isSamePerson(left: Respondent, right: Respondent): boolean {
  return left.teamId === right.teamId && left.userId === right.userId;
}
