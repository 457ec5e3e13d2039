import type { Report } from './report.ts';
import { createReport } from './report.ts';

/** What the command line may say; a benchmark takes what concerns it. */
export interface RunOptions {
  /** Simulated weeks. */
  weeks?: number;
}

/** What a benchmark file exports; its name is its file's. */
export interface Benchmark {
  run(report: Report, options?: RunOptions): Promise<void>;
  /** A line for the list. */
  about?: string;
}

/** Runs one after the other and returns the exit code: 1 when `strict` and an aim was missed. */
export async function runNamed(
  benchmarks: readonly Pick<Benchmark, 'run'>[],
  { strict, print, ...options }: RunOptions & { strict: boolean; print: (line: string) => void },
): Promise<0 | 1> {
  const report = createReport(print);
  for (const benchmark of benchmarks) await benchmark.run(report, options);
  return strict && report.shortCount() > 0 ? 1 : 0;
}
