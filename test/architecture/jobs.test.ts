import { describe, expect, test } from 'vitest';
import { checkJobs } from './rules/jobs.ts';
import { readTree, treeOf } from './tree.ts';

const doc = '/** Every minute: ends protections that are over. Safe to repeat: each is claimed by its status. */\n';
const job = (name: string, every: string): string =>
  `export const create = () => defineJob({ name: '${name}', everyMs: ${every} });`;

describe('jobs', () => {
  test('are named after their file and say why they may be repeated', () => {
    expect(checkJobs(readTree('.'))).toEqual([]);
  });

  test('a good one passes, recurring or not', () => {
    const files = treeOf({
      'jobs/deals/sweep-expiry.ts': doc + job('deals.sweep-expiry', '60_000'),
      'jobs/deals/rebuild-index.ts': doc + job('deals.rebuild-index', 'null'),
    });
    expect(checkJobs(files)).toEqual([]);
  });

  test.each([
    ['a name of another feature', 'jobs/deals/sweep-expiry.ts', doc + job('quotes.sweep-expiry', '1')],
    ['a name that is not its file', 'jobs/deals/sweep-expiry.ts', doc + job('deals.sweep-all', '1')],
    ['a recurring job that is no sweep', 'jobs/deals/expire-deals.ts', doc + job('deals.expire-deals', '1')],
    ['a sweep that never recurs', 'jobs/deals/sweep-expiry.ts', doc + job('deals.sweep-expiry', 'null')],
    ['a verb without an object', 'jobs/deals/expire.ts', doc + job('deals.expire', 'null')],
    ['a job without a docstring', 'jobs/deals/sweep-expiry.ts', job('deals.sweep-expiry', '1')],
    [
      'a file of two jobs',
      'jobs/deals/sweep-expiry.ts',
      doc + job('deals.sweep-expiry', '1').repeat(2).replace('create', 'other'),
    ],
    ['a file without a job', 'jobs/deals/sweep-expiry.ts', `${doc}export const x = 1;`],
  ])('%s is found', (_name, path, text) => {
    expect(checkJobs(treeOf({ [path]: text }))).toHaveLength(1);
  });
});
