import { readdirSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Report } from './kit/report.ts';
import { createReport } from './kit/report.ts';

/** What a benchmark file exports; its name is its file's. */
interface Benchmark {
  run(report: Report): Promise<void>;
  /** A line for the list. */
  about?: string;
}

const folder = new URL('./', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length))
  .toSorted();

const load = async (name: string): Promise<Benchmark> =>
  (await import(new URL(`${name}.ts`, folder).href)) as Benchmark;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run bench -- <name>… [--strict]`; without a name it lists what there is. */
const { positionals: wanted, values } = parseArgs({
  allowPositionals: true,
  options: { strict: { type: 'boolean', default: false } },
});
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}. There are: ${names.join(', ')}.\n`);
  process.exit(1);
}
if (wanted.length === 0) {
  for (const name of names) print(`${name.padEnd(8)} ${(await load(name)).about ?? ''}`.trimEnd());
  process.exit(0);
}

const report = createReport(print);
for (const name of wanted) await (await load(name)).run(report);
process.exit(values.strict && report.shortCount() > 0 ? 1 : 0);
