import type { Check } from '../checks.ts';
import { variant } from '../checks.ts';
import { allowsBlock } from '../surfaces.ts';
import { cardBlocks } from './cards.ts';
import { chartBlocks } from './charts.ts';
import { layoutBlocks } from './layout.ts';
import { richText } from './rich-text.ts';
import { tableBlocks } from './tables.ts';
import { taskBlocks } from './tasks.ts';

const blocks: Record<string, Check> = {
  ...layoutBlocks,
  ...tableBlocks,
  ...cardBlocks,
  ...chartBlocks,
  ...taskBlocks,
  rich_text: richText,
};

export const blockTypes = Object.keys(blocks);

/** Any block that an app may send to the scope's surface. */
export const block: Check = variant(blocks, allowsBlock);
