import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { staffRoles, partnerRoles } from '#core/actor.ts';
import type { Actor } from '#core/actor.ts';
import { mayDo } from '#core/rights.ts';
import { rights } from '#features/check-ins/rules.ts';
import {
  answersOfForm,
  closesAs,
  concernsOf,
  countsOf,
  currentAnswers,
  newAnswers,
  unansweredOf,
} from '#features/check-ins/rules/answers.ts';
import {
  messageKeyOf,
  occurrenceIdOf,
  occurrenceKeyOf,
  occurrenceOfPromptKey,
} from '#features/check-ins/rules/keys.ts';
import { AnswerForm, answerFormFor } from '#features/check-ins/form-schemas.ts';
import { questionIds } from '#features/check-ins/schemas.ts';
import type { GivenAnswer, QuestionId, Respondent } from '#features/check-ins/schemas.ts';

const anna: Respondent = { contactId: 'c1', name: 'Anna', teamId: 'T1', userId: 'U1' };
const ben: Respondent = { contactId: null, name: 'Ben', teamId: 'T1', userId: 'U2' };
const asked = (['C1', 'C2', 'C3', 'C4', 'C5'] as const).map((questionId) => ({ questionId, version: 1 }));
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
    const press = [{ questionId: 'C1', value: '4' }] as const;
    expect(newAnswers(press, known, anna, 'button')).toEqual([]);
    expect(newAnswers(press, known, ben, 'button')).toEqual(press);
  });

  test('a form field left as it stood is nobody’s new answer', () => {
    const known = [given('C1', '4'), given('C3', ['pricing', 'technical'])];
    const form = [
      { questionId: 'C1', value: '4' },
      { questionId: 'C3', value: ['technical', 'pricing'] },
      { questionId: 'C4', value: 'nothing' },
      { questionId: 'comment', value: '' },
    ] as const;
    const fresh = newAnswers(form as never, known, ben, 'form');
    expect(fresh.map(({ questionId }) => questionId)).toEqual(['C4']);
  });

  test('an emptied comment is taken back', () => {
    const fresh = newAnswers(answersOfForm({ comment: null }), [given('comment', 'Help!')], anna, 'form');
    expect(fresh).toEqual([{ questionId: 'comment', value: '' }]);
  });

  test('are complete without effort and comment', () => {
    const four = [given('C1', '5'), given('C2', 'yes'), given('C3', ['none']), given('C4', 'nothing', ben, true)];
    expect(unansweredOf(asked, four)).toEqual([]);
    expect(countsOf(asked, four)).toEqual({ required: 4, answered: 4, people: 2, late: 1 });
    expect(unansweredOf(asked, four.slice(1))).toEqual(['C1']);
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
  const whole = { rating: '4', talkedToProspect: 'yes', inYourWay: ['none'], nextNeed: 'nothing' };
  const problems = (values: object) =>
    AnswerForm.safeParse(values).error?.issues.map(({ path, message }) => [path[0], message]) ?? [];

  test('takes a whole one, with and without the optional fields', () => {
    expect(problems(whole)).toEqual([]);
    expect(problems({ ...whole, effort: '6', comment: ' thanks ' })).toEqual([]);
    expect(problems({ ...whole, effort: null, comment: null })).toEqual([]);
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
    expect(problems({ ...whole, ...change })).toEqual([[field, code]]);
  });

  test('asks only for what was asked', () => {
    const form = answerFormFor(['C1', 'C4']);
    expect(form.parse({ rating: '4', nextNeed: 'intro', inYourWay: ['pricing'] })).toEqual({
      rating: '4',
      nextNeed: 'intro',
    });
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

describe('rights', () => {
  const person = { teamId: 'T1', userId: 'U1' };
  const actors: readonly (readonly [string, Actor])[] = [
    ...staffRoles.map((role) => [role, { kind: 'staff', person, roles: [role] } as const] as const),
    ...partnerRoles.map(
      (role) => [role, { kind: 'partner', partnerId: 'P-1', person, roles: [role] } as const] as const,
    ),
    ['job', { kind: 'job', name: 'x' }],
    ['operator', { kind: 'operator', name: 'x' }],
    ['stranger', { kind: 'stranger', person }],
    ['bot', { kind: 'bot' }],
    ['staff without a role', { kind: 'staff', person, roles: [] }],
  ];

  test('are exactly these', () => {
    const table = actors.map(([name, actor]) => {
      const verbs = (Object.keys(rights) as (keyof typeof rights)[]).filter((verb) => mayDo(rights, verb, actor));
      return `${name}: ${verbs.join(', ') || 'nothing'}`;
    });
    expect(table).toEqual([
      'partner_manager: readLedger',
      'pm_backup: readLedger',
      'deal_approver: nothing',
      'direct_sales: nothing',
      'partner_ops: readLedger',
      'partner_marketing: nothing',
      'finance: nothing',
      'legal: nothing',
      'leadership: readLedger',
      'admin: readLedger',
      'privacy: nothing',
      'partner_member: answer, readOwn',
      'partner_admin: answer, readOwn',
      'partner_exec: answer, readOwn',
      'job: runCadence',
      'operator: readLedger, runCadence',
      'stranger: nothing',
      'bot: nothing',
      'staff without a role: nothing',
    ]);
  });
});
