import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { Visitor, parseSync } from 'oxc-parser';
import type { Node, Program } from 'oxc-parser';
import { pascalCase, sliceFiles } from './slice-template.ts';
import { sliceRoots } from './where.ts';

const listPath = 'src/features/index.ts';
const taken = ['kit', 'core', 'index', 'context'];

/**
 * Creates a working slice in the four roots and puts it on the list of features and into the README's table.
 * Returns the paths written. Throws before anything is written: a bad or taken slug, a list that it cannot read.
 */
export function createSlice(root: string, slug: string): readonly string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug)) throw new Error(`not a kebab-case slug: ${slug}`);
  const there = sliceRoots.map((folder) => `${folder}/${slug}`).find((path) => existsSync(join(root, path)));
  if (taken.includes(slug) || there !== undefined)
    throw new Error(`${slug} exists already: ${there ?? 'the name is ours'}`);
  const files: Record<string, string> = { ...sliceFiles(slug) };
  files[listPath] = withFeature(readFileSync(join(root, listPath), 'utf8'), slug);
  const readme = join(root, 'README.md');
  if (existsSync(readme)) files['README.md'] = withRow(readFileSync(readme, 'utf8'), slug);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return Object.keys(files);
}

/** The list with one more import and one more element, created from what the feature before it is created from. */
export function withFeature(list: string, slug: string): string {
  const { program } = parseSync('index.ts', list);
  const imported = program.body
    .filter((statement) => statement.type === 'ImportDeclaration')
    .filter((statement) => statement.source.value.endsWith('/feature.ts') && statement.importKind !== 'type');
  const creators = imported.flatMap((statement) => statement.specifiers.map((specifier) => specifier.local.name));
  const lastImport = imported.at(-1);
  const place = findPlace(program, creators);
  if (!lastImport || !place) throw new Error(`${listPath} holds no list of features that could be added to`);
  const create = `create${pascalCase(slug)}`;
  const element = `${create}(${list.slice(place.context.start, place.context.end)})`;
  const line = list.slice(list.lastIndexOf('\n', place.after.start) + 1, place.after.start);
  const onItsOwnLine = line.trim() === '';
  return [
    list.slice(0, lastImport.end),
    `\nimport { createFeature as ${create} } from './${slug}/feature.ts';`,
    list.slice(lastImport.end, place.after.end),
    onItsOwnLine ? `,\n${line}${element}` : `, ${element}`,
    list.slice(place.after.end),
  ].join('');
}

interface Span {
  start: number;
  end: number;
}

/** The last feature in the first array of features, and what the last feature is created from. */
function findPlace(program: Program, creators: readonly string[]): { after: Span; context: Span } | undefined {
  const names = [...creators];
  const contexts: Span[] = [];
  const lasts: Span[] = [];
  const isCreated = (node: Node): boolean => node.type === 'CallExpression' && creators.includes(firstName(node));
  new Visitor({
    VariableDeclarator: ({ id, init }) => {
      if (init && isCreated(init) && id.type === 'Identifier') names.push(id.name);
    },
    CallExpression: (node) => {
      const [context] = node.arguments;
      if (isCreated(node) && context) contexts.push(context);
    },
  }).visit(program);
  new Visitor({
    ArrayExpression: ({ elements }) => {
      const last = elements.findLast((element) => element !== null && names.includes(firstName(element)));
      if (last) lasts.push(last);
    },
  }).visit(program);
  const [after, context] = [lasts[0], contexts.at(-1)];
  return after && context && { after, context };
}

/** `createDeals` of `createDeals`, `createDeals(ctx)` and `createDeals(ctx).feature`. */
function firstName(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'CallExpression') return firstName(node.callee);
  return node.type === 'MemberExpression' ? firstName(node.object) : '';
}

/** The README with one more row at the end of its feature table, with as many columns as the row before. */
export function withRow(readme: string, slug: string): string {
  const section = readme.indexOf('## Features');
  const end = readme.indexOf('\n## ', section + 1);
  const table = readme.slice(section, end === -1 ? undefined : end);
  const last = section === -1 ? undefined : [...table.matchAll(/^\|\s*`[^\n]*$/gm)].at(-1);
  if (!last) return readme;
  const columns = last[0].split('|').length - 2;
  const at = section + last.index + last[0].length;
  return `${readme.slice(0, at)}\n| \`${slug}\` |${' TODO |'.repeat(columns - 1)}${readme.slice(at)}`;
}

/** `npm run new:feature <slug>` */
function main(): void {
  try {
    const paths = createSlice(join(import.meta.dirname, '..'), process.argv[2] ?? '');
    process.stdout.write(
      `${paths.join('\n')}\n\nNext: the five lines at the top of feature.ts, then npm run verify.\n`,
    );
  } catch (thrown) {
    process.stderr.write(
      `${thrown instanceof Error ? thrown.message : String(thrown)}\nusage: npm run new:feature <slug>\n`,
    );
    process.exitCode = 1;
  }
}

if (import.meta.main) main();
