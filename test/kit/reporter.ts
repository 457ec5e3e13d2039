import process from 'node:process';
import type { Reporter } from 'vitest/node';

/** What of vitest's `TestModule` the summary needs. */
export interface RanFile {
  children: { allTests(): Iterable<{ result(): { state: 'passed' | 'failed' | 'skipped' | 'pending' } }> };
  errors(): readonly unknown[];
}

/** Prints `N passed, N failed` as the very last line; the exit code stays vitest's. */
export function summaryReporter(): Reporter {
  return {
    onTestRunEnd(files, unhandled) {
      const line = summaryLine(files, unhandled.length);
      // Printed at exit, so that nothing of another reporter comes after it.
      process.once('exit', () => process.stdout.write(`${line}\n`));
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
