import { describe, expect, test } from 'vitest';
import { checkIds, checkOwnSlug } from './rules/ids.ts';
import { readTree, treeOf } from './tree.ts';

describe('ids', () => {
  test('stand in ids.ts, in their pattern, once', () => {
    expect(checkIds(readTree('.'))).toEqual([]);
  });

  test('of another slug are not used for errors, messages and keys', () => {
    expect(checkOwnSlug(readTree('.'))).toEqual([]);
  });

  test.each([
    ['an action of another slug', { 'blocks/deals/ids.ts': "export const actions = { ok: 'quotes.review.approve' };" }],
    ['an id of one word', { 'blocks/deals/ids.ts': "export const views = { form: 'deals' };" }],
    ['an id in camelCase', { 'blocks/deals/ids.ts': "export const views = { form: 'deals.newDeal' };" }],
    ['an id made of parts', { 'blocks/deals/ids.ts': 'export const action = (n) => `deals.review.${n}`;' }],
    [
      'an id declared twice',
      { 'blocks/deals/ids.ts': "export const a = 'deals.review.ok'; export const b = 'deals.review.ok';" },
    ],
    [
      'an id written where it is used',
      { 'blocks/deals/card.ts': "button({ actionId: 'deals.review.approve', text: 'OK' });" },
    ],
    ['a bare callback_id', { 'src/features/deals/handlers.ts': "const view = { callback_id: 'deals.new-deal' };" }],
  ])('%s is found', (_name, planted) => {
    expect(checkIds(treeOf(planted))).toHaveLength(1);
  });

  test.each([
    [
      'an error code of another feature',
      'src/features/deals/errors.ts',
      "fail({ kind: 'conflict', code: 'quotes.closed' });",
    ],
    ['an error code without a slug', 'src/features/deals/errors.ts', "fail({ kind: 'conflict', code: 'closed' });"],
    ['a feature code in platform', 'src/platform/inbox.ts', "fail({ kind: 'conflict', code: 'deals.closed' });"],
    ['a message of another feature', 'src/features/deals/service.ts', "send({ message: 'quotes.card' });"],
    [
      'a message key of another feature',
      'src/features/deals/rules.ts',
      'export const key = (id) => `quotes:card:${id}`;',
    ],
  ])('%s is found', (_name, path, text) => {
    expect(checkOwnSlug(treeOf({ [path]: text }))).toHaveLength(1);
  });

  test('a slice that follows the rules passes', () => {
    const files = treeOf({
      'blocks/deals/ids.ts':
        "import type { X } from '#core/x.ts'; export const actions = { approve: 'deals.review.approve' } as const; export const views = { form: 'deals.new-deal' };",
      'src/features/deals/errors.ts':
        "fail({ kind: 'conflict', code: 'deals.already_decided' }); fail({ kind: 'forbidden', code: 'core.forbidden' });",
      'src/features/deals/service.ts': "send({ key: `deals:card:${id}`, message: 'deals.card' });",
    });
    expect([...checkIds(files), ...checkOwnSlug(files)]).toEqual([]);
  });
});
