import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isScale } from '#features/check-ins/question-schemas.ts';
import { newAnswers, sourceOf } from '#features/check-ins/rules/answers.ts';
import { confirmedBy, monthsBetween, prefillFrom } from '#features/check-ins/rules/prefill.ts';
import type { Earlier } from '#features/check-ins/rules/prefill.ts';
import { tapsOf } from '#features/check-ins/rules/taps.ts';
import { answerSources, questionIds } from '#features/check-ins/schemas.ts';
import type { AnswerSource, GivenAnswer, QuestionId } from '#features/check-ins/schemas.ts';

const anna = { contactId: 'c1', name: 'Anna', teamId: 'T1', userId: 'U1' };
const at = new Date('2026-11-10T09:00:00Z');
const asked = (['C1', 'C2', 'C3', 'C4', 'C5'] as const).map((questionId) => ({ questionId, version: 1 }));

function given(
  questionId: QuestionId,
  value: string | string[],
  version = 1,
  source: AnswerSource = 'button',
): GivenAnswer {
  return { questionId, subjectId: null, version, value, by: anna, at, late: false, source };
}

const november = [given('C1', '4'), given('C2', 'yes'), given('C3', ['pricing']), given('C4', 'nothing')];
const ago = (periods: number, answers: readonly GivenAnswer[]): Earlier => ({
  ago: periods,
  periodKey: `m-${periods}`,
  answers,
});

describe('what is filled in', () => {
  test('is what was answered last month, but for scales', () => {
    expect(prefillFrom([ago(1, [...november, given('C5', '6')])], asked)).toEqual([
      { questionId: 'C2', value: 'yes', periodKey: 'm-1' },
      { questionId: 'C3', value: ['pricing'], periodKey: 'm-1' },
      { questionId: 'C4', value: 'nothing', periodKey: 'm-1' },
    ]);
  });

  test('is the last word of a period, and the newer of two periods', () => {
    const history = [ago(2, november), ago(1, [given('C2', 'yes'), given('C2', 'not_yet')])];
    expect(
      prefillFrom(history, asked).map(({ questionId, value, periodKey }) => [questionId, value, periodKey]),
    ).toEqual([
      ['C2', 'not_yet', 'm-1'],
      ['C3', ['pricing'], 'm-2'],
      ['C4', 'nothing', 'm-2'],
    ]);
  });

  test.each([
    [1, 3],
    [2, 3],
    [3, 0],
    [0, 0],
    [-1, 0],
  ])('of %i periods ago is %i answers', (periods, expected) => {
    expect(prefillFrom([ago(periods, november)], asked)).toHaveLength(expected);
  });

  test('is nothing that measured something else', () => {
    expect(prefillFrom([ago(1, [given('C2', 'yes', 2)])], asked)).toEqual([]);
    const wordedAnew = asked.map((question) => (question.questionId === 'C3' ? { ...question, version: 2 } : question));
    expect(prefillFrom([ago(1, november)], wordedAnew).map(({ questionId }) => questionId)).toContain('C3');
  });

  test('is no choice that is not offered any more, no empty and no written answer', () => {
    const odd = [
      given('C2', 'forgotten'),
      given('C3', []),
      given('S2', 'Acme goes live in March'),
      given('comment', 'Hi'),
    ];
    expect(prefillFrom([ago(1, odd)], [...asked, { questionId: 'S2', version: 1 }])).toEqual([]);
    expect(prefillFrom([ago(1, [given('T3', '12')])], [{ questionId: 'T3', version: 1 }])).toHaveLength(1);
  });

  test('is never a scale, for any history', () => {
    const answers = fc.array(
      fc.record({ id: fc.constantFrom(...questionIds), value: fc.constantFrom('1', '4', 'yes', 'none', 'at_risk') }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -1, max: 5 }), answers)), (history) => {
        const everything = questionIds.map((questionId) => ({ questionId, version: 1 }));
        const earlier = history.map(([periods, list]) =>
          ago(
            periods,
            list.map(({ id, value }) => given(id, value)),
          ),
        );
        for (const { questionId, periodKey } of prefillFrom(earlier, everything)) {
          expect(isScale(questionId)).toBe(false);
          expect(['m-1', 'm-2']).toContain(periodKey);
        }
      }),
    );
  });
});

describe('a face', () => {
  const prefilled = prefillFrom([ago(1, november)], asked);

  test('confirms what nobody has answered yet, and nothing twice', () => {
    const face = [{ questionId: 'C1' as const, value: '5' }];
    expect(confirmedBy(face, [], prefilled).map(({ questionId }) => questionId)).toEqual(['C2', 'C3', 'C4']);
    expect(confirmedBy(face, [given('C2', 'not_yet')], prefilled).map(({ questionId }) => questionId)).toEqual([
      'C3',
      'C4',
    ]);
    expect(confirmedBy([...face, { questionId: 'C3', value: ['none'] }], [], prefilled)).toHaveLength(2);
    expect(confirmedBy(face, november, prefilled)).toEqual([]);
  });

  test('a field of the form that was left as it stood is confirmed, a changed one is not', () => {
    expect(sourceOf({ questionId: 'C3', value: ['pricing'] }, 'form', prefilled)).toBe('confirmed');
    expect(sourceOf({ questionId: 'C3', value: ['technical'] }, 'form', prefilled)).toBe('form');
    expect(sourceOf({ questionId: 'C1', value: '4' }, 'form', prefilled)).toBe('form');
    expect(sourceOf({ questionId: 'C2', value: 'yes' }, 'button', prefilled)).toBe('button');
    expect(newAnswers([{ questionId: 'C3', value: ['pricing'] }], [], anna, 'form')).toHaveLength(1);
  });
});

describe('taps', () => {
  test('an unchanged period costs one', () => {
    const answers = [
      given('C1', '4'),
      ...november.slice(1).map((answer) => ({ ...answer, source: 'confirmed' as const })),
    ];
    expect(tapsOf(answers)).toEqual({ taps: 1, answers: 4 });
  });

  test('a form costs two and one for each field, words cost none', () => {
    const form = november.map((answer) => ({ ...answer, source: 'form' as const }));
    expect(tapsOf(form)).toEqual({ taps: 6, answers: 4 });
    expect(tapsOf([...form, { ...given('C1', '5', 1, 'form'), at: new Date(at.getTime() + 1) }])).toEqual({
      taps: 9,
      answers: 5,
    });
    expect(tapsOf(november.map((answer) => ({ ...answer, source: 'words' as const })))).toEqual({
      taps: 0,
      answers: 4,
    });
    expect(tapsOf([])).toEqual({ taps: 0, answers: 0 });
    expect(answerSources).toHaveLength(4);
  });
});

test('months are counted over the turn of a year', () => {
  expect(monthsBetween('2026-12', '2027-01')).toBe(1);
  expect(monthsBetween('2026-11', '2027-01')).toBe(2);
  expect(monthsBetween('2027-01', '2026-12')).toBe(-1);
});
