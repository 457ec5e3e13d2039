import { describe, expect, onTestFinished, test } from 'vitest';
import { aimLines, checkLengths, checkNames, longFiles, maxLines } from './rules/names.ts';
import { lineCount, readTree, treeOf } from './tree.ts';

describe('names', () => {
  test('say what a thing is', () => {
    expect(checkNames(readTree('.'))).toEqual([]);
  });

  test.each([
    ['a file of utils', 'src/core/date-utils.ts', ''],
    ['a folder of helpers', 'test/helpers/clock.ts', ''],
    ['an exported helper', 'src/core/dates.ts', 'export function dateHelper() {}'],
    ['an exported manager', 'src/platform/inbox.ts', 'export class InboxManager {}'],
    ['exported data', 'blocks/deals/card.ts', 'export interface CardData { x: string }'],
    ['info handed on by a list', 'blocks/deals/card.ts', 'const dealInfo = 1; export { dealInfo };'],
  ])('%s is found', (_name, path, text) => {
    expect(checkNames(treeOf({ [path]: text }))).toHaveLength(1);
  });

  test('the job title and the words of Slack are left alone', () => {
    const files = treeOf({
      'sandbox/slack/methods/users-info.ts': 'export function usersInfo() {}',
      'src/core/actor.ts':
        'export const partnerManagerRoles = []; export const metadata = {}; export type Information = 1;',
    });
    expect(checkNames(files)).toEqual([]);
  });
});

describe('files', () => {
  test(`have at most ${maxLines} lines`, () => {
    const files = readTree('.');
    const long = longFiles(files, aimLines).map((file) => `  ${lineCount(file)}  ${file.path}`);
    if (long.length > 0) onTestFinished(() => console.log(`over the ${aimLines} lines we aim at:\n${long.join('\n')}`));
    expect(checkLengths(files)).toEqual([]);
  });

  test('a longer one is found', () => {
    expect(checkLengths(treeOf({ 'src/core/long.ts': 'export {};\n'.repeat(maxLines) }))).toEqual([]);
    expect(checkLengths(treeOf({ 'src/core/long.ts': 'export {};\n'.repeat(maxLines + 1) }))).toHaveLength(1);
  });
});
