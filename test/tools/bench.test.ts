import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Report } from '../../bench/kit/report.ts';
import { createReport, figureLine } from '../../bench/kit/report.ts';
import { runNamed } from '../../bench/kit/run-named.ts';
import { percentile } from '../../bench/kit/statistics.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function linesOf(tell: (report: ReturnType<typeof createReport>) => void) {
  const lines: string[] = [];
  const report = createReport((line) => void lines.push(line));
  tell(report);
  return { lines, short: report.shortCount() };
}

async function bench(...args: string[]): Promise<{ code: number; output: string; errors: string }> {
  const run = promisify(execFile)(process.execPath, ['bench/run.ts', ...args], { cwd: root });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout, errors: stderr }),
    (failed: { code: number; stdout: string; stderr: string }) => ({
      code: failed.code,
      output: failed.stdout,
      errors: failed.stderr,
    }),
  );
}

test('a figure is one line of name, value, baseline, aim and whether the aim is met', () => {
  const figure = { name: 'ack p99', value: 1.2, baseline: 'bare Bolt', aim: { atMost: 1.3 } };
  expect(figureLine(figure)).toBe('ack p99 | 1.2 | bare Bolt | at most 1.3 | met');
  expect(figureLine({ ...figure, value: 1.31 })).toBe('ack p99 | 1.31 | bare Bolt | at most 1.3 | short');
  expect(figureLine({ ...figure, value: 0.9, aim: { atLeast: 0.95 } })).toMatch(/\| at least 0\.95 \| short$/);
  expect(figureLine({ ...figure, value: 0.95, aim: { atLeast: 0.95 } })).toMatch(/\| met$/);
});

test('an aim missed by a hair is short, and what could not be measured is, too', () => {
  const figure = { name: 'n', value: 1.30001, baseline: 'b', aim: { atMost: 1.3 } };
  expect(figureLine(figure)).toMatch(/\| short$/);
  expect(figureLine({ ...figure, value: Number.NaN })).toBe('n | not measured | b | at most 1.3 | short');
});

test('names and notes stay on one line and cannot add a column', () => {
  const { lines } = linesOf((report) => {
    report.figure({ name: 'a | b', value: 1, baseline: 'two\nlines', aim: { atMost: 1 } });
    report.note('took 3 ms\nand more');
  });
  expect(lines).toEqual(['a / b | 1 | two lines | at most 1 | met', 'note: took 3 ms and more']);
});

test('missed aims are counted, notes are not', () => {
  const { short } = linesOf((report) => {
    report.figure({ name: 'a', value: 2, baseline: 'b', aim: { atMost: 1 } });
    report.figure({ name: 'a', value: 1, baseline: 'b', aim: { atMost: 1 } });
    report.note('slow');
  });
  expect(short).toBe(1);
});

test('a percentile is a value that was measured', () => {
  const values = Array.from({ length: 200 }, (_, n) => 200 - n);
  expect(percentile(values, 0.99)).toBe(198);
  expect(percentile(values, 0.5)).toBe(100);
  expect(percentile([7], 0.99)).toBe(7);
});

test('without a name the benchmarks are listed, and an unknown one is refused with the list', async () => {
  const listed = await bench();
  expect(listed.output).toMatch(/^ack /m);
  expect(listed.output).toMatch(/^outbox /m);
  expect(listed.output).not.toContain('|');
  const refused = await bench('no-such-thing');
  expect(refused).toMatchObject({ code: 1, output: '' });
  expect(refused.errors).toContain('There is no benchmark no-such-thing. There are: ack,');
});

test('a missed aim fails a strict run only', async () => {
  const figure = { name: 'n', baseline: 'b', aim: { atMost: 1 } };
  const short = { run: async (report: Report) => report.figure({ ...figure, value: 2 }) };
  const met = { run: async (report: Report) => report.figure({ ...figure, value: 1 }) };
  const print = (): void => undefined;
  expect(await runNamed([short, met], { strict: true, print })).toBe(1);
  expect(await runNamed([short, met], { strict: false, print })).toBe(0);
  expect(await runNamed([met], { strict: true, print })).toBe(0);
});
