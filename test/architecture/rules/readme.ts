import { Visitor } from 'oxc-parser';
import { textOf, valueOf } from '../nodes.ts';
import type { SourceFile, Violations } from '../tree.ts';
import { listedSlugs } from './slices.ts';

const npmOwn = ['ci', 'install', 'test', 'start', 'run', 'audit', 'ls'];

/**
 * The README's feature table (`## Features`: the slug in backticks first, its commands as `/partner …` behind) lists
 * exactly the features and commands that there are, and every npm script it names exists.
 */
export function checkReadme(readme: string, files: readonly SourceFile[], scripts: readonly string[]): Violations {
  const rows = featureRows(readme);
  const slugs = listedSlugs(files);
  return [
    ...slugs.filter((slug) => !rows.some((row) => row.slug === slug)).map((slug) => `the feature table lacks ${slug}`),
    ...rows
      .filter(({ slug }) => !slugs.includes(slug))
      .map(({ slug }) => `the feature table lists ${slug}, which is none`),
    ...rows.flatMap(({ slug, commands }) => {
      const real = commandsOf(files, slug);
      return [
        ...real.filter((name) => !commands.includes(name)).map((name) => `${slug}: the table lacks /partner ${name}`),
        ...commands.filter((name) => !real.includes(name)).map((name) => `${slug}: there is no /partner ${name}`),
      ];
    }),
    ...scriptsNamed(readme)
      .filter((name) => !scripts.includes(name))
      .map((name) => `there is no npm script ${name}`),
  ].map((problem) => `README.md: ${problem}`);
}

interface Row {
  slug: string;
  commands: readonly string[];
}

function featureRows(readme: string): readonly Row[] {
  const section = /^## Features\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(readme)?.[1] ?? '';
  return section.split('\n').flatMap((line) => {
    const slug = /^\|\s*`([a-z0-9-]+)`\s*\|/.exec(line)?.[1];
    const commands = [...line.matchAll(/\/partner ([a-z-]+)/g)].map((match) => match[1] ?? '');
    return slug === undefined ? [] : [{ slug, commands: [...new Set(commands)] }];
  });
}

/** Staff commands that a feature declares: objects of the shape `StaffCommand`. */
export function commandsOf(files: readonly SourceFile[], slug: string): readonly string[] {
  return files
    .filter((file) => file.path.startsWith(`src/features/${slug}/`))
    .flatMap((file) => {
      const found: string[] = [];
      new Visitor({
        ObjectExpression: ({ properties }) => {
          const [name, usage, summary] = ['name', 'usage', 'summary'].map((key) => valueOf(properties, key));
          const text = name && usage && summary ? textOf(name) : null;
          if (text !== null) found.push(text);
        },
      }).visit(file.program);
      return found;
    });
}

function scriptsNamed(readme: string): readonly string[] {
  const run = [...readme.matchAll(/npm run ([a-z][a-z:-]*)/g)].map((match) => match[1] ?? '');
  const short = [...readme.matchAll(/npm (test|start)\b/g)].map((match) => match[1] ?? '');
  const other = [...readme.matchAll(/npm ([a-z]+)/g)]
    .map((match) => match[1] ?? '')
    .filter((word) => !npmOwn.includes(word));
  return [...new Set([...run, ...short, ...other])];
}
