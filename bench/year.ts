import type { Report } from './kit/report.ts';
import type { RunOptions } from './kit/run-named.ts';
import { compareWithPlan, runWholeWeeks } from './kit/whole-weeks.ts';

export const about = 'a year of 230 partners in the whole app: the occurrences of the pure plan, none twice; --weeks 4';

const usualWeeks = 52;
const partners = 230;
const seed = 20261116;

export async function run(report: Report, options: RunOptions = {}): Promise<void> {
  const weeks = options.weeks ?? usualWeeks;
  const whole = await runWholeWeeks({ partners, weeks, seed }, (line) => report.note(`week to ${line}`));
  compareWithPlan(report, whole, `${weeks} weeks`);
}
