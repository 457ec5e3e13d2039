import { expect, it } from 'vitest';
import { figuresPeriodOf } from '#features/deals/rules/figures-period.ts';

it.each([
  ['', 1, '2026-10-01', '2026-12-31', 'FY26-Q4'],
  ['2026-Q1', 1, '2026-01-01', '2026-03-31', 'FY26-Q1'],
  ['2027-Q1', 7, '2026-07-01', '2026-09-30', 'FY27-Q1'],
  ['2027-Q4', 7, '2027-04-01', '2027-06-30', 'FY27-Q4'],
  ['FY2026-Q2', 2, '2025-05-01', '2025-07-31', 'FY26-Q2'],
  ['2028-02', 1, '2028-02-01', '2028-02-29', '2028-02'],
])('%j in a year from month %i is %s to %s', (text, startMonth, startsOn, endsOn, label) => {
  expect(figuresPeriodOf(text, '2026-11-16', startMonth)).toMatchObject({ startsOn, endsOn, label });
});

it.each(['soon', '2026-13', '2026-Q5', '2026', '2026-1'])('%j is no period', (text) => {
  expect(figuresPeriodOf(text, '2026-11-16', 1)).toBeNull();
});
