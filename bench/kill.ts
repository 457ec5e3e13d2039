import process from 'node:process';
import { countAt, killTable, runKill } from '#test/kit/process-kill.ts';
import { killSteps } from '#test/kit/process-steps.ts';
import type { Report } from './kit/report.ts';

export const about = 'SIGKILL at every step of a post while messages are due; KILLS=1000 for more than the test does';

/** Days of a hundred partners, each with so many kills that messages stay due to the last one. */
const killsPerDay = 52;
const baseline = 'a day without a kill';

export async function run(report: Report): Promise<void> {
  const kills = Number(process.env['KILLS'] ?? killsPerDay);
  if (!Number.isInteger(kills) || kills < 1) throw new Error('KILLS must be a whole number of at least 1');
  const days = Math.ceil(kills / killsPerDay);
  const total = { kills: 0, problems: 0, fewest: 0 };
  for (let day = 1; day <= days; day += 1) {
    const outcome = await runKill({ kills: Math.ceil(kills / days), seed: day });
    total.kills += outcome.deaths.length;
    total.problems += outcome.problems.length;
    total.fewest += Math.min(...killSteps.map((step) => countAt(outcome.deaths, step)));
    for (const line of [`day ${day} of ${days}`, ...killTable(outcome).split('\n'), ...outcome.problems])
      report.note(line);
  }
  report.figure({
    name: 'messages missing, doubled, misplaced or recorded differently',
    value: total.problems,
    baseline,
    aim: { atMost: 0 },
  });
  report.figure({
    name: 'share of kills at the step struck least',
    value: total.fewest / total.kills,
    baseline: `${total.kills} kills`,
    aim: { atLeast: 0.1 },
  });
}
