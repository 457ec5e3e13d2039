import type { Report } from './kit/report.ts';
import type { RunOptions } from './kit/run-named.ts';
import { compareWithPlan, runWholeWeeks } from './kit/whole-weeks.ts';

export const about =
  'a year of the 30 fixture and 200 generated partners in the whole app: the occurrences of the pure plan, none twice; --weeks 4';

const usualWeeks = 52;
const generated = 200;
const seed = 20261116;

export async function run(report: Report, options: RunOptions = {}): Promise<void> {
  const weeks = options.weeks ?? usualWeeks;
  const whole = await runWholeWeeks({ partners: generated, withFixtures: true, weeks, seed }, (line) =>
    report.note(`week to ${line}`),
  );
  compareWithPlan(report, whole, `${weeks} weeks`);
}
