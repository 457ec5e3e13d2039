import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import type { Comment, Program } from 'oxc-parser';

/** One TypeScript file, parsed. `path` is relative to the root, with forward slashes. */
export interface SourceFile {
  path: string;
  text: string;
  program: Program;
  comments: readonly Comment[];
  imports: readonly Import[];
}

export interface Import {
  /** As written: `#core/clock.ts`, `./ids.ts`, `mongoose`. */
  specifier: string;
  /** Path from the root for our own files, null for a package. */
  target: string | null;
  /** True when nothing of it is left after type stripping. */
  typeOnly: boolean;
  /** What of it is taken by name: `Schema`; empty for all of it. */
  names: readonly string[];
}

/** `path: what is wrong`, one per finding; an empty list means that the rule holds. */
export type Violations = readonly string[];

const codeFolders = ['src', 'blocks', 'jobs', 'migrations', 'sandbox', 'test', 'bench', 'tools'];

/** Every TypeScript file of the project under `root`. */
export function readTree(root: string): readonly SourceFile[] {
  const paths = codeFolders.flatMap((folder) => listFiles(root, folder));
  return paths
    .filter((path) => path.endsWith('.ts'))
    .map((path) => sourceFile(path, readFileSync(join(root, path), 'utf8')));
}

/** A made-up tree, for planted violations. */
export function treeOf(files: Readonly<Record<string, string>>): readonly SourceFile[] {
  return Object.entries(files).map(([path, text]) => sourceFile(path, text));
}

/** Files under a folder, as paths from the root in a stable order; a folder that is not there has none. */
export function listFiles(root: string, folder: string): readonly string[] {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return sorted.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : listFiles(root, path);
    return [path];
  });
}

export function lineCount(file: SourceFile): number {
  return file.text.replace(/\n$/, '').split('\n').length;
}

function sourceFile(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text);
  const problem = parsed.errors[0];
  if (problem) throw new SyntaxError(`${path}: ${problem.message}`);
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const imports = [
    ...staticImports.map((found) => ({
      specifier: found.moduleRequest.value,
      typeOnly: found.entries.length > 0 && found.entries.every((entry) => entry.isType),
      names: found.entries.flatMap((entry) => entry.importName.name ?? []),
    })),
    ...staticExports
      .flatMap((found) => found.entries)
      .filter((entry) => entry.moduleRequest !== null)
      .map((entry) => ({ specifier: entry.moduleRequest?.value ?? '', typeOnly: entry.isType, names: [] })),
    ...dynamicImports.map((found) => ({
      specifier: text.slice(found.moduleRequest.start, found.moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
      typeOnly: false,
      names: [],
    })),
  ];
  return {
    path,
    text,
    program: parsed.program,
    comments: parsed.comments,
    imports: imports.map((found) => ({ ...found, target: targetOf(path, found.specifier) })),
  };
}

/** The `imports` of package.json. */
const aliases: readonly (readonly [string, string])[] = [
  ['#core/', 'src/core/'],
  ['#platform/', 'src/platform/'],
  ['#features/', 'src/features/'],
  ['#blocks/', 'blocks/'],
  ['#jobs/', 'jobs/'],
  ['#app/', 'src/'],
  ['#sandbox/', 'sandbox/'],
  ['#test/', 'test/'],
];

function targetOf(from: string, specifier: string): string | null {
  const alias = aliases.find(([prefix]) => specifier.startsWith(prefix));
  if (alias) return alias[1] + specifier.slice(alias[0].length);
  if (!specifier.startsWith('.')) return null;
  return join(from, '..', specifier);
}
