import { describe, expect, test } from 'vitest';
import { choicesOf, textsFor } from '#blocks/check-ins/texts.ts';
import { languages } from '#core/language.ts';
import { fieldNameOf } from '#features/check-ins/form-schemas.ts';
import { formAsksOf } from '#features/check-ins/rules/form-answers.ts';
import { isScale, questionShapes } from '#features/check-ins/question-schemas.ts';
import { findQuestion, questionBank, questionsFor } from '#features/check-ins/questions/bank.ts';
import type { Asking } from '#features/check-ins/questions/bank.ts';
import { askedTiers, askingTouches, typesOfVariant } from '#features/check-ins/questions/question.ts';
import { questionIds } from '#features/check-ins/schemas.ts';
import { defaultSettings } from '#features/program/rules.ts';

const types = [...Object.values(typesOfVariant).flat(), 'something new'];
const periodOf = (touch: string): readonly string[] => {
  if (touch.startsWith('qbr')) return ['2026-Q4', '2027-Q1'];
  if (touch.startsWith('month')) return ['2026-11', '2026-12'];
  return ['2026-W52', '2026-W53', '2027-W01', '2027-W02'];
};

function asking(change: Partial<Asking> = {}): Asking {
  return {
    touch: 'monthly_checkin',
    tier: 'emerging',
    type: 'something new',
    periodKey: '2026-11',
    askedOn: '2026-11-10',
    lastAskedScale: null,
    ...change,
  };
}

const wordings = (change: Partial<Asking>) =>
  questionsFor(asking(change)).map(({ id, version }) => `${id}.v${version}`);

/** Every prompt that the bank can make: tiers × types × touches × a few periods. */
const prompts = askingTouches.flatMap((touch) =>
  askedTiers.flatMap((tier) =>
    types.flatMap((type) =>
      periodOf(touch).map((periodKey) => {
        const chosen = touch === 'monthly_checkin' ? { chosen: defaultSettings.touches.monthly_checkin.questions } : {};
        return { touch, tier, type, asked: questionsFor(asking({ touch, tier, type, periodKey, ...chosen })) };
      }),
    ),
  ),
);

