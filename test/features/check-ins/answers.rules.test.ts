import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  askKeyOf,
  asksOf,
  closesAs,
  concernsOf,
  countsOf,
  currentAnswers,
  newAnswers,
  ownersOfUnanswered,
  requiredOf,
  unansweredOf,
} from '#features/check-ins/rules/answers.ts';
import {
  messageKeyOf,
  occurrenceIdOf,
  occurrenceKeyOf,
  occurrenceOfPromptKey,
} from '#features/check-ins/rules/keys.ts';
import { answerFormFor } from '#features/check-ins/form-schemas.ts';
import { answersOfForm, formAsksOf, givenIn, shownItems } from '#features/check-ins/rules/form-answers.ts';
import { questionIds } from '#features/check-ins/schemas.ts';
import type { GivenAnswer, QuestionId, Respondent } from '#features/check-ins/schemas.ts';

const anna: Respondent = { contactId: 'c1', name: 'Anna', teamId: 'T1', userId: 'U1' };
const ben: Respondent = { contactId: null, name: 'Ben', teamId: 'T1', userId: 'U2' };
const questions = (['C1', 'C2', 'C3', 'C4', 'C5'] as const).map((questionId) => ({ questionId, version: 1 }));
const asked = { questions, items: [] };
const today = '2026-12-09';
const whole = { shown: [], isWhole: true };
const at = new Date('2026-12-09T09:00:00Z');

function given(questionId: QuestionId, value: string | string[], by = anna, late = false): GivenAnswer {
  return { questionId, subjectId: null, version: 1, value, by, at, late, source: 'button' };
}

