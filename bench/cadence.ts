import { readSweeps } from './kit/idle-sweeps.ts';
import { planQuarter } from './kit/planned-quarter.ts';
import type { Report } from './kit/report.ts';
import type { RunOptions } from './kit/run-named.ts';
import { median } from './kit/statistics.ts';
import { compareWithPlan, runWholeWeeks } from './kit/whole-weeks.ts';

export const about =
  'planner of 10,000 partners, whole app with 500, sweeps beside 1,000 and 100,000 partners; --weeks 13';

const planned = { partners: 10_000, weeks: 13 };
/** Thirteen weeks of them take longer than six minutes on the stand-in for MongoDB: `--weeks 13` has them all. */
const whole = { partners: 500, weeks: 3, seed: 20261116 };
const sizes = { few: 1000, many: 100_000 };
const due = 20;

export async function run(report: Report, options: RunOptions = {}): Promise<void> {
  const plan = planQuarter(planned);
  report.note(
    `planner, ${planned.partners} partners, ${planned.weeks} weeks: ${plan.occurrences} touches in ` +
      `${plan.seconds.toFixed(1)} s (${((1000 * plan.seconds) / planned.partners).toFixed(2)} ms a partner), ` +
      `most memory ${plan.megabytes.toFixed(0)} MB`,
  );
  await compareSweeps(report);
  const weeks = options.weeks ?? whole.weeks;
  const ran = await runWholeWeeks({ ...whole, weeks }, (line) => report.note(`week to ${line}`));
  compareWithPlan(report, ran, `${weeks} weeks of the whole app`);
}

async function compareSweeps(report: Report): Promise<void> {
  const { description, few, many } = await readSweeps({ sizes, due });
  report.note(description);
  const baseline = `the same beside ${sizes.few} partners`;
  for (const kind of ['idle', 'busy'] as const) {
    const name = kind === 'idle' ? 'sweep with nothing due' : `sweep with ${due} plans due`;
    const [ours, theirs] = [median(many[kind].ms), median(few[kind].ms)];
    report.figure({ name: `${name}, ${sizes.many} partners`, value: ours / theirs, baseline, aim: { atMost: 1.5 } });
    report.note(`${name}: ${ours.toFixed(2)} against ${theirs.toFixed(2)} ms, median of ${few[kind].ms.length}`);
    report.figure({
      name: `documents read, ${name}, ${sizes.many} partners`,
      value: many[kind].documents,
      baseline: `${few[kind].documents} beside ${sizes.few}`,
      aim: { atMost: few[kind].documents },
    });
  }
}
