import process from 'node:process';
import type { Reporter } from 'vitest/node';

/** What of vitest's `TestModule` the summary needs. */
export interface RanFile {
  children: {
    allTests(): Iterable<{
      result(): { state: 'passed' | 'failed' | 'skipped' | 'pending'; note?: string | undefined };
    }>;
  };
  errors(): readonly unknown[];
}

/** Prints `N passed, N failed` as the very last line; the exit code stays vitest's. */
export function summaryReporter(): Reporter {
  return {
    onTestRunEnd(files, unhandled) {
      const line = summaryLine(files, unhandled.length);
      // Printed at exit, so that nothing of another reporter comes after it.
      process.once('exit', () => process.stdout.write([...leftOutLines(files), line, ''].join('\n')));
    },
  };
}

/** `skipped` is only named when there are any. A file that cannot be loaded has no test that could fail: it counts. */
export function summaryLine(files: readonly RanFile[], unhandledErrors: number): string {
  const count = { passed: 0, failed: unhandledErrors, skipped: 0, pending: 0 };
  for (const file of files) {
    for (const test of file.children.allTests()) count[test.result().state] += 1;
    if (file.errors().length > 0) count.failed += 1;
  }
  const skipped = count.skipped + count.pending;
  return `${count.passed} passed, ${count.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Why tests were left out, and how many for each reason; those left out by a filter have none. */
export function leftOutLines(files: readonly RanFile[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    for (const test of file.children.allTests()) {
      const { state, note } = test.result();
      if (state === 'skipped' && note !== undefined) counts.set(note, (counts.get(note) ?? 0) + 1);
    }
  }
  return [...counts].map(
    ([reason, count]) => `left out: ${count} ${count === 1 ? 'test' : 'tests'}, because ${reason}`,
  );
}