describe('the question bank', () => {
  test('holds every question of domain §3.2, each wording once', () => {
    const keys = questionBank.map(({ id, version }) => `${id}.v${version}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(questionBank.map(({ id }) => id))).toEqual(
      new Set(questionIds.filter((questionId) => questionId !== 'comment')),
    );
  });

  test.each(languages)('has its wordings, labels and choices in %s', (language) => {
    const texts = textsFor(language);
    expect(Object.keys(texts.questions).toSorted()).toEqual(
      questionBank.map(({ id, version }) => `${id}.v${version}`).toSorted(),
    );
    for (const { id } of questionBank) {
      expect(texts.labels[id as keyof typeof texts.labels]).toMatch(/\w/);
      expect(Object.keys(choicesOf(texts, id))).toEqual([...(questionShapes[id].choices ?? [])]);
    }
  });

  test('shows a question only after one that the same prompt asks', () => {
    for (const { showIf, appliesTo } of questionBank) {
      if (showIf === null) continue;
      const before = questionBank.find(({ id }) => id === showIf.questionId);
      expect(before?.appliesTo.touch).toEqual(expect.arrayContaining([...appliesTo.touch]));
      expect(before?.choices).toEqual(expect.arrayContaining([...showIf.oneOf]));
    }
  });

  test('finds the question behind an answer, also behind one in a forgotten wording', () => {
    expect(findQuestion({ questionId: 'C2', version: 2 })?.mapsTo).toBe('intros_coming');
    expect(findQuestion({ questionId: 'C2', version: 99 })?.id).toBe('C2');
    expect(findQuestion({ questionId: 'comment', version: 1 })).toBeNull();
  });
});

describe('limits of a prompt (domain §3.1), over all tiers, types and touches', () => {
  const ordinary = prompts.filter(({ touch }) => !touch.startsWith('qbr'));
  const ofPrompt = ordinary.map((entry) => ({ ...entry, asked: entry.asked.filter(({ scope }) => scope !== 'deal') }));

  test('every touch asks its own tier, and no other', () => {
    const asked = new Set(
      prompts.filter((entry) => entry.asked.length > 0).map(({ touch, tier }) => `${touch} ${tier}`),
    );
    expect([...asked].toSorted()).toEqual([
      'biweekly_pipeline_review core',
      'monthly_checkin emerging',
      'monthly_performance_review strategic',
      'onboarding_weekly core',
      'onboarding_weekly emerging',
      'onboarding_weekly strategic',
      'qbr_core core',
      'qbr_strategic strategic',
      'weekly_deal_review strategic',
    ]);
  });

  test('at most six are required outside the rows of deals', () => {
    for (const { asked } of ofPrompt) expect(asked.filter(({ required }) => required).length).toBeLessThanOrEqual(6);
    expect(ofPrompt.some(({ asked }) => asked.length > 6)).toBe(true);
  });

  test('at most two required ones are answered in free text', () => {
    for (const { asked } of ofPrompt) {
      const texts = asked.filter(({ required, type }) => required && type === 'text');
      expect(texts.length).toBeLessThanOrEqual(2);
    }
  });

  test('one scale is asked; effort rides along with it and may be left out', () => {
    for (const { asked } of prompts) {
      const scales = asked.filter(({ id, scope }) => isScale(id) && scope === 'prompt');
      expect(scales.filter(({ required }) => required).length).toBeLessThanOrEqual(1);
      expect(scales.filter(({ id }) => id !== 'C5').length).toBeLessThanOrEqual(1);
    }
  });

  test('no question comes twice in one prompt', () => {
    for (const { asked } of prompts) expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
  });

  test('the form has a field for each question of every prompt', () => {
    for (const { asked } of prompts) {
      const questions = asked.map(({ id, version }) => ({ questionId: id, version }));
      const asks = formAsksOf({ questions, items: [] }, { shown: [], isWhole: true });
      const names = asks.map(fieldNameOf);
      expect(new Set(names).size).toBe(names.length);
      expect(asks.length).toBe(asked.filter(({ id, scope }) => scope === 'prompt' && id !== 'B2').length);
    }
  });
});

describe('what is asked', () => {
  test('is C1 to C4, and C5 every third month', () => {
    const chosen = defaultSettings.touches.monthly_checkin.questions;
    expect(wordings({ periodKey: '2026-11', chosen })).toEqual(['C1.v1', 'C2.v1', 'C3.v1', 'C4.v1']);
    expect(wordings({ periodKey: '2026-12', chosen })).toEqual(['C1.v1', 'C2.v1', 'C3.v1', 'C4.v1', 'C5.v1']);
    const months = Array.from(
      { length: 24 },
      (_, n) => `${2026 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`,
    );
    expect(months.filter((periodKey) => wordings({ periodKey, chosen }).includes('C5.v1'))).toHaveLength(8);
  });

  test.each([
    ['reseller', ['C1.v1', 'C2.v1', 'C3.v2', 'C4.v1']],
    ['distributor', ['C1.v1', 'C2.v1', 'C3.v2', 'C4.v1', 'H1.v1']],
    ['referral', ['C1.v1', 'C2.v2', 'C3.v1', 'C4.v1', 'F1.v1']],
    ['msp', ['C1.v1', 'C2.v1', 'C3.v1', 'C4.v1', 'S1.v1', 'S2.v1']],
    ['isv', ['C1.v1', 'C2.v1', 'C3.v1', 'C4.v1', 'T1.v1', 'T2.v1', 'T3.v1', 'T4.v1']],
    ['oem', ['C1.v1', 'C2.v1', 'C3.v1', 'C4.v1', 'A1.v1', 'A2.v1']],
  ])('of a %s is %j', (type, expected) => {
    expect(wordings({ type })).toEqual(expected);
    expect(wordings({ type, chosen: defaultSettings.touches.monthly_checkin.questions })).toEqual(expected);
  });

  test('follows the programme’s choice, variants included', () => {
    const chosen = [
      { id: 'C1', wording: 1, everyNth: 1 },
      { id: 'C3', wording: 1, everyNth: 2 },
    ];
    expect(wordings({ type: 'reseller', periodKey: '2026-11', chosen })).toEqual(['C1.v1']);
    expect(wordings({ type: 'reseller', periodKey: '2026-12', chosen })).toEqual(['C1.v1', 'C3.v2']);
  });

  test('is no scale within 14 days of another', () => {
    const asked = (lastAskedScale: string) => wordings({ periodKey: '2026-12', askedOn: '2026-12-08', lastAskedScale });
    expect(asked('2026-11-25')).toEqual(['C2.v1', 'C3.v1', 'C4.v1']);
    expect(asked('2026-11-24')).toContain('C1.v1');
  });

  test('in every second review of core is satisfaction, also over a year of 53 weeks', () => {
    const weeks = ['2026-W49', '2026-W51', '2026-W53', '2027-W02', '2027-W04'];
    const review = { touch: 'biweekly_pipeline_review', tier: 'core' } as const;
    const asked = weeks.map((periodKey) => wordings({ ...review, periodKey }).includes('B4.v1'));
    expect(asked.every((isAsked, n) => n === 0 || isAsked !== asked[n - 1])).toBe(true);
  });
});
