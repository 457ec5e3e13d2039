import { describe, expect, test } from 'vitest';
import { leftOutLines, summaryLine } from '../kit/reporter.ts';
import type { RanFile } from '../kit/reporter.ts';

type State = 'passed' | 'failed' | 'skipped' | 'pending';

function ranFile(states: readonly State[], errors: readonly unknown[] = []): RanFile {
  return { children: { allTests: () => states.map((state) => ({ result: () => ({ state }) })) }, errors: () => errors };
}

describe('the last line of a test run', () => {
  test('counts over all files', () => {
    expect(summaryLine([ranFile(['passed', 'failed']), ranFile(['passed'])], 0)).toBe('2 passed, 1 failed');
  });

  test('names skipped tests, and tests that never ran, only when there are any', () => {
    expect(summaryLine([ranFile(['passed', 'skipped', 'pending'])], 0)).toBe('1 passed, 0 failed, 2 skipped');
  });

  test('counts a file that cannot be loaded and an error outside every test as failed', () => {
    expect(summaryLine([ranFile([], [new Error('syntax')])], 1)).toBe('0 passed, 2 failed');
  });

  test('is preceded by why tests were left out, when a reason was given', () => {
    const states = [
      { state: 'skipped', note: 'there is no Chromium' },
      { state: 'skipped' },
      { state: 'passed' },
    ] as const;
    const file: RanFile = {
      children: { allTests: () => states.map((one) => ({ result: () => one })) },
      errors: () => [],
    };
    expect(leftOutLines([file, file])).toEqual(['left out: 2 tests, because there is no Chromium']);
  });
});
