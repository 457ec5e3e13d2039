import type { Json } from './checks.ts';
import { isJson } from './checks.ts';

/** A block or element together with its JSON pointer. */
export interface Placed {
  readonly at: string;
  readonly json: Json;
}

const placed = (items: unknown, at: string): Placed[] =>
  Array.isArray(items)
    ? items.flatMap((json: unknown, index) => (isJson(json) ? [{ at: `${at}/${index}`, json }] : []))
    : [];

/** The blocks that a block holds, under the key that Slack gives them. */
export function nestedBlocksKey(block: Json): 'child_blocks' | 'elements' | undefined {
  if (block['type'] === 'container') return 'child_blocks';
  return block['type'] === 'carousel' ? 'elements' : undefined;
}

/** Every block of a list, with the blocks inside containers and carousels. */
export function allBlocks(blocks: unknown, at: string): Placed[] {
  return placed(blocks, at).flatMap((outer) => {
    const key = nestedBlocksKey(outer.json);
    return key === undefined ? [outer] : [outer, ...placed(outer.json[key], `${outer.at}/${key}`)];
  });
}

const keysWithElements: Readonly<Record<string, readonly string[]>> = {
  actions: ['elements'],
  context_actions: ['elements'],
  card: ['actions'],
  section: ['accessory'],
  input: ['element'],
};

/** The keys of a block under which interactive elements stand, alone or in a list. */
export const elementKeys = (block: Json): readonly string[] => keysWithElements[String(block['type'])] ?? [];

export const isInteractive = (element: Json): boolean => element['type'] !== 'image';

/** A block's own interactive elements, not those of blocks inside it. */
export function interactiveElementsOf({ at, json }: Placed): Placed[] {
  return elementKeys(json).flatMap((key) => {
    const value = json[key];
    const found = isJson(value) ? [{ at: `${at}/${key}`, json: value }] : placed(value, `${at}/${key}`);
    return found.filter((element) => isInteractive(element.json));
  });
}
