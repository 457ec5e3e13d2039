import { readdirSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Benchmark } from './kit/run-named.ts';
import { runNamed } from './kit/run-named.ts';

/** `npm run bench -- <name>… [--strict] [--weeks 4]`; without a name it lists what there is. */
const folder = new URL('./', import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length))
  .toSorted();
const load = async (name: string): Promise<Benchmark> =>
  (await import(new URL(`${name}.ts`, folder).href)) as Benchmark;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const { positionals: wanted, values } = parseArgs({
  allowPositionals: true,
  options: { strict: { type: 'boolean', default: false }, weeks: { type: 'string' } },
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
const weeks = values.weeks === undefined ? undefined : Number(values.weeks);
if (weeks !== undefined && (!Number.isInteger(weeks) || weeks < 1)) {
  process.stderr.write('--weeks takes a whole number from 1, e.g. --weeks 4.\n');
  process.exit(1);
}
const order = { strict: values.strict, print, ...(weeks === undefined ? {} : { weeks }) };
process.exit(await runNamed(await Promise.all(wanted.map(load)), order));
