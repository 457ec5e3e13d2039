import { describe, expect, test } from 'vitest';
import { checkExports } from './rules/exports.ts';
import { readTree, treeOf } from './tree.ts';

describe('exports', () => {
  test('have names, and no file hides where they live', () => {
    expect(checkExports(readTree('.'))).toEqual([]);
  });

  test.each([
    ['a default export', 'src/core/clock.ts', 'export default function clock() {}'],
    ['export *', 'src/core/all.ts', "export * from './clock.ts'; export const x = 1;"],
    ['a file of nothing but handed-on names', 'blocks/kit/kit.ts', "export { section } from './elements.ts';"],
    ['an index.ts', 'src/platform/outbox/index.ts', 'export const x = 1;'],
  ])('%s is found', (_name, path, text) => {
    expect(checkExports(treeOf({ [path]: text }))).toHaveLength(1);
  });

  test('the list of features and the face of a feature are none', () => {
    const files = treeOf({
      'src/features/index.ts': "export { createDeals } from './deals/feature.ts';",
      'src/features/deals/public.ts': "export type { Deal } from './schemas.ts';",
    });
    expect(checkExports(files)).toEqual([]);
  });
});
