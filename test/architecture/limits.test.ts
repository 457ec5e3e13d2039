import { describe, expect, test } from 'vitest';
import { checkLimits } from './rules/limits.ts';
import { readTree, treeOf } from './tree.ts';

describe('Block Kit limits', () => {
  test('hold because every block is built by the kit', () => {
    expect(checkLimits(readTree('.'))).toEqual([]);
  });

  test.each([
    ['a bare section', 'blocks/deals/card.ts', "export const card = { type: 'section', fields: [] };"],
    ['a bare text', 'src/features/deals/handlers.ts', "const text = { type: 'mrkdwn' as const, text: 'x' };"],
    ['a bare modal', 'src/platform/views.ts', "const view = { type: 'modal', blocks: [] };"],
  ])('%s is found', (_name, path, text) => {
    expect(checkLimits(treeOf({ [path]: text }))).toHaveLength(1);
  });

  test('the kit itself, and other things with a type, are fine', () => {
    const files = treeOf({
      'blocks/kit/elements.ts': "export const divider = { type: 'divider' };",
      'src/platform/events.ts': "export const event = { type: 'channel_archived' };",
    });
    expect(checkLimits(files)).toEqual([]);
  });
});
