import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isScale } from '#features/check-ins/question-schemas.ts';
import { newAnswers, sourceOf } from '#features/check-ins/rules/answers.ts';
import type { NewAnswer } from '#features/check-ins/rules/answers.ts';
import { confirmedBy, prefillFrom, standingOf } from '#features/check-ins/rules/prefill.ts';
import type { Earlier } from '#features/check-ins/rules/prefill.ts';
import { tapsOf } from '#features/check-ins/rules/taps.ts';
import { answerSources, questionIds } from '#features/check-ins/schemas.ts';
import type { AnswerSource, GivenAnswer, QuestionId } from '#features/check-ins/schemas.ts';

const anna = { contactId: 'c1', name: 'Anna', teamId: 'T1', userId: 'U1' };
const at = new Date('2026-11-10T09:00:00Z');
const today = '2026-12-08';
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
    expect(prefillFrom([ago(1, [...november, given('C5', '6')])], asked, today)).toEqual([
      { questionId: 'C2', value: 'yes', periodKey: 'm-1' },
      { questionId: 'C3', value: ['pricing'], periodKey: 'm-1' },
      { questionId: 'C4', value: 'nothing', periodKey: 'm-1' },
    ]);
  });

  test('is the last word of a period, and the newer of two periods', () => {
    const history = [ago(2, november), ago(1, [given('C2', 'yes'), given('C2', 'not_yet')])];
    expect(
      prefillFrom(history, asked, today).map(({ questionId, value, periodKey }) => [questionId, value, periodKey]),
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
    expect(prefillFrom([ago(periods, november)], asked, today)).toHaveLength(expected);
  });

  test('is nothing that measured something else', () => {
    expect(prefillFrom([ago(1, [given('C2', 'yes', 2)])], asked, today)).toEqual([]);
    const wordedAnew = asked.map((question) => (question.questionId === 'C3' ? { ...question, version: 2 } : question));
    expect(prefillFrom([ago(1, november)], wordedAnew, today).map(({ questionId }) => questionId)).toContain('C3');
  });

  test('is no choice that is not offered any more, no empty and no written answer', () => {
    const odd = [
      given('C2', 'forgotten'),
      given('C3', []),
      given('S2', 'Acme goes live in March'),
      given('comment', 'Hi'),
    ];
    expect(prefillFrom([ago(1, odd)], [...asked, { questionId: 'S2', version: 1 }], today)).toEqual([]);
    expect(prefillFrom([ago(1, [given('T3', '12')])], [{ questionId: 'T3', version: 1 }], today)).toHaveLength(1);
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
        for (const { questionId, periodKey } of prefillFrom(earlier, everything, today)) {
          expect(isScale(questionId)).toBe(false);
          expect(['m-1', 'm-2']).toContain(periodKey);
        }
      }),
    );
  });
});

describe('a face', () => {
  const snapshot = { questions: asked, items: [], prefill: [...prefillFrom([ago(1, november)], asked, today)] };
  const confirmed = (given: readonly NewAnswer[], known: readonly GivenAnswer[]) =>
    confirmedBy(given, known, snapshot, today).map(({ questionId }) => questionId);

  test('confirms what nobody has answered yet, and nothing twice', () => {
    const face = [{ questionId: 'C1' as const, subjectId: null, value: '5' }];
    expect(confirmed(face, [])).toEqual(['C2', 'C3', 'C4']);
    expect(confirmed(face, [given('C2', 'not_yet')])).toEqual(['C3', 'C4']);
    expect(confirmed([...face, { questionId: 'C3', subjectId: null, value: ['none'] }], [])).toHaveLength(2);
    expect(confirmed(face, november)).toEqual([]);
  });

  test('a field of the form that was left as it stood is confirmed, a changed one is not', () => {
    const source = (questionId: QuestionId, value: string | string[], via: 'form' | 'button' = 'form') =>
      sourceOf({ questionId, subjectId: null, value }, via, snapshot);
    expect(source('C3', ['pricing'])).toBe('confirmed');
    expect(source('C3', ['technical'])).toBe('form');
    expect(source('C1', '4')).toBe('form');
    expect(source('C2', 'yes', 'button')).toBe('button');
    expect(newAnswers([{ questionId: 'C3', subjectId: null, value: ['pricing'] }], [], anna, 'form')).toHaveLength(1);
  });
});

describe('of deals and goals', () => {
  const item = (subjectId: string, kind: 'deal' | 'goal', prefill: Record<string, string>) => ({
    ...{ contentName: 'deals.flagged', subjectId, kind, title: subjectId, ownerContactId: null, prefill },
  });
  const ids = ['D1', 'D2', 'D3', 'D5', 'M2'] as const;
  const review = {
    questions: ids.map((questionId) => ({ questionId, version: 1 })),
    items: [
      item('a', 'deal', { D2: '2026-12-08 Call', D3: '2027-01-15', D5: 'commit' }),
      item('b', 'deal', { D2: '2026-12-07 Call', D3: '2026-12-01', D5: 'forgotten' }),
      item('c', 'deal', {}),
      item('g', 'goal', { M2: 'on_track' }),
      item('h', 'goal', {}),
    ],
    prefill: [],
  };
  const shown = (answers: readonly NewAnswer[]) =>
    answers.map(({ questionId, subjectId, value }) => `${questionId}/${subjectId} ${String(value)}`);

  test('“no change” keeps next step and close date while they lie ahead, and goals as they stood', () => {
    expect(shown(confirmedBy([], [], review, today))).toEqual([
      'D1/a no_change',
      'D2/a 2026-12-08 Call',
      'D3/a 2027-01-15',
      'D5/a commit',
      'D1/b no_change',
      'D1/c no_change',
      'M2/g on_track',
    ]);
  });

  test('a deal about which something was said is not confirmed, but keeps what stands', () => {
    const risk = { questionId: 'D1' as const, subjectId: 'a', value: 'at_risk' };
    expect(shown(standingOf([risk], [], review, today))).toEqual([
      'D2/a 2026-12-08 Call',
      'D3/a 2027-01-15',
      'D5/a commit',
    ]);
    expect(shown(standingOf([{ ...risk, value: 'won' }], [], review, today))).toEqual([]);
    expect(shown(confirmedBy([risk], [], review, today))).not.toContain('D1/a no_change');
  });

  test('are never filled in from earlier prompts; a commitment is while its day lies ahead', () => {
    const commitments = [{ questionId: 'M6' as const, version: 1 }];
    const said = (value: string) => prefillFrom([ago(1, [given('M6', value)])], commitments, today);
    expect(said('2026-12-31 Train two')).toHaveLength(1);
    expect(said('2026-12-07 Train two')).toEqual([]);
    expect(prefillFrom([ago(1, [{ ...given('D1', 'moved'), subjectId: 'a' }])], review.questions, today)).toEqual([]);
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

  test('“No change” costs one, and an answer out of a list two', () => {
    const confirmed = november.map((answer) => ({ ...answer, source: 'confirmed' as const }));
    expect(tapsOf(confirmed)).toEqual({ taps: 1, answers: 4 });
    expect(tapsOf([{ ...given('D1', 'moved'), subjectId: 'a' }]).taps).toBe(1);
    expect(tapsOf([{ ...given('D1', 'lost'), subjectId: 'a' }]).taps).toBe(2);
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
