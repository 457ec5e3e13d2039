import { describe, expect, test } from 'vitest';
import { checkFeatureSlugs, checkSlices } from './rules/slices.ts';
import { readTree, treeOf } from './tree.ts';

const whole = {
  'src/features/index.ts': "import { createDeals } from './deals/feature.ts';",
  'src/features/context.ts': '',
  'src/features/deals/feature.ts': "export function createDeals() { return { slug: 'deals' }; }",
  'blocks/kit/elements.ts': '',
  'blocks/deals/card.ts': '',
  'jobs/deals/sweep-expiry.ts': '',
  'test/features/deals/deals.test.ts': '',
};

describe('one slug, four roots', () => {
  test('holds in the whole tree', () => {
    const files = readTree('.');
    expect([...checkSlices(files), ...checkFeatureSlugs(files)]).toEqual([]);
  });

  test('holds for a whole slice', () => {
    expect(checkSlices(treeOf(whole))).toEqual([]);
    expect(checkFeatureSlugs(treeOf(whole))).toEqual([]);
  });

  test.each([
    ['blocks without a feature', { 'blocks/quotes/card.ts': '' }],
    ['jobs without a feature', { 'jobs/quotes/sweep-due.ts': '' }],
    ['tests without a feature', { 'test/features/quotes/quotes.test.ts': '' }],
    ['a job that belongs to no slug', { 'jobs/sweep-due.ts': '' }],
    ['a feature that nobody listed', { 'src/features/quotes/feature.ts': "export const quotes = { slug: 'quotes' };" }],
    [
      'a listed folder without feature.ts',
      { 'src/features/deals/feature.ts': undefined, 'src/features/deals/rules.ts': '' },
    ],
    [
      'a folder that is no slug',
      {
        'src/features/index.ts': "import './Deals_2/feature.ts'; import './deals/feature.ts';",
        'src/features/Deals_2/feature.ts': '',
      },
    ],
  ])('%s is found', (_name, planted) => {
    const files = Object.entries({ ...whole, ...planted }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    expect(checkSlices(treeOf(Object.fromEntries(files)))).toHaveLength(1);
  });

  test('a feature with the name of another is found', () => {
    const files = treeOf({ ...whole, 'src/features/deals/feature.ts': "export const deals = { slug: 'deal' };" });
    expect(checkFeatureSlugs(files)).toHaveLength(1);
  });
});
