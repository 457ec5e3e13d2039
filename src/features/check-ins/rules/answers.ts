import { fieldOf, isInForm } from '../form-schemas.ts';
import type { AnswerForm } from '../form-schemas.ts';
import { findQuestion } from '../questions/bank.ts';
import type { Measure } from '../questions/question.ts';
import { questionIds } from '../schemas.ts';
import type {
  AnswerSource,
  AskedQuestion,
  GivenAnswer,
  Occurrence,
  PrefilledAnswer,
  QuestionId,
  Respondent,
} from '../schemas.ts';

export function requiredOf(asked: readonly AskedQuestion[]): readonly QuestionId[] {
  return asked.filter((question) => findQuestion(question)?.required).map(({ questionId }) => questionId);
}

export type AnswerValue = GivenAnswer['value'];

export interface NewAnswer {
  questionId: QuestionId;
  value: AnswerValue;
}

/** The answer that counts for each question: the last one given. */
export function currentAnswers(answers: readonly GivenAnswer[]): ReadonlyMap<QuestionId, GivenAnswer> {
  return new Map(answers.map((answer) => [answer.questionId, answer]));
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
  return given.filter(({ questionId, value }) => {
    const before = current.get(questionId);
    if (before === undefined) return !isBlank(value);
    if (!sameValue(before.value, value)) return true;
    return via !== 'form' && !isSamePerson(before.by, by);
  });
}

/** A field of the form that was filled in beforehand and left as it stood is confirmed. */
export function sourceOf(
  answer: NewAnswer,
  via: 'button' | 'form' | 'words',
  prefilled: readonly PrefilledAnswer[],
): AnswerSource {
  const before = prefilled.find(({ questionId }) => questionId === answer.questionId);
  return via === 'form' && before !== undefined && sameValue(before.value, answer.value) ? 'confirmed' : via;
}

/** The fields of the form as answers; an effort left out stays as it was, an emptied comment is taken back. */
export function answersOfForm(form: AnswerForm): readonly NewAnswer[] {
  return questionIds.filter(isInForm).flatMap((questionId): readonly NewAnswer[] => {
    const value = form[fieldOf[questionId]] ?? (questionId === 'comment' ? '' : undefined);
    return value === undefined ? [] : [{ questionId, value }];
  });
}

export function unansweredOf(asked: readonly AskedQuestion[], answers: readonly GivenAnswer[]): readonly QuestionId[] {
  const current = currentAnswers(answers);
  return requiredOf(asked).filter((questionId) => !current.has(questionId));
}

export function countsOf(asked: readonly AskedQuestion[], answers: readonly GivenAnswer[]): Occurrence['counts'] {
  const required = requiredOf(asked).length;
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
