import { describe, expect, test } from 'vitest';
import {
  csatOf,
  effortOf,
  mayAskScale,
  npsOf,
  programmeNpsOf,
  responseRateOf,
} from '#features/follow-ups/rules/satisfaction.ts';

describe('partner NPS', () => {
  test('the worked example of domain §3.3 is +30', () => {
    const nps = npsOf([10, 9, 9, 8, 7, 10, 6, 3, 9, 8]);
    expect(nps).toEqual({ answers: 10, promoters: 5, detractors: 2, score: 30, band: 'fair' });
  });

  test.each([
    [[10, 9, 8, 8], 50, 'target'],
    [[9, 9, 8, 6], 25, 'act'],
    [[0, 0], -100, 'act'],
    [[10], 100, 'target'],
    [[7, 8], 0, 'act'],
  ] as const)('%j: %d, %s', (scores, score, band) => {
    expect(npsOf(scores)).toMatchObject({ score, band });
  });

  test('of the programme needs five answers', () => {
    expect(programmeNpsOf([10, 10, 10, 10])).toBeNull();
    expect(programmeNpsOf([10, 10, 10, 10, 10])?.score).toBe(100);
    expect(npsOf([])).toBeNull();
  });
});

describe('CSAT', () => {
  test.each([
    [[5, 5, 4, 4, 3], 4.2, 'good', 8000, 'good'],
    [[5, 4, 4, 3], 4, 'watch', 7500, 'watch'],
    [[4, 3, 4, 3], 3.5, 'watch', 5000, 'act'],
    [[3, 3, 4], 10 / 3, 'act', 3333, 'act'],
  ] as const)('%j: mean %d is %s, %d of 10,000 satisfied is %s', (scores, mean, band, satisfiedBp, shareBand) => {
    expect(csatOf(scores)).toEqual({ answers: scores.length, mean, band, satisfiedBp, shareBand });
  });

  test('nothing without an answer, and no score outside the scale', () => {
    expect(csatOf([])).toBeNull();
    expect(() => csatOf([6])).toThrow(RangeError);
    expect(() => csatOf([4.5])).toThrow(RangeError);
  });
});

describe('partner effort', () => {
  test.each([
    [[6, 5], 5.5, 'good', 10_000],
    [[5, 4], 4.5, 'watch', 5000],
    [[4, 4], 4, 'act', 0],
  ] as const)('%j: mean %d is %s, %d of 10,000 easy', (scores, mean, band, easyBp) => {
    expect(effortOf(scores)).toEqual({ answers: 2, mean, band, easyBp });
  });
});

describe('response rate', () => {
  test.each([
    [7, 10, 7000, true],
    [69, 100, 6900, false],
    [0, 3, 0, false],
  ])('%d of %d', (answered, issued, rateBp, isGood) => {
    expect(responseRateOf({ answered, issued })).toEqual({ rateBp, isGood });
  });

  test('nothing without a prompt, and never more answers than prompts', () => {
    expect(responseRateOf({ answered: 0, issued: 0 })).toBeNull();
    expect(() => responseRateOf({ answered: 2, issued: 1 })).toThrow(RangeError);
  });
});

test('a person is asked for a score once in fourteen days', () => {
  expect(mayAskScale({ lastAskedOn: null, today: '2026-11-16' })).toBe(true);
  expect(mayAskScale({ lastAskedOn: '2026-11-03', today: '2026-11-16' })).toBe(false);
  expect(mayAskScale({ lastAskedOn: '2026-11-02', today: '2026-11-16' })).toBe(true);
  expect(mayAskScale({ lastAskedOn: '2026-12-25', today: '2027-01-08' })).toBe(true);
});
