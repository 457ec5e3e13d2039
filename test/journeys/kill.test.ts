import process from 'node:process';
import { expect, test } from 'vitest';
import { countAt, fewestKillsPerStep, killTable, runKill } from '#test/kit/process-kill.ts';
import { killSteps } from '#test/kit/process-steps.ts';

const kills = 52;

// The limit is a bound against hanging, not a statement about speed.
test(
  'an app killed again and again at every step sends each message once, in its thread, and keeps the same documents',
  { timeout: 420_000 },
  async () => {
    const report = await runKill({ kills });
    process.stdout.write(`${killTable(report)}\n`);
    expect(report.problems).toEqual([]);
    expect(report.deaths.length).toBeGreaterThanOrEqual(50);
    for (const step of killSteps) expect(countAt(report.deaths, step), step).toBeGreaterThanOrEqual(fewestKillsPerStep);
  },
);