describe('answers', () => {
  test('the last one of a question counts and all are kept', () => {
    const answers = [given('C1', '2'), given('C2', 'yes'), given('C1', '4', ben)];
    expect(currentAnswers(answers).get('C1')?.value).toBe('4');
    expect(answers).toHaveLength(3);
  });

  test('the same press by the same person is nothing new, by a colleague it is', () => {
    const known = [given('C1', '4', anna)];
    const press = [{ questionId: 'C1', subjectId: null, value: '4' }] as const;
    expect(newAnswers(press, known, anna, 'button')).toEqual([]);
    expect(newAnswers(press, known, ben, 'button')).toEqual(press);
  });

  test('a form field left as it stood is nobody’s new answer', () => {
    const known = [given('C1', '4'), given('C3', ['pricing', 'technical'])];
    const form = { rating: '4', inYourWay: ['technical', 'pricing'], nextNeed: 'nothing', comment: '' };
    const fresh = newAnswers(answersOfForm(form, formAsksOf(asked, whole), []), known, ben, 'form');
    expect(fresh.map(({ questionId }) => questionId)).toEqual(['C4']);
  });

  test('an emptied comment is taken back', () => {
    const taken = answersOfForm({ comment: null }, [], []);
    const fresh = newAnswers(taken, [given('comment', 'Help!')], anna, 'form');
    expect(fresh).toEqual([{ questionId: 'comment', subjectId: null, value: '' }]);
  });

  test('are complete without effort and comment', () => {
    const four = [given('C1', '5'), given('C2', 'yes'), given('C3', ['none']), given('C4', 'nothing', ben, true)];
    expect(unansweredOf(asked, four)).toEqual([]);
    expect(countsOf(asked, four)).toEqual({ required: 4, answered: 4, people: 2, late: 1 });
    expect(unansweredOf(asked, four.slice(1)).map(askKeyOf)).toEqual(['C1']);
  });

  test.each([
    [0, 'missed'],
    [1, 'missed'],
    [2, 'completed_partial'],
    [3, 'completed_partial'],
  ])('%s of 4 required answers close as %s', (answered, expected) => {
    expect(closesAs({ required: 4, answered, people: 1, late: 0 })).toBe(expected);
  });

  test('tell what somebody should do or read, and nothing else', () => {
    const fine = [given('C1', '4'), given('C2', 'not_yet'), given('C3', ['none']), given('C4', 'nothing')];
    const nothing = { asks: false, unhappy: false, writes: false };
    expect(concernsOf(fine)).toEqual(nothing);
    for (const answer of [given('C1', '2'), given('M5', '1'), given('B4', '2')]) {
      expect(concernsOf([answer])).toEqual({ ...nothing, unhappy: true });
    }
    for (const answer of [
      given('C2', 'need_help'),
      given('C3', ['pricing']),
      given('C4', 'training'),
      given('W2', 'legal'),
      given('M1', 'no'),
    ]) {
      expect(concernsOf([...fine, answer])).toEqual({ ...nothing, asks: true });
    }
    for (const answer of [given('comment', 'Call me'), given('M4', 'The deck')]) {
      expect(concernsOf([...fine, answer])).toEqual({ ...nothing, writes: true });
    }
    expect(concernsOf([given('C2', 'need_help'), given('C2', 'yes'), given('comment', '')])).toEqual(nothing);
  });

  test('counts never exceed what was asked, for any history', () => {
    const history = fc.array(
      fc.record({ questionId: fc.constantFrom(...questionIds), by: fc.constantFrom(anna, ben), late: fc.boolean() }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(history, (entries) => {
        const counts = countsOf(
          asked,
          entries.map(({ questionId, by, late }) => given(questionId, 'x', by, late)),
        );
        expect(counts.answered).toBeLessThanOrEqual(counts.required);
        expect(counts.people).toBeLessThanOrEqual(2);
        expect(counts.late).toBeLessThanOrEqual(entries.length);
      }),
    );
  });
});

describe('the form', () => {
  const filled = { rating: '4', talkedToProspect: 'yes', inYourWay: ['none'], nextNeed: 'nothing' };
  const problems = (values: object, form = answerFormFor(formAsksOf(asked, whole), today)) =>
    form.safeParse(values).error?.issues.map(({ path, message }) => [path[0], message]) ?? [];

  test('takes a whole one, with and without the optional fields', () => {
    expect(problems(filled)).toEqual([]);
    expect(problems({ ...filled, effort: '6', comment: ' thanks ' })).toEqual([]);
    expect(problems({ ...filled, effort: null, comment: null })).toEqual([]);
  });

  test.each([
    [{ rating: null }, 'rating', 'required'],
    [{ rating: '6' }, 'rating', 'required'],
    [{ inYourWay: [] }, 'inYourWay', 'required'],
    [{ inYourWay: null }, 'inYourWay', 'required'],
    [{ inYourWay: ['forged'] }, 'inYourWay', 'required'],
    [{ inYourWay: ['none', 'pricing'] }, 'inYourWay', 'none_and_more'],
    [{ comment: 'x'.repeat(501) }, 'comment', 'comment_too_long'],
    [{ effort: '8' }, 'effort', 'required'],
  ])('with %j says what is wrong with %s: %s', (change, field, code) => {
    expect(problems({ ...filled, ...change })).toEqual([[field, code]]);
  });

  test('asks only for what was asked', () => {
    const some = { questions: questions.filter(({ questionId }) => ['C1', 'C4'].includes(questionId)), items: [] };
    const form = answerFormFor(formAsksOf(some, whole), today);
    expect(form.parse({ rating: '4', nextNeed: 'intro', inYourWay: ['pricing'] })).toEqual({
      rating: '4',
      nextNeed: 'intro',
    });
  });

  test.each([
    ['Q2', { pipeline: 'EUR 250,000' }, 'EUR 250000'],
    ['Q2', { pipeline: '250k' }, '250000'],
    ['Q2', { pipeline: '1,2 Mio €' }, 'EUR 1200000'],
    ['B1', { newOpportunities: '1.200' }, '1200'],
    ['M6', { commitment: 'Train two sellers', 'commitment.day': '2026-12-31' }, '2026-12-31 Train two sellers'],
  ] as const)('reads %s from %j', (questionId, values, value) => {
    const asks = formAsksOf({ questions: [{ questionId, version: 1 }], items: [] }, whole);
    const form = answerFormFor(asks, today).parse(values);
    expect(answersOfForm(form, asks, [])[0]).toEqual({ questionId, subjectId: null, value });
  });

  test.each([
    ['Q2', { pipeline: 'a lot' }, ['pipeline', 'money']],
    ['Q2', { pipeline: 'EUR 5 or USD 6' }, ['pipeline', 'money']],
    ['B1', { newOpportunities: '-3' }, ['newOpportunities', 'whole_number']],
    ['B1', { newOpportunities: '12345678' }, ['newOpportunities', 'whole_number']],
    ['B1', { newOpportunities: null }, ['newOpportunities', 'whole_number']],
    ['Q1', { winsAndLosses: '  ' }, ['winsAndLosses', 'fill_in']],
    ['M6', { commitment: 'Train', 'commitment.day': '2026-12-08' }, ['commitment.day', 'date_past']],
    ['M6', { commitment: 'Train', 'commitment.day': '2026-02-30' }, ['commitment.day', 'date_invalid']],
    ['M6', { commitment: 'Train', 'commitment.day': '2056-02-01' }, ['commitment.day', 'date_far']],
    ['M6', { commitment: 'Train' }, ['commitment.day', 'day_needed']],
    ['M6', { 'commitment.day': '2026-12-31' }, ['commitment', 'step_needed']],
    ['M6', { commitment: 'x'.repeat(201), 'commitment.day': '2026-12-31' }, ['commitment', 'step_too_long']],
  ] as const)('refuses nonsense to %s: %j', (questionId, values, problem) => {
    const form = answerFormFor(formAsksOf({ questions: [{ questionId, version: 1 }], items: [] }, whole), today);
    expect(problems(values, form)).toEqual([problem]);
  });
});

describe('deals and goals', () => {
  const deal = (subjectId: string, prefill: Record<string, string> = {}) => ({
    ...{ contentName: 'deals.flagged', subjectId, kind: 'deal' as const, title: `Deal of ${subjectId}` },
    ...{ ownerContactId: `owner-${subjectId}`, prefill },
  });
  const ids = ['D1', 'D2', 'D3', 'D4', 'D5', 'W2', 'B2'] as const;
  const review = {
    questions: ids.map((questionId) => ({ questionId, version: 1 })),
    items: [deal('a', { D2: '2026-12-20 Call', D3: '2027-01-15' }), deal('b', { D2: '2026-12-01 Call' })],
  };
  const about = (subjectId: string, questionId: QuestionId, value: string) => ({
    ...given(questionId, value),
    subjectId,
  });

  test('are asked one by one, and a won deal needs no next step', () => {
    expect(requiredOf(review, []).map(askKeyOf)).toEqual(['D1/a', 'D1/b', 'D2/a', 'D2/b', 'W2']);
    const won = [about('a', 'D1', 'won')];
    expect(unansweredOf(review, won).map(askKeyOf)).toEqual(['D1/b', 'D2/b', 'W2']);
    expect(countsOf(review, won)).toMatchObject({ required: 4, answered: 1 });
    expect(ownersOfUnanswered(review, won)).toEqual(['owner-b']);
    expect(currentAnswers([...won, about('b', 'D1', 'lost')]).get('D1/a')?.value).toBe('won');
  });

  test('without a deal nobody is asked which one to discuss', () => {
    expect(asksOf({ ...review, items: [] }).map(askKeyOf)).toEqual(['W2']);
  });

  test('in the form stand those with an open question, a past day left empty', () => {
    const answered = [about('a', 'D1', 'won')];
    expect(shownItems(review, answered)).toEqual([1]);
    expect(shownItems(review, [...answered, about('b', 'D1', 'lost')])).toEqual([0, 1]);
    expect(givenIn({ ...review, prefill: [] }, answered, today)).toEqual({
      'nextStep.0': 'Call',
      'nextStep.0.day': '2026-12-20',
      'closeDate.0': '2027-01-15',
      'stance.0': 'won',
      'nextStep.1': 'Call',
    });
  });

  const asks = formAsksOf(review, { shown: [0, 1], isWhole: true });
  const form = answerFormFor(asks, today);
  const untouched = {
    'nextStep.0': 'Call',
    'nextStep.0.day': '2026-12-20',
    'closeDate.0': '2027-01-15',
    'nextStep.1': 'Call',
  };

  test('what stood there beforehand is no answer about a deal that was left out', () => {
    const values = form.parse({ ...untouched, helpWanted: 'none', 'stance.0': null });
    expect(answersOfForm(values, asks, review.items).map(askKeyOf)).toEqual(['W2', 'comment']);
    const moved = form.parse({ ...untouched, helpWanted: 'none', 'stance.0': 'moved' });
    expect(answersOfForm(moved, asks, review.items).map(askKeyOf)).toEqual(['D1/a', 'D2/a', 'D3/a', 'W2', 'comment']);
  });

  test('a deal that goes on needs its next step and the day', () => {
    const fields = (values: object) =>
      form.safeParse(values).error?.issues.map(({ path, message }) => [path[0], message]);
    expect(fields({ ...untouched, helpWanted: 'none', 'stance.1': 'at_risk' })).toEqual([
      ['nextStep.1.day', 'day_needed'],
    ]);
    expect(fields({ helpWanted: 'none', 'stance.1': 'moved' })).toEqual([
      ['nextStep.1', 'step_needed'],
      ['nextStep.1.day', 'day_needed'],
    ]);
    const left = { 'blockedBy.1': [], 'forecast.1': null, 'closeDate.1': null };
    expect(fields({ ...untouched, ...left, helpWanted: 'none', 'stance.1': 'won' })).toBeUndefined();
    expect(fields({ helpWanted: 'none', 'closeDate.1': '2026-12-08' })).toEqual([['closeDate.1', 'date_past']]);
  });
});

describe('keys', () => {
  test('name touch, partner and period, and find their way back', () => {
    const key = occurrenceKeyOf('monthly_checkin', 'P-0016', '2026-12');
    expect(key).toBe('monthly_checkin:P-0016:2026-12');
    expect(messageKeyOf('prompt', key)).toBe('check-ins:prompt:monthly_checkin.P-0016.2026-12');
    expect(messageKeyOf('reminder', key)).toBe('check-ins:reminder:monthly_checkin.P-0016.2026-12');
    for (const id of [occurrenceIdOf(key, 0), occurrenceIdOf(key, 1)]) {
      expect(occurrenceOfPromptKey(messageKeyOf('prompt', id))).toBe(id);
    }
    expect(occurrenceOfPromptKey(messageKeyOf('summary', key))).toBeNull();
  });

  test('a period built again has keys of its own', () => {
    const key = occurrenceKeyOf('monthly_checkin', 'P-0016', '2026-12');
    expect(messageKeyOf('prompt', occurrenceIdOf(key, 1))).not.toBe(messageKeyOf('prompt', key));
  });
});
