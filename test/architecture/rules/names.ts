import { exportsOf } from '../nodes.ts';
import { lineCount } from '../tree.ts';
import type { SourceFile, Violations } from '../tree.ts';

const banned = ['util', 'utils', 'helper', 'helpers', 'manager', 'managers', 'data', 'info', 'misc'];
/** Where somebody else's word must be used: the job title, and Slack's methods and blocks. */
const forced = [/partner manager/g, /(users|conversations|team|files|bots) info/g, /data (table|visualization)/g];

/** Names say what a thing is (design.md §4): file names and everything exported. */
export function checkNames(files: readonly SourceFile[]): Violations {
  return files.flatMap((file) => {
    const bad = bannedWord(file.path.replace(/\.ts$/, ''));
    const badExports = exportsOf(file.program).flatMap(({ name }) => {
      const word = bannedWord(name);
      return word === undefined ? [] : [`${file.path}: exports ${name}, and "${word}" says nothing`];
    });
    return bad === undefined ? badExports : [`${file.path}: "${bad}" in a path says nothing`, ...badExports];
  });
}

/** The first banned word of a name in kebab-, snake- or camelCase. */
export function bannedWord(name: string): string | undefined {
  const spaced = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ');
  const ours = forced.reduce((text, word) => text.replace(word, ''), spaced);
  return ours.split(' ').find((word) => banned.includes(word));
}

export const maxLines = 250;
export const aimLines = 200;
/** Lists of facts, not code. */
const lists = /^src\/core\/calendar\/holidays-/;

/** A file that one can hold in the head (design.md §2). */
export function checkLengths(files: readonly SourceFile[]): Violations {
  return longFiles(files, maxLines).map((file) => `${file.path}: ${lineCount(file)} lines, at most ${maxLines}`);
}

/** Shipped files over a number of lines, the longest first. */
export function longFiles(files: readonly SourceFile[], lines: number): readonly SourceFile[] {
  const watched = files.filter((file) => /^(src|blocks|jobs)\//.test(file.path) && !lists.test(file.path));
  return watched.filter((file) => lineCount(file) > lines).toSorted((a, b) => lineCount(b) - lineCount(a));
}
