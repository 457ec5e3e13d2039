import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** The four roots of a slug (design.md §1). */
export const sliceRoots = ['src/features', 'blocks', 'jobs', 'test/features'] as const;

/** A slice as one tree: every file of its four roots with the first line of what it says about itself. */
export function sliceTree(root: string, slug: string): readonly string[] {
  const branches = sliceRoots.flatMap((folder) => {
    const files = filesUnder(join(root, folder, slug));
    return files.length === 0 ? [] : [{ folder, files }];
  });
  const widest = Math.max(0, ...branches.flatMap(({ files }) => files.map((file) => file.length)));
  return branches.flatMap(({ folder, files }) => [
    `${folder}/${slug}/`,
    ...files.map((file) => {
      const said = firstLineSaid(readFileSync(join(root, folder, slug, file), 'utf8'));
      return `  ${file.padEnd(widest)}  ${said}`.trimEnd();
    }),
  ]);
}

/** The first line of the first docstring at top level; '' when a file has none. */
export function firstLineSaid(text: string): string {
  const lines = /^\/\*\*([\s\S]*?)\*\//m.exec(text)?.[1]?.split('\n') ?? [];
  return lines.map((line) => line.replace(/^\s*\*?\s?/, '').trim()).find((line) => line !== '') ?? '';
}

/** Slugs of all features, in alphabetical order. */
export function slugsIn(root: string): readonly string[] {
  const entries = readdirSync(join(root, 'src/features'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}

function filesUnder(folder: string, inside = ''): readonly string[] {
  let entries;
  try {
    entries = readdirSync(join(folder, inside), { withFileTypes: true });
  } catch {
    return [];
  }
  const paths = entries.flatMap((entry) => {
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(folder, path) : [path];
  });
  return paths.toSorted();
}

/** `npm run where <slug>` */
function main(): void {
  const root = join(import.meta.dirname, '..');
  const slug = process.argv[2] ?? '';
  const lines = slug === '' ? [] : sliceTree(root, slug);
  if (lines.length > 0) return void process.stdout.write(`${lines.join('\n')}\n`);
  process.stderr.write(`usage: npm run where <slug>, with one of: ${slugsIn(root).join(', ')}\n`);
  process.exitCode = 1;
}

if (import.meta.main) main();
