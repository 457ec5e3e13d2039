import { describe, expect, test } from 'vitest';
import { checkEnvironment } from './rules/environment.ts';
import { readTree, treeOf } from './tree.ts';

describe('the environment', () => {
  test('is read in platform/config.ts only', () => {
    expect(checkEnvironment(readTree('.'))).toEqual([]);
  });

  test.each([
    ['process.env', "const port = process.env['PORT'];"],
    ['env of node:process', "import { env } from 'node:process';"],
  ])('%s is found elsewhere', (_name, text) => {
    expect(checkEnvironment(treeOf({ 'src/platform/inbox.ts': text }))).toHaveLength(1);
  });
});
